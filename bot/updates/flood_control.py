"""Decide which updates are passed over because a chat sends more than can be answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

# Telegram lets a bot write into a chat about once a second: updates that come faster can only pile up.
BURST = 100
PER_SECOND = 1.0
# Telegram keeps updates no longer. The date of an update that claims to be older tells nothing.
_KEPT = timedelta(hours=24)
_SWEEP_AT = 10_000


class Admission(Enum):
    """What becomes of an update: taken, passed over with a warning to its chat, passed over."""

    TAKEN = "taken"
    WARNED = "warned"
    PASSED = "passed"


@dataclass(slots=True)
class _Allowance:
    left: float
    at: datetime
    is_warned: bool = False


class FloodControl:
    """A token bucket for each chat queue: a burst, refilled as fast as answers may be given.

    Kept in memory only. After a restart each bucket is full, which adds one burst at most.
    """

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._burst = float(burst)
        self._per_second = per_second
        self._allowances: dict[str, _Allowance] = {}
        self._sweep_at = _SWEEP_AT

    def admit(self, queue: str, now: datetime, sent: datetime | None = None) -> Admission:
        """Count one more update of the queue. sent is when it was sent, where known. Both are aware.

        Updates that piled up while the bot was away come at once. They count at the times at which they were
        sent, so they are no flood.
        """
        at = sent if sent is not None and now - _KEPT <= sent <= now else now
        allowance = self._refilled(queue, at, now)
        if allowance.left >= 1:
            allowance.left -= 1
            return Admission.TAKEN
        if allowance.is_warned:
            return Admission.PASSED
        allowance.is_warned = True
        return Admission.WARNED

    @property
    def remembered(self) -> int:
        """How many chats are remembered: those that wrote just now."""
        return len(self._allowances)

    def _refilled(self, queue: str, at: datetime, now: datetime) -> _Allowance:
        known = self._allowances.get(queue)
        if known is None:
            if len(self._allowances) >= self._sweep_at:
                self._sweep(now)
            known = self._allowances[queue] = _Allowance(self._burst, at)
        # dates have whole seconds and presses have none, so times may go back: no second refills twice
        self._refill(known, max(at, known.at) if known.at <= now else at)
        return known

    def _refill(self, known: _Allowance, at: datetime) -> None:
        # a clock that was set back gives nothing and takes nothing
        known.left = min(
            self._burst, known.left + max(0.0, (at - known.at).total_seconds()) * self._per_second
        )
        known.at = at
        if known.left >= self._burst:
            known.is_warned = False

    def _sweep(self, at: datetime) -> None:
        for known in self._allowances.values():
            self._refill(known, at)
        # a full allowance is the same as none
        self._allowances = {
            queue: known for queue, known in self._allowances.items() if known.left < self._burst
        }
        self._sweep_at = max(_SWEEP_AT, 2 * len(self._allowances))
