"""The sandbox's own time: it stands still until somebody moves it."""

from datetime import UTC, datetime, timedelta

# a Monday, ten in the morning in Moscow
DEFAULT_START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


class VirtualClock:
    """A clock that moves only when told to, in either direction."""

    def __init__(self, start: datetime = DEFAULT_START) -> None:
        self._now = start.astimezone(UTC)

    def __call__(self) -> datetime:
        return self._now

    def set(self, instant: datetime) -> None:
        """Stand at this aware instant from now on."""
        if instant.tzinfo is None:
            raise NaiveInstant(instant)
        self._now = instant.astimezone(UTC)

    def advance(self, seconds: float) -> None:
        """Move on by so many seconds."""
        self._now += timedelta(seconds=seconds)


class NaiveInstant(ValueError):
    """An instant came without its zone."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(instant)
        self.instant = instant
