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
    step: timedelta = timedelta(hours=1),
) -> None:
    """Move the clock to the aware instant `to` step by step, calling tick after each.

    So what fell due in between arrives as it would have, instead of being found late all at once.
    Raises ClockMovedBack when `to` has passed, ValueError for a step that leads nowhere.
    """
    if step <= timedelta(0):
        raise ValueError(step)
    if to < clock.now():
        raise ClockMovedBack(clock.now(), to)
    while (now := clock.now()) < to:
        clock.set(max(min(now + step, to), clock.now()))
        await tick()
