"""A clock that runs faster than the machine's."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.people.actions import Impossible
from bot.sandboxed.clock_speed import ClockSpeed

START = datetime(2026, 3, 2, 7, tzinfo=UTC)


class Moved:
    """A clock that a test may hold back, and the instant it was moved to."""

    def __init__(self) -> None:
        self.now = START
        self.held = False
        self.steps = asyncio.Event()

    async def move(self, instant: datetime) -> None:
        if self.held:
            raise Impossible("the clock only goes forward")
        self.now = instant
        self.steps.set()


async def test_step_moves_the_clock_by_what_speed_adds() -> None:
    """Of sixty seconds a second the machine itself brings one, in steps of a tenth."""
    moved = Moved()
    clock_speed = ClockSpeed(lambda: moved.now, moved.move)
    await clock_speed.set_speed(61)
    await clock_speed.step()
    assert moved.now == START + timedelta(seconds=6)
    moved.held = True
    await clock_speed.step()
    assert moved.now == START + timedelta(seconds=6)


async def test_clock_is_moved_only_at_a_higher_speed_and_inside_the_block() -> None:
    """At normal speed the clock is not moved. At a higher one it is, until the block ends."""
    moved, pauses = Moved(), []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    clock_speed = ClockSpeed(lambda: moved.now, moved.move, pause)
    async with asyncio.timeout(5), clock_speed.running():
        await asyncio.sleep(0)
        assert not pauses
        await clock_speed.set_speed(100)
        await moved.steps.wait()
        await clock_speed.set_speed(1)
    assert moved.now > START


async def test_speed_below_one_is_refused() -> None:
    """The bot's clock cannot be stopped: what it waits for would never come."""
    with pytest.raises(Impossible):
        await ClockSpeed(lambda: START, Moved().move).set_speed(0)
