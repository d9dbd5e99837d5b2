"""How far planning has come: what falls due for a chat in one hour is one message, so it must be complete."""

from datetime import datetime, timedelta

# Planning ticks twice a minute; when it fails, digests go out as far as they are known.
LONGEST_WAIT = timedelta(minutes=2)


class Horizon:
    """The instant through which everything is planned. Before the first planning nothing is known of that."""

    def __init__(self) -> None:
        self._planned: datetime | None = None
        self._first_asked: datetime | None = None

    def reached(self, instant: datetime) -> None:
        """Everything due through this aware instant is in the ledger."""
        self._planned = instant

    def through(self, now: datetime) -> datetime:
        """What is due through this instant may be told now."""
        self._first_asked = min(self._first_asked or now, now)
        known = self._planned or self._first_asked - LONGEST_WAIT
        return min(now, max(known, now - LONGEST_WAIT))
