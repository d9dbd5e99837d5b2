"""The rehearsal starts on a chosen day, until its clock is first moved."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.client.client import Refused
from bot.sandboxed.start_day import TRIAL_START
from scheduler.clock import SystemClock
from tests.world.running_bot import BotWorld, open_bot_world

FAR = "2027-09-09T08:30:00+03:00"
EARLY = "2019-06-01T08:30:00+03:00"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[BotWorld]:
    """Run the bot from the day on which a trial opens."""
    async with open_bot_world("2020-03-01 09:00", tmp_path) as world:
        yield world


def near(one: datetime, other: datetime) -> bool:
    """Return whether both are within the real seconds that a test may take."""
    return abs(one - other) < timedelta(minutes=5)


async def offer(world: BotWorld) -> dict[str, object] | None:
    """Return the page's offer of days to start on."""
    found: dict[str, object] | None = (await world.sandbox.order("screen"))["offer"]
    return found


async def test_start_is_chosen_forth_and_back_before_the_first_move(world: BotWorld) -> None:
    """The bot answers on the chosen day at once, and nothing has fallen due on the way."""
    assert near(await world.sandbox.now(), TRIAL_START)
    shown = await offer(world)
    assert shown is not None
    assert "1 марта 2020" in str(shown["text"])
    for instant in (FAR, EARLY, FAR):
        await world.sandbox.order("clock", start=instant)
        assert near(await world.sandbox.now(), datetime.fromisoformat(instant))
    shown = await offer(world)
    assert shown is not None
    assert "1 марта" not in str(shown["text"])
    assert near(datetime.fromisoformat(shown["days"][0]["at"]), SystemClock().now())  # type: ignore[index]
    anna = await world.sandbox.person("Анна")
    await anna.start()
    await anna.reply()
    await anna.press("Напоминать о юбилеях")
    await world.sandbox.settled()
    await anna.unread()
    await world.sandbox.advance(2 * 86400 + 2 * 3600)
    assert any(
        "Завтра" in one.text and "Минску исполняется 960 лет" in one.text for one in await anna.unread()
    )


async def test_start_is_later_only_once_a_person_has_written(world: BotWorld) -> None:
    """Sent messages cannot be taken back, so only later days are offered then, until the clock is moved."""
    await (await world.sandbox.person("Анна")).start()
    with pytest.raises(Refused, match="only goes forward"):
        await world.sandbox.order("clock", start=EARLY)
    await world.sandbox.order("clock", start=FAR)
    await world.sandbox.advance(60)
    assert await offer(world) is None
    with pytest.raises(Refused, match="moved already"):
        await world.sandbox.order("clock", start="2028-01-01T00:00:00+03:00")


async def test_bot_sends_at_once_after_an_earlier_start(world: BotWorld) -> None:
    """The rate limiter does not take the way back for years that have still to pass."""
    await world.rehearsal.app.ticks.run("profile")
    assert await world.sandbox.count("setMyCommands")
    await world.sandbox.order("clock", start=EARLY)
    anna = await world.sandbox.person("Анна")
    await anna.start()
    assert "Ассамблеи" in (await anna.reply()).text


@pytest.mark.parametrize("start", ["2020-03-01T09:00:00+03:00", "2027-02-10T21:40:00+03:00"])
async def test_newcomer_sees_three_scenes_at_three_presses(world: BotWorld, start: str) -> None:
    """A reminder, a moved date and a bulletin, by day or by night."""
    await world.sandbox.order("clock", start=start)
    vera = await world.sandbox.person("Вера")
    seen = {}
    for scene in ("reminder", "moved-date", "bulletin"):
        await world.sandbox.order("scene", name=scene, person=vera.id)
        seen[scene] = "\n".join(one.text for one in await vera.unread())
    assert any(mark in seen["reminder"] for mark in "🔔🎂🏛🏙🤝🌐")
    assert "Перенесён" in seen["moved-date"]
    assert "📰 Бюллетень МАГ · " in seen["bulletin"]


async def test_week_with_the_secretariat_costs_no_real_seconds(world: BotWorld) -> None:
    """A second message in a chat waits by the moved clock. It took 3 s at each bulletin."""
    for name in ("Анна", "Секретариат"):
        await (await world.sandbox.person(name)).start()
    await world.sandbox.settled(limit=20)
    await world.rehearsal.subscribe_starters("Europe/Moscow")
    loop = asyncio.get_running_loop()
    began, sent = loop.time(), await world.sandbox.count("sendMessage")
    for _ in range(3):
        await world.sandbox.advance(7 * 86400)
    assert await world.sandbox.count("sendMessage") - sent > 15
    # nine waits of a second each would be needed
    assert loop.time() - began < 7
