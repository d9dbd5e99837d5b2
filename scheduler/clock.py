"""Tell the time. No other module reads the machine's clock."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time to the parts of the program that need it."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251


class ClockMovedBack(Exception):
    """A shifted clock was asked to go back. What has been sent cannot be unsent."""

    def __init__(self, now: datetime, wanted: datetime) -> None:
        super().__init__(now, wanted)
        self.now = now
        self.wanted = wanted


class ShiftedClock:
    """A clock that runs with the machine's, ahead of it or behind it by an offset."""

    def __init__(self, source: Clock | None = None, offset: timedelta = timedelta(0)) -> None:
        self._source = source or SystemClock()
        self.offset = offset

    def now(self) -> datetime:
        """Return the shifted instant, aware, in UTC."""
        return self._source.now() + self.offset

    def set(self, instant: datetime) -> None:
        """Set the clock to an aware instant. Raises ClockMovedBack for one that has passed."""
        now = self.now()
        if instant < now:
            raise ClockMovedBack(now, instant)
        self.offset += instant - now

    def restart(self, instant: datetime) -> timedelta:
        """Set the clock to any aware instant and return by how much it has moved.

        For a program that has done nothing yet by the old time.
        """
        moved = instant - self.now()
        self.offset += moved
        return moved


async def advance(
    clock: ShiftedClock,
    to: datetime,
    tick: Callable[[], Awaitable[object]],
    next_stop: Callable[[datetime], Awaitable[datetime]],
) -> None:
    """Move the clock to an aware instant from stop to stop.

    Call tick at each stop and at the end.
    So what falls due in between comes at its own instant. In one step it would all be found late.
    next_stop returns the first instant after the one it is given at which something may fall due.
    Raises ClockMovedBack when `to` has passed, ValueError for a stop that is not later than now.
    """
    if to < clock.now():
        raise ClockMovedBack(clock.now(), to)
    while (now := clock.now()) < to:
        stop = await next_stop(now)
        if stop <= now:
            raise ValueError(stop)
        clock.set(max(min(stop, to), clock.now()))
        await tick()
