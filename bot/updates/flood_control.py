"""Who writes more than anybody could be answered: the rule alone, without the storing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

# Telegram lets a bot write into a chat about once a second: what comes faster can only pile up.
BURST = 100
PER_SECOND = 1.0
# Telegram keeps updates no longer; whatever claims to be older has a date that tells nothing.
_KEPT = timedelta(hours=24)
_SWEEP_AT = 10_000


class Admission(Enum):
    """What becomes of an update: taken, passed over with a word to its chat, passed over."""

    TAKEN = "taken"
    TOLD = "told"
    PASSED = "passed"


@dataclass(slots=True)
class _Allowance:
    left: float
    at: datetime
    told: bool = False


class Floods:
    """An allowance for each lane: a burst, which grows again as fast as answers may be given.

    Kept in memory only. After a restart everybody begins anew, which adds one burst at most.
    """

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._burst = float(burst)
        self._per_second = per_second
        self._lanes: dict[str, _Allowance] = {}
        self._sweep_at = _SWEEP_AT

    @property
    def remembered(self) -> int:
        """How many chats are remembered: those that wrote just now."""
        return len(self._lanes)

    def admit(self, lane: str, now: datetime, sent: datetime | None = None) -> Admission:
        """Count one more update of the lane; sent is when, where that is known. Both are aware.

        What piled up while the bot was away comes at once, and was written in its time: that is no flood.
        """
        at = sent if sent is not None and now - _KEPT <= sent <= now else now
        allowance = self._refilled(lane, at, now)
        if allowance.left >= 1:
            allowance.left -= 1
            return Admission.TAKEN
        if allowance.told:
            return Admission.PASSED
        allowance.told = True
        return Admission.TOLD

    def _refilled(self, lane: str, at: datetime, now: datetime) -> _Allowance:
        known = self._lanes.get(lane)
        if known is None:
            if len(self._lanes) >= self._sweep_at:
                self._sweep(now)
            known = self._lanes[lane] = _Allowance(self._burst, at)
        # dates are of whole seconds, and presses have none: a second must not be given twice
        self._refill(known, max(at, known.at) if known.at <= now else at)
        return known

    def _refill(self, known: _Allowance, at: datetime) -> None:
        # a clock that was set back gives nothing and takes nothing
        known.left = min(
            self._burst, known.left + max(0.0, (at - known.at).total_seconds()) * self._per_second
        )
        known.at = at
        if known.left >= self._burst:
            known.told = False

    def _sweep(self, at: datetime) -> None:
        for known in self._lanes.values():
            self._refill(known, at)
        # whoever has the whole allowance again is as good as new
        self._lanes = {lane: known for lane, known in self._lanes.items() if known.left < self._burst}
        self._sweep_at = max(_SWEEP_AT, 2 * len(self._lanes))
