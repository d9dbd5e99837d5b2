"""Provide a virtual clock for the sandbox."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

# a Monday, ten in the morning in Moscow
DEFAULT_START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


class VirtualClock:
    """A clock that can be moved in either direction, stands still or runs at any speed."""

    def __init__(
        self, start: datetime = DEFAULT_START, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._at = start.astimezone(UTC)
        self._monotonic = monotonic
        self._since = monotonic()
        self._speed = 0.0

    def __call__(self) -> datetime:
        if not self._speed:
            return self._at
        return self._at + timedelta(seconds=(self._monotonic() - self._since) * self._speed)

    @property
    def speed(self) -> float:
        """How many virtual seconds pass in one real second. 0 while the clock stands still."""
        return self._speed

    def set(self, instant: datetime) -> None:
        """Move to an aware instant. The clock goes on from there at its speed.

        :raises InstantWithoutZone: the instant is naive
        """
        if instant.tzinfo is None:
            raise InstantWithoutZone(instant)
        self._at, self._since = instant.astimezone(UTC), self._monotonic()

    def advance(self, seconds: float) -> None:
        """Move forward by this many seconds."""
        self.set(self() + timedelta(seconds=seconds))

    def run(self, speed: float) -> None:
        """Set how many virtual seconds pass in one real second. 0 stops the clock.

        :raises ValueError: the speed is negative
        """
        if speed < 0:
            raise ValueError(speed)
        self.set(self())
        self._speed = speed

    def follow_machine(self) -> None:
        """Show the machine's time and run with it."""
        self.set(datetime.now(UTC))  # noqa: TID251 - a sandbox on its own has no other clock
        self.run(1.0)


class InstantWithoutZone(ValueError):
    """An instant without a time zone was given."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(instant)
        self.instant = instant
