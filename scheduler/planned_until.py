"""Know how far planning has come.

What falls due for a chat in one hour is one message. So it may leave only when all of it is planned.
"""

from datetime import datetime, timedelta

LONGEST_WAIT = timedelta(minutes=2)
"""Planning ticks twice a minute. When it fails for longer, digests leave as far as they are known."""


class Horizon:
    """The instant through which everything is planned.

    It is not known before the first planning.
    """

    def __init__(self) -> None:
        self._planned: datetime | None = None
        self._first_asked: datetime | None = None

    def reached(self, instant: datetime) -> None:
        """Note that everything due through this aware instant is in the outbox."""
        self._planned = instant

    def through(self, now: datetime) -> datetime:
        """Return the instant through which deliveries that are due may be sent now."""
        self._first_asked = min(self._first_asked or now, now)
        known = self._planned or self._first_asked - LONGEST_WAIT
        return min(now, max(known, now - LONGEST_WAIT))
