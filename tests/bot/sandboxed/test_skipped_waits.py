"""The waits of the rate limiter pass on the clock, but only while it is moved."""

import asyncio
from datetime import timedelta

import pytest

from bot.sandboxed.skipped_waits import SkippedWaits
from scheduler.clock import ShiftedClock
from tests.world.clocks import FrozenClock, moment

START = moment("2020-03-01 06:00")


@pytest.mark.parametrize(
    ("is_moved", "may_skip", "seconds", "is_skipped"),
    [
        (True, True, 1.001, True),
        (True, True, 3.003, True),
        (True, True, 0.0333333333, True),
        (False, True, 1.0, False),
        (True, False, 1.0, False),
        (True, True, 30.0, False),
    ],
)
async def test_short_wait_moves_a_moved_clock(
    is_moved: bool, may_skip: bool, seconds: float, is_skipped: bool
) -> None:
    """A pause between messages is skipped. An outage, and a limit counted in real time, are not."""
    clock = ShiftedClock(FrozenClock(START))
    waits, woken = SkippedWaits(clock, lambda: may_skip), asyncio.Event()
    if is_moved:
        with waits.skipping():
            timer = waits.later(seconds, woken.set)
    else:
        timer = waits.later(seconds, woken.set)
    await asyncio.sleep(0)
    timer.cancel()
    assert woken.is_set() is is_skipped
    # not a microsecond too early
    assert (clock.now() - START >= timedelta(seconds=seconds)) is is_skipped


async def test_cancelled_wait_moves_nothing() -> None:
    """The limiter sets its timer anew for each call that comes."""
    clock = ShiftedClock(FrozenClock(START))
    waits = SkippedWaits(clock, lambda: True)
    with waits.skipping():
        waits.later(1.0, lambda: None).cancel()
    await asyncio.sleep(0)
    assert clock.now() == START
