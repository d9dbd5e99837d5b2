"""Track messages in flight: recall what has not left, limit the wait for an answer."""

import asyncio
from datetime import datetime
from types import TracebackType
from typing import Self

WAIT_SECONDS = 60.0
"""A message that waits longer for its turn is recalled, and checked and rendered again later."""

ANSWER_SECONDS = 60.0
"""How long an answer is waited for."""

SWEEP_SECONDS = 15.0
"""How often the two limits are checked, for all messages together."""

CLOSING_SECONDS = 10.0
"""How long an answer is waited for when the process stops."""


class InFlightMessage:
    """One message in flight, as a block that sends it.

    The block raises TimeoutError when its time is up.
    The rate limiter calls queue() when the message begins to wait for its turn, leave() just before it
    leaves, and answered() when the answer has come.
    """

    def __init__(self, expires_at: datetime, among: "InFlight") -> None:
        """Make a message for InFlight.message().

        Of two that wait, the sooner to expire leaves first.
        """
        self.expires_at = expires_at
        self.has_left = False
        self.is_overdue = False
        self._is_refused = False
        self._queued_at: float | None = None
        self._left_at: float | None = None
        self._among = among
        self._limit = asyncio.timeout(0 if among.is_closing else None)

    async def __aenter__(self) -> Self:
        """Begin to track the message."""
        await self._limit.__aenter__()
        self._among.messages.add(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the tracking: the message is answered or given up."""
        self._among.messages.discard(self)
        await self._limit.__aexit__(kind, error, trace)

    @property
    def is_recalled(self) -> bool:
        """Return whether its time is up, or its turn came after a recall."""
        return self._is_refused or self._limit.expired()

    def queue(self) -> None:
        """Start the limit of the wait for its turn. Without this call the wait is not limited."""
        if not self.has_left and self._queued_at is None:
            self._queued_at = asyncio.get_running_loop().time()
            self._among.schedule_sweep()

    def leave(self) -> None:
        """Note that the message, or another part of it, leaves now.

        Raises TimeoutError for a message that was recalled in this very turn of the event loop.
        """
        if self._among.is_recalled and not self.has_left:
            self._is_refused = True
            raise TimeoutError
        self._left_at = asyncio.get_running_loop().time()
        if not self.has_left and self._limit.when() is not None:
            # It was about to be recalled. Now that it leaves, its answer is waited for all the same.
            self._limit.reschedule(self._left_at + CLOSING_SECONDS if self._among.is_closing else None)
        self.has_left = True
        self._among.schedule_sweep()

    def answered(self) -> None:
        """Note the answer. Another part may then wait for its turn as long as it must."""
        self._left_at = None

    def recall(self, at: float) -> None:
        """Recall the message at once if it has not left. Otherwise wait for its answer until at.

        at is in seconds of the event loop's clock.
        """
        if not self._limit.expired():
            self._limit.reschedule(at if self.has_left else asyncio.get_running_loop().time())

    def has_waited_too_long(self, now: float) -> bool:
        """Return whether its turn or its answer has not come in time. Mark an overdue answer."""
        if self._left_at is not None:
            self.is_overdue = now - self._left_at >= ANSWER_SECONDS
        is_stuck = self._queued_at is not None and not self.has_left and now - self._queued_at >= WAIT_SECONDS
        return self.is_overdue or is_stuck


class InFlight:
    """All messages in flight."""

    def __init__(self) -> None:
        self.messages: set[InFlightMessage] = set()
        self.is_closing = False
        self.is_recalled = False
        """Whether nothing may leave now. A sender asks before it begins."""
        self._sweep_timer: asyncio.TimerHandle | None = None

    def message(self, expires_at: datetime) -> InFlightMessage:
        """Return a message for the block that sends it. expires_at is aware."""
        return InFlightMessage(expires_at, self)

    def schedule_sweep(self) -> None:
        """Schedule the next check of the limits. One timer serves all messages in flight."""
        if self._sweep_timer is None:
            self._sweep_timer = asyncio.get_running_loop().call_later(SWEEP_SECONDS, self._sweep)

    def close(self) -> None:
        """Recall what has not left, and wait CLOSING_SECONDS for the answers to what has."""
        self.is_closing = True
        at = asyncio.get_running_loop().time() + CLOSING_SECONDS
        for one in self.messages:
            one.recall(at)

    def recall(self) -> None:
        """Recall what has not left, and let nothing leave until release().

        Answers to what has left are waited for as before.
        """
        self.is_recalled = True
        now = asyncio.get_running_loop().time()
        for one in self.messages:
            if not one.has_left:
                one.recall(now)

    def release(self) -> None:
        """Let messages leave again."""
        self.is_recalled = False

    def _sweep(self) -> None:
        now, self._sweep_timer = asyncio.get_running_loop().time(), None
        for one in self.messages:
            if one.has_waited_too_long(now):
                one.recall(now)
        if self.messages:
            self.schedule_sweep()
