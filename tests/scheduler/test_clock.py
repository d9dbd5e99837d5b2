"""Clocks: the machine's, and one that is moved by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.clock import ClockMovedBack, ShiftedClock, SystemClock, advance
from tests.world.clocks import FrozenClock, moment


def test_system_clock_returns_aware_utc() -> None:
    """Every instant of ours has a zone, and it is UTC."""
    before = datetime.fromtimestamp(0, UTC)
    assert SystemClock().now().tzinfo is UTC
    assert SystemClock().now() > before


def test_shifted_clock_runs_on_from_where_it_was_set() -> None:
    """It keeps its difference from the machine's clock."""
    source = FrozenClock(moment("2026-03-01 12:00"))
    clock = ShiftedClock(source)
    clock.set(moment("2026-03-08 10:00"))
    source.at += timedelta(minutes=5)
    assert clock.now() == moment("2026-03-08 10:05")


def test_shifted_clock_refuses_to_go_back() -> None:
    """Sent messages cannot be taken back, so a shifted clock raises an error instead."""
    clock = ShiftedClock(FrozenClock(moment("2026-03-01 12:00")))
    with pytest.raises(ClockMovedBack) as caught:
        clock.set(moment("2026-03-01 11:59"))
    assert caught.value.wanted == moment("2026-03-01 11:59")


async def next_hour(now: datetime) -> datetime:
    """Return the time an hour later."""
    return now + timedelta(hours=1)


async def test_advance_passes_every_stop() -> None:
    """The clock stops whenever a notice falls due, and the end is exact."""
    clock = ShiftedClock(FrozenClock(moment("2026-03-01 12:00")))
    passed: list[datetime] = []

    async def tick() -> None:
        passed.append(clock.now())

    await advance(clock, moment("2026-03-01 14:30"), tick, next_hour)
    assert passed == [moment("2026-03-01 13:00"), moment("2026-03-01 14:00"), moment("2026-03-01 14:30")]


async def test_advance_to_a_past_instant_or_a_stop_without_progress_is_refused() -> None:
    """A stop without progress would never end. A move back raises an error before any stop."""
    clock = ShiftedClock(FrozenClock(moment("2026-03-01 12:00")))

    async def tick() -> None:
        pytest.fail("nothing may tick")

    async def nowhere(now: datetime) -> datetime:
        return now

    with pytest.raises(ValueError, match="2026"):
        await advance(clock, moment("2026-03-02 12:00"), tick, nowhere)
    with pytest.raises(ClockMovedBack):
        await advance(clock, moment("2026-02-28 12:00"), tick, next_hour)
    await advance(clock, moment("2026-03-01 12:00"), tick, next_hour)
