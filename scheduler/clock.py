"""The clock: the only place where the program asks what time it is."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whoever needs the time is given one of these."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251


class ClockMovedBack(Exception):
    """A shifted clock was asked to go back; what has been sent cannot be unsent."""

    def __init__(self, now: datetime, wanted: datetime) -> None:
        super().__init__(now, wanted)
        self.now = now
        self.wanted = wanted


class ShiftedClock:
    """A clock that runs with the machine's, a settable distance ahead of or behind it."""

    def __init__(self, source: Clock | None = None, offset: timedelta = timedelta(0)) -> None:
        self._source = source or SystemClock()
        self.offset = offset

    def now(self) -> datetime:
        """The shifted instant, aware, in UTC."""
        return self._source.now() + self.offset

    def set(self, instant: datetime) -> None:
        """Make it `instant` (aware) now. Raises ClockMovedBack for one that has passed."""
        now = self.now()
        if instant < now:
            raise ClockMovedBack(now, instant)
        self.offset += instant - now


async def advance(
    clock: ShiftedClock,
    to: datetime,
    tick: Callable[[], Awaitable[object]],
    next_stop: Callable[[datetime], Awaitable[datetime]],
) -> None:
    """Move the clock to the aware instant `to` from stop to stop, calling tick at each and at the end.

    So what fell due in between arrives as it would have, instead of being found late all at once. next_stop
    gives the first instant after the one it is given at which something may fall due. Raises ClockMovedBack
    when `to` has passed, ValueError for a stop that leads nowhere.
    """
    if to < clock.now():
        raise ClockMovedBack(clock.now(), to)
    while (now := clock.now()) < to:
        stop = await next_stop(now)
        if stop <= now:
            raise ValueError(stop)
        clock.set(max(min(stop, to), clock.now()))
        await tick()
