"""Count how far an issue of the bulletin has got."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from data.store.notices import DeliveryState
from data.store.outbox import Outbox

_FAILED = frozenset({DeliveryState.FAILED, DeliveryState.EXPIRED})
_WAITING = frozenset({DeliveryState.PENDING, DeliveryState.LEASED, DeliveryState.HELD})
ROWS_A_SECOND = 50_000
"""How many rows are counted in a second, at most. Counting as many takes 15 ms."""

_FEW = 100_000


@dataclass(frozen=True, slots=True)
class Tally:
    """The progress of an issue, in chats. left: they unsubscribed after it had begun to go out."""

    total: int
    delivered: int
    blocked: int
    failed: int
    unknown: int
    left: int
    waiting: int

    @property
    def done(self) -> int:
        """Return how many chats have been dealt with."""
        return self.total - self.waiting


class Tallies:
    """Counts the deliveries of notices. Those of very many chats are not counted at every tick."""

    def __init__(self, outbox: Outbox, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Count in the outbox. monotonic returns seconds."""
        self._outbox = outbox
        self._monotonic = monotonic
        self._not_before: dict[int, float] = {}

    async def count(self, notice_id: int) -> Tally:
        """Count now."""
        counts = await self._outbox.counts(notice_id)
        return Tally(
            total=sum(counts.values()),
            delivered=counts.get(DeliveryState.SENT, 0),
            blocked=counts.get(DeliveryState.GONE, 0),
            failed=sum(counts.get(state, 0) for state in _FAILED),
            unknown=counts.get(DeliveryState.UNKNOWN, 0),
            left=counts.get(DeliveryState.VOID, 0),
            waiting=sum(counts.get(state, 0) for state in _WAITING),
        )

    async def follow(self, notice_id: int) -> Tally | None:
        """Count again. None where so many were counted lately that it would cost too much."""
        now = self._monotonic()
        if now < self._not_before.get(notice_id, now):
            return None
        tally = await self.count(notice_id)
        if tally.total > _FEW:
            self._not_before[notice_id] = now + tally.total / ROWS_A_SECOND
        return tally
