"""Errors and outages of Telegram: every question is answered, and every notice arrives once."""

from pathlib import Path

import pytest

from bot.sandbox.client.client import Person
from tests.world.running_bot import BotWorld, ask, open_bot_world, tap, told

HOUR, LATER = "2020-09-04 10:00", "2020-09-04 11:00"
BARNAUL = "🎂 Завтра Барнаулу исполнится 290 лет — 5 сентября, суббота. Основан в 1730 году."


@pytest.fixture
def start() -> str:
    """Return a start a day before a reminder is due."""
    return "2020-09-03 12:00"


async def follower(world: BotWorld, name: str) -> Person:
    """Return a follower of jubilees, who has read everything so far."""
    person = await world.person(name)
    await tap(person, await ask(person, "/start"), "Напоминать о юбилеях")
    await told(person)
    return person


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a follower whose chat the faults affect."""
    return await follower(world, "Анна")


@pytest.fixture
async def peter(world: BotWorld) -> Person:
    """Return a follower whose chat no fault affects."""
    return await follower(world, "Пётр")


def heads(texts: list[str]) -> list[str]:
    """Return the first line of each text."""
    return [text.splitlines()[0] for text in texts]


async def test_a_hurried_answer_waits_its_time(world: BotWorld, anna: Person, peter: Person) -> None:
    """An answer refused with 429 comes when Telegram allows it, and other people are served in between."""
    await world.sandbox.fault("flood", method="sendMessage", chat=anna.id, times=1, seconds=1)
    await anna.say("/help")
    assert (await ask(peter, "/help")).text.startswith("❓ Справка")
    assert (await anna.reply()).text.startswith("❓ Справка")
    first, second = [call for call in await world.sent(anna.id) if "Справка" in call["params"]["text"]]
    [others] = [call for call in await world.sent(peter.id) if "Справка" in call["params"]["text"]]
    assert second["real"] - first["real"] >= 1
    assert others["real"] < second["real"]
    await world.settle()
    assert await told(anna) == []


async def test_a_hurried_notice_waits_alone(world: BotWorld, anna: Person, peter: Person) -> None:
    """A notice refused with 429 comes after the time that Telegram asks for, and the others at once."""
    await world.sandbox.fault("flood", method="sendMessage", chat=anna.id, times=1, seconds=60)
    await world.move_to(HOUR)
    assert (heads(await told(peter)), await told(anna)) == ([BARNAUL], [])
    await world.move_to(LATER)
    assert (await told(peter), heads(await told(anna))) == ([], [BARNAUL])
    first, second = (await world.sent(anna.id))[-2:]
    assert second["at"] >= "2020-09-04T07:01:00"
    assert first["at"] < "2020-09-04T07:01:00"


@pytest.mark.parametrize("kind", ["server", "bad_gateway", "reset"])
async def test_an_outage_delays_an_answer(world: BotWorld, anna: Person, kind: str) -> None:
    """5xx and broken connections: the question is kept, and answered once when Telegram is back."""
    await world.sandbox.fault(kind, method="sendMessage", chat=anna.id, times=1)
    assert (await ask(anna, "/help")).text.startswith("❓ Справка")
    await world.settle()
    assert await told(anna) == []


@pytest.mark.parametrize("kind", ["server", "bad_gateway"])
async def test_an_outage_delays_notices(world: BotWorld, anna: Person, peter: Person, kind: str) -> None:
    """While the server fails, few calls are made. When it works again, every reader is told once."""
    await world.sandbox.fault(kind, method="sendMessage", times=1)
    await world.move_to(HOUR)
    await world.move_to(LATER)
    assert [heads(await told(one)) for one in (anna, peter)] == [[BARNAUL], [BARNAUL]]
    refused = [call for call in await world.sandbox.calls("sendMessage") if call["fault"]]
    assert len(refused) == 1
    await world.move_to("2020-09-04 23:00")
    assert [await told(one) for one in (anna, peter)] == [[], []]


async def test_a_lost_answer_is_the_only_thing_told_twice(
    world: BotWorld, anna: Person, peter: Person
) -> None:
    """A reminder whose answer was lost is sent again, and only to that chat."""
    await world.sandbox.fault("lost", method="sendMessage", chat=anna.id, times=1)
    await world.move_to(HOUR)
    await world.move_to(LATER)
    assert heads(await told(anna)) == [BARNAUL, BARNAUL]
    assert heads(await told(peter)) == [BARNAUL]
    await world.move_to("2020-09-04 23:00")
    assert await told(anna) == []


async def test_silence_is_waited_out(world: BotWorld, anna: Person, peter: Person) -> None:
    """No answer at all: the notice is tried again, and arrives once, for the first one never did."""
    await world.sandbox.fault("silence", method="sendMessage", chat=anna.id, times=1, seconds=1)
    await world.move_to(HOUR)
    await world.move_to(LATER)
    assert [heads(await told(one)) for one in (anna, peter)] == [[BARNAUL], [BARNAUL]]


async def test_an_answer_that_never_comes_is_not_waited_for(
    world: BotWorld, anna: Person, peter: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram keeps silent for good: one chat is given up after its time, and told on another connection."""
    monkeypatch.setattr("scheduler.delivery.in_flight.ANSWER_SECONDS", 0.2)
    monkeypatch.setattr("scheduler.delivery.in_flight.SWEEP_SECONDS", 0.1)
    await world.sandbox.fault("silence", method="sendMessage", chat=anna.id, times=1, seconds=300)
    await world.move_to(HOUR)
    await world.move_to(LATER)
    assert [heads(await told(one)) for one in (anna, peter)] == [[BARNAUL], [BARNAUL]]


