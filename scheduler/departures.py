"""Messages on their way out: what has not left can be called back, what has may have arrived."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

# A message that waits longer for its turn is judged and worded again.
WAIT_SECONDS = 60.0
# When the process stops, an answer that takes longer counts as lost.
CLOSING_SECONDS = 10.0


class Departure:
    """One message: told by its courier when its turn has come, just before it leaves.

    expires_at is when it is no longer worth sending: what expires sooner goes first.
    """

    def __init__(self, expires_at: datetime, limit: asyncio.Timeout) -> None:
        self.expires_at = expires_at
        self.begun = False
        self._limit = limit

    @property
    def called_back(self) -> bool:
        """Whether its time ran out."""
        return self._limit.expired()

    def queue(self) -> None:
        """It waits for its turn from now on, though not for ever. Whatever is not told so never waits."""
        if not self.begun and self._limit.when() is None:
            self._limit.reschedule(asyncio.get_running_loop().time() + WAIT_SECONDS)

    def leave(self) -> None:
        """It leaves now; a second call, for a second part, does nothing."""
        if not self.begun:
            self.begun = True
            if self._limit.when() is not None:
                self._limit.reschedule(None)

    def call_back(self, at: float) -> None:
        """Wait no longer for its turn; what has left has until then, in the loop's time, to be answered."""
        if not self._limit.expired():
            self._limit.reschedule(at if self.begun else asyncio.get_running_loop().time())


class Departures:
    """All messages on their way out."""

    def __init__(self) -> None:
        self._open: set[Departure] = set()
        self._closing = False

    @asynccontextmanager
    async def departure(self, expires_at: datetime) -> AsyncIterator[Departure]:
        """A message in hand as long as the block runs. Raises TimeoutError when its time runs out."""
        # no timer where nobody waits: they are not free, and most messages need none
        async with asyncio.timeout(0 if self._closing else None) as limit:
            departure = Departure(expires_at, limit)
            self._open.add(departure)
            try:
                yield departure
            finally:
                self._open.discard(departure)

    def close(self) -> None:
        """Call back what has not left, and give what has a few seconds."""
        self._closing = True
        at = asyncio.get_running_loop().time() + CLOSING_SECONDS
        for departure in self._open:
            departure.call_back(at)
