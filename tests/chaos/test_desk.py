"""A secretary puts a plan document in force while the bot is killed between the steps."""

import asyncio
import random
from collections.abc import Sequence
from typing import Any

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.chaos.conftest import Record
from tests.chaos.process_world import LOOK_SECONDS, ProcessWorld
from tests.chaos.processes import LIMIT, BotProcess
from tests.chaos.scale import times
from tests.world.sent_plans import PLAN_2020

pytestmark = pytest.mark.slow

SECRETARY = 5_000_000_001


class Desk:
    """The secretary's chat, and the bot that serves it until it is killed."""

    def __init__(self, world: ProcessWorld, secretary: Person, dice: random.Random) -> None:
        self._world = world
        self._dice = dice
        self._secretary = secretary
        self.bot: BotProcess | None = None
        self.kills = 0

    async def start(self) -> None:
        """Start a bot whose owner is the secretary."""
        self.bot = await self._world.bot(OWNER_IDS=str(SECRETARY))

    async def kill(self, most: float) -> None:
        """Kill the bot after a random time of at most `most` seconds, and start another."""
        await asyncio.sleep(self._dice.uniform(0, most))
        assert self.bot is not None
        await self._world.kill(self.bot)
        self.kills += 1
        await self.start()

    async def shown(self, label: str, year: int) -> ReceivedMessage:
        """Wait for the newest message about a year with a button of this label, and return it."""
        messages: Sequence[ReceivedMessage] = ()
        end = asyncio.get_running_loop().time() + LIMIT
        while asyncio.get_running_loop().time() < end:
            messages = await self._secretary.messages()
            for message in reversed(messages):
                if str(year) in message.text and any(label in one for one in message.labels):
                    return message
            await asyncio.sleep(LOOK_SECONDS)
        raise AssertionError(f"no «{label}» about {year}", [(one.text, one.labels) for one in messages[-4:]])

    async def press(self, label: str, year: int) -> None:
        """Press a button below a message about a year, without waiting for the answer."""
        message = await self.shown(label, year)
        data = next(one["callback_data"] for one in message.buttons if label in one["text"])
        await self._world.sandbox.order(
            "press", person=SECRETARY, message_id=message.id, data=data, chat=SECRETARY
        )


async def test_a_document_is_in_force_once_whenever_the_bot_is_killed(
    world: ProcessWorld, dice: random.Random, record: Record
) -> None:
    """Killed while it reads, decides or stores, the bot makes one edition of every document.

    Each edition keeps its file.
    """
    secretary = await world.sandbox.person("Секретариат", id=SECRETARY)
    desk = Desk(world, secretary, dice)
    await desk.start()
    documents = times(1, 25)
    for year in range(2030, 2030 + documents):
        text = PLAN_2020.replace("на 2020 год", f"на {year} год")
        await secretary.send_file(f"{year}.txt", text.encode())
        await desk.kill(0.8)
        await desk.press("Оставить все как есть", year)
        await desk.kill(0.1)
        await desk.press("✅ Внести", year)
        await desk.kill(0.1)
        await desk.shown("📎 Документ", year)
        await world.until_quiet()
    facts = _facts(world)
    assert desk.bot is not None
    await world.stop(desk.bot)
    record("C13", documents, kills=desk.kills, **facts)
    expected = {"editions": documents, "files": documents, "unfinished": 0, "twice": 0}
    assert facts == expected


def _facts(world: ProcessWorld) -> dict[str, Any]:
    years = "SELECT year FROM plan_editions WHERE year >= 2030"
    return {
        "editions": len(world.rows(f"{years} GROUP BY year")),
        "files": len(world.rows("SELECT 1 FROM plan_files WHERE year >= 2030")),
        "unfinished": len(world.rows("SELECT 1 FROM plan_drafts WHERE state <> 'applied'")),
        "twice": len(world.rows(f"{years} GROUP BY year HAVING count(*) > 1")),
    }