async def test_a_closed_door_is_left_alone(world: BotWorld, anna: Person) -> None:
    """An answer refused with 403 is not repeated. A refused notice closes the chat until its return."""
    await world.sandbox.fault("blocked", method="sendMessage", chat=anna.id, times=2)
    await anna.say("/help")
    await world.settle()
    await world.move_to(HOUR)
    await world.move_to("2020-09-11 12:00")
    refused = [call for call in await world.sent(anna.id) if call["fault"]]
    assert len(refused) == 2
    assert world.query("SELECT state FROM chats WHERE chat_id = ?", anna.id) == [("blocked",)]
    assert await told(anna) == []
    await ask(anna, "/start")
    await world.move_to("2020-09-12 12:00")
    missed, timely = heads(await told(anna))
    assert [missed, timely] == ["🔔 Завтра, 12 сентября, суббота", "🎉 Сегодня, 12 сентября, суббота"]


async def test_a_deleted_account_is_never_written_to_again(world: BotWorld, anna: Person) -> None:
    """One refusal closes the chat for good."""
    await world.sandbox.order("deactivate", person=anna.id)
    world.expected_refusals.add("user is deactivated")
    await world.move_to("2020-09-21 12:00")
    assert len(await world.refusals()) == 1
    assert world.query("SELECT state FROM chats WHERE chat_id = ?", anna.id) == [("gone",)]


async def test_updates_come_through_a_bad_hour(world: BotWorld, anna: Person) -> None:
    """getUpdates fails in several ways one after another, and no message written in between is lost."""
    for kind in ("server", "bad_gateway", "lost"):
        await world.sandbox.fault(kind, method="getUpdates", times=1)
    await anna.say("/help")
    await anna.say("/today")
    assert (await anna.reply(limit=20)).text.startswith("❓ Справка")
    assert (await anna.reply(limit=20)).text.startswith("☀️ Сегодня, 3 сентября")
    await world.settle()
    assert await told(anna) == []


async def test_many_at_once_keep_telegrams_pace(tmp_path: Path, start: str) -> None:
    """With the limits of Telegram in the sandbox, no message of a bulletin to many readers is refused."""
    async with open_bot_world(start, tmp_path, rate=25) as world:
        readers = [await world.person(f"Читатель {number}") for number in range(30)]
        for reader in readers:
            await tap(reader, await ask(reader, "/start"), "Еженедельный бюллетень")
            await told(reader)
        before = len(await world.sandbox.calls("sendMessage"))
        await world.sandbox.order("options", pace=True)
        await world.move_to("2020-09-04 12:00")
        await world.sandbox.calls_of("sendMessage", before + len(readers))
        assert {len(await told(reader)) for reader in readers} == {1}
        await world.check_manners()
