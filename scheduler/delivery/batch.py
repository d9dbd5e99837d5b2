"""One round of delivery: what it has in hand and what it has come to."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from data.store.notices import Claimed, DeliveryState, Entry, HandedBack, Settled
from scheduler.briefing import Snapshot
from scheduler.delivery.grouping import ChatBatch, pack
from scheduler.delivery.sending import DeliveryResult

# An outage is looked at again after so long at the latest.
LONGEST_PAUSE = 30.0


@dataclass(slots=True)
class Report:
    """What one round did: deliveries by state («pending»: postponed), messages sent, seconds to pause.

    A pause is asked for when the channel is down, for nobody else would get through either.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    pause: float = 0.0

    def setbacks(self) -> dict[str, int]:
        """How many were neither told nor put off nor no longer true."""
        quiet = {DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.VOID, DeliveryState.LEASED}
        return {state: count for state, count in self.outcomes.items() if state not in quiet}


@dataclass(frozen=True, slots=True)
class Ready:
    """A parcel with what must be known to hand it over; brief None: it is to be read for this one alone."""

    parcel: ChatBatch
    brief: Snapshot | None


@dataclass(slots=True)
class Batch:
    """busy counts the senders with a parcel in hand; probe: one parcel shows whether the channel is up.

    errors: what has broken it off. Whoever has something in hand then finishes it, and begins nothing new.
    """

    probe: bool
    report: Report = field(default_factory=Report)
    parcels: deque[ChatBatch] = field(default_factory=deque)
    ready: deque[Ready] = field(default_factory=deque)
    exhausted: bool = False
    busy: int = 0
    answered: bool = False
    down: bool = False
    held: float = 0.0
    errors: list[Exception] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Return whether nothing more is to be begun: the channel is down, or we have failed."""
        return self.down or bool(self.errors)

    def take(self, claimed: Sequence[Claimed]) -> None:
        """Have these in hand too; none: nothing more is due."""
        self.parcels.extend(pack(claimed))
        self.exhausted = self.probe or not claimed

    def next(self, how_many: int) -> list[ChatBatch]:
        """The first so many parcels, which stay where they are."""
        return list(islice(self.parcels, how_many))

    def brief(self, how_many: int, brief: Snapshot | None) -> None:
        """So many of the first parcels are ready now."""
        self.ready.extend(Ready(self.parcels.popleft(), brief) for _ in range(how_many))

    def hand_out(self) -> Ready | None:
        """The next one that is ready, for a sender to deliver; None where what is known of them is stale."""
        if self.ready and (self.ready[0].brief is None or self.ready[0].brief.is_fresh):
            self.busy += 1
            return self.ready.popleft()
        self.parcels.extendleft(one.parcel for one in reversed(self.ready))
        self.ready.clear()
        return None

    def left(self) -> Iterator[Claimed]:
        """Whatever was claimed and not handed out."""
        for parcel in (*(one.parcel for one in self.ready), *self.parcels):
            yield from parcel.claimed

    def note(self, handed: DeliveryResult) -> None:
        """Count what came of a letter."""
        for entry in handed.entries:
            self.report.outcomes[_state(entry)] += 1
            if isinstance(entry, HandedBack):
                # what did not fit into one message is due again at once
                self.exhausted = self.probe
        self.report.messages += handed.messages
        self.answered = self.answered or handed.answered
        self.down = self.down or handed.pause
        self.held = max(self.held, handed.held)

    def failures(self, before: int) -> int:
        """How many rounds in a row have found the channel down, with this one; asks for a pause if so."""
        if self.down:
            self.report.pause = min(LONGEST_PAUSE, self.held or 2.0 ** min(before + 1, 10))
            return before + 1
        return 0 if self.answered else before


def _state(entry: Entry) -> str:
    return entry.state if isinstance(entry, Settled) else DeliveryState.PENDING
