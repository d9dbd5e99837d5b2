"""Each handler fails in its turn. No update is lost silently, no failure is reported twice."""

import random
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiogram.dispatcher.event.handler import HandlerObject

from bot.alerts.report import ALERTS_A_DAY
from bot.sandbox.client.client import Person
from bot.updates.update_retry_policy import UPDATE_TRIES, RetryPolicy
from tests.chaos.conftest import Record
from tests.chaos.scale import LONG
from tests.world.running_bot import BotWorld, ask, open_bot_world, told

COMMANDS = (
    *(
        "/start",
        "/help",
        "/today",
        "/upcoming",
        "/plan",
        "/cities",
        "/city Казань",
        "/subscribe",
        "/settings",
    ),
    *("/privacy", "/bulletin", "/stats", "/diagnose", "/nothing", "Казань", "/cancel", "/stop"),
)
SHORT = 6
NO_PATIENCE = RetryPolicy(handler_pauses=(0.0, 0.0), channel_pauses=(0.0,) * 5)

Deed = Callable[[], Awaitable[object]]


class Saboteur:
    """A patch that notes which of our handlers an update reaches, and lets one of them fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached = ""
        self.broken = ""
        self.tries = 0
        handle = HandlerObject.call

        async def call(one: HandlerObject, *arguments: Any, **named: Any) -> Any:
            name = f"{one.callback.__module__}.{getattr(one.callback, '__qualname__', '')}"
            if name.startswith("handlers.") and not name.startswith("handlers.errors."):
                self.reached = name
                if name == self.broken:
                    self.tries += 1
                    # a class of its own, so that it counts as a fault of its own
                    raise type("Broken" + name.title().replace(".", ""), (Exception,), {})
            return await handle(one, *arguments, **named)

        monkeypatch.setattr(HandlerObject, "call", call)


@dataclass
class Tour:
    """A walk through all commands and buttons, which notes an action that reaches each handler."""

    world: BotWorld
    saboteur: Saboteur
    deeds: dict[str, Deed]

    async def lead(self, person: Person, rounds: int = 2) -> None:
        """Let a person write every command, then press a button of each kind that is shown."""
        for command in COMMANDS:
            await self._do(_say(person, command))
        pressed: set[str] = set()
        for _ in range(rounds):
            for message in await person.messages():
                for button in message.buttons:
                    data = button.get("callback_data", "")
                    kind = data.split(":")[0]
                    if data and kind not in pressed:
                        pressed.add(kind)
                        await self._do(_press(person, data, message.id))

    async def _do(self, deed: Deed) -> None:
        self.saboteur.reached = ""
        await deed()
        await self.world.settle()
        if self.saboteur.reached:
            self.deeds.setdefault(self.saboteur.reached, deed)


def _say(person: Person, text: str) -> Deed:
    return lambda: person.say(text)


def _press(person: Person, data: str, message_id: int) -> Deed:
    return lambda: person.sandbox.order(
        "press", person=person.id, chat=person.id, message_id=message_id, data=data, forged=True
    )


async def test_each_handler_fails_in_its_turn(
    tmp_path: Path, dice: random.Random, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failing handler is tried three times, then its update is quarantined.

    Other chats are answered meanwhile. The person gets a reference number. The owner gets an alert for each
    of the first failures, and the rest in one message.
    """
    saboteur = Saboteur(monkeypatch)
    monkeypatch.setattr("bot.updates.chat_queues.RetryPolicy", lambda: NO_PATIENCE)
    async with open_bot_world("2026-11-26 12:00", tmp_path) as world:
        tour = Tour(world, saboteur, {})
        owner, anna, neighbour = await world.owner(), await world.person(), await world.person("Пётр")
        await tour.lead(anna, 3 if LONG else 1)
        if LONG:
            await tour.lead(owner, 3)
        chosen = sorted(tour.deeds) if LONG else dice.sample(sorted(tour.deeds), SHORT)
        failed = [name for name in chosen if await fail(world, tour, name, (anna, owner), neighbour)]
        faults = len(failed)
        await world.move_to("2026-11-26 14:00")
        alerts = await _alerts(world, owner, "осталось без ответа", min(faults, ALERTS_A_DAY))
        await world.move_to("2026-11-27 14:00")
        sums = await _alerts(world, owner, "Итог по ошибкам", int(faults > ALERTS_A_DAY))
        summed = sum(int(number) for text in sums for number in re.findall(r"был[ои]? ещё (\d+)", text))
    silent = faults - len(alerts) - summed
    record("A3", faults, silent_losses=silent, alerts=len(alerts), sums=len(sums))
    assert faults > len(chosen) / 2
    assert (len(alerts), len(sums), silent) == (min(faults, ALERTS_A_DAY), faults > ALERTS_A_DAY, 0)


async def _alerts(world: BotWorld, owner: Person, words: str, expected: int) -> list[str]:
    """Return the owner's messages with these words, once `expected` of them have come."""

    async def look() -> bool:
        return len(await found()) >= expected

    async def found() -> list[str]:
        return [one.text for one in await owner.messages() if one.from_bot and words in one.text]

    # a chat gets at most one message a second
    await world.sandbox.until(look, what=words, limit=2 * expected + 30)
    await world.settle()
    return await found()


def _newest_aside(world: BotWorld) -> int:
    """Return the id of the newest quarantined update. Only the last ones of each chat are kept."""
    [(newest,)] = world.query("SELECT COALESCE(MAX(update_id), 0) FROM inbox WHERE state = 'aside'")
    return int(newest)


async def fail(world: BotWorld, tour: Tour, name: str, people: tuple[Person, ...], neighbour: Person) -> bool:
    """Let the handler fail for one update, while a neighbour asks.

    Returns False if the noted action no longer reaches the handler.
    """
    tour.saboteur.broken, tour.saboteur.tries = name, 0
    before = _newest_aside(world)
    await tour.deeds[name]()
    await world.settle()
    tour.saboteur.broken = ""
    if not tour.saboteur.tries:
        return False
    assert tour.saboteur.tries == UPDATE_TRIES, name
    assert _newest_aside(world) > before, name
    apologies: list[str] = []

    async def look() -> bool:
        # the apology is sent after the quarantine
        for one in people:
            apologies.extend(text for text in await told(one) if "Ответить не получилось" in text)
        return bool(apologies)

    await world.sandbox.until(look, what=f"an apology for {name}")
    assert len(apologies) == 1, name
    assert "❓" in (await ask(neighbour, "/help")).text
    return True
