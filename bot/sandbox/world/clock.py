"""The sandbox's own time: it stands still until somebody moves it or lets it run."""

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
        """How many of its seconds pass in one real one; 0 where it stands."""
        return self._speed

    def set(self, instant: datetime) -> None:
        """Be at this aware instant now; it goes on from there at its speed."""
        if instant.tzinfo is None:
            raise InstantWithoutZone(instant)
        self._at, self._since = instant.astimezone(UTC), self._monotonic()

    def advance(self, seconds: float) -> None:
        """Move on by so many seconds."""
        self.set(self() + timedelta(seconds=seconds))

    def run(self, speed: float) -> None:
        """Let so many of its seconds pass in one real one; 0 stops it. ValueError for going backwards."""
        if speed < 0:
            raise ValueError(speed)
        self.set(self())
        self._speed = speed

    def follow_machine(self) -> None:
        """Show the machine's time and run with it."""
        self.set(datetime.now(UTC))  # noqa: TID251 - nobody else can tell a sandbox on its own
        self.run(1.0)


class InstantWithoutZone(ValueError):
    """An instant came without its zone."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(instant)
        self.instant = instant
