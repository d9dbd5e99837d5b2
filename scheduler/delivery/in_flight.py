"""Messages on their way out: what has not left can be called back, what has may have arrived."""

import asyncio
from datetime import datetime
from types import TracebackType
from typing import Self

# A message that waits longer for its turn is judged and worded again.
WAIT_SECONDS = 60.0
# After so long an answer is not waited for any more.
ANSWER_SECONDS = 60.0
# How often they are looked at, all together.
LOOK_SECONDS = 15.0
# When the process stops, an answer that takes longer counts as lost.
CLOSING_SECONDS = 10.0


class InFlightMessage:
    """One message, in hand as long as its block runs, which raises TimeoutError when its time runs out.

    Its courier tells it when its turn has come, just before it leaves. expires_at is when it is no longer
    worth sending: what expires sooner goes first. overdue: its answer has not come in time.
    """

    def __init__(self, expires_at: datetime, among: "InFlight") -> None:
        """For Departures.departure()."""
        self.expires_at = expires_at
        self.begun = False
        self.overdue = False
        self._is_refused = False
        self.queued_at: float | None = None
        self.left_at: float | None = None
        self._among = among
        self._limit = asyncio.timeout(0 if among.closing else None)

    async def __aenter__(self) -> Self:
        """It is in hand now."""
        await self._limit.__aenter__()
        self._among.open.add(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """It has been answered, or given up."""
        self._among.open.discard(self)
        await self._limit.__aexit__(kind, error, trace)

    @property
    def called_back(self) -> bool:
        """Whether its time ran out, or its turn came too late."""
        return self._is_refused or self._limit.expired()

    def queue(self) -> None:
        """It waits for its turn from now on, though not for ever. Whatever is not told so never waits."""
        if not self.begun and self.queued_at is None:
            self.queued_at = asyncio.get_running_loop().time()
            self._among.watch()

    def leave(self) -> None:
        """Note that it leaves now, or another part of it.

        Raises TimeoutError for a message that was recalled in this very turn of the loop.
        """
        if self._among.recalled and not self.begun:
            self._is_refused = True
            raise TimeoutError
        self.left_at = asyncio.get_running_loop().time()
        if not self.begun and self._limit.when() is not None:
            # just before it would have been called back: its answer is waited for all the same
            self._limit.reschedule(self.left_at + CLOSING_SECONDS if self._among.closing else None)
        self.begun = True
        self._among.watch()

    def answered(self) -> None:
        """What left is not out any more; another part may wait for its turn as long as it must."""
        self.left_at = None

    def call_back(self, at: float) -> None:
        """Wait no longer for its turn; what has left has until then, in the loop's time, to be answered."""
        if not self._limit.expired():
            self._limit.reschedule(at if self.begun else asyncio.get_running_loop().time())


class InFlight:
    """All messages on their way out."""

    def __init__(self) -> None:
        self.open: set[InFlightMessage] = set()
        self.closing = False
        self.recalled = False
        """Nothing may leave now. A sender looks here before it begins."""
        self._watch: asyncio.TimerHandle | None = None

    def departure(self, expires_at: datetime) -> InFlightMessage:
        """A message, for the block that sends it."""
        return InFlightMessage(expires_at, self)

    def watch(self) -> None:
        """Look in a while for those who have waited too long: one timer for all, for there may be many."""
        if self._watch is None:
            self._watch = asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look)

    def close(self) -> None:
        """Call back what has not left, and give what has a few seconds."""
        self.closing = True
        at = asyncio.get_running_loop().time() + CLOSING_SECONDS
        for departure in self.open:
            departure.call_back(at)

    def recall(self) -> None:
        """Call back what has not left, and let nothing leave until release().

        What has left is waited for as ever.
        """
        self.recalled = True
        now = asyncio.get_running_loop().time()
        for departure in self.open:
            if not departure.begun:
                departure.call_back(now)

    def release(self) -> None:
        """Let messages leave again."""
        self.recalled = False

    def _look(self) -> None:
        now, self._watch = asyncio.get_running_loop().time(), None
        for one in self.open:
            if one.left_at is not None:
                one.overdue = now - one.left_at >= ANSWER_SECONDS
            if one.overdue or (
                one.queued_at is not None and not one.begun and now - one.queued_at >= WAIT_SECONDS
            ):
                one.call_back(now)
        if self.open:
            self.watch()
