"""One batch of delivery: the claimed deliveries, their progress, and the report."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from data.store.notices import Claimed, DeliveryState, Entry, HandedBack, Settled
from scheduler.delivery.grouping import ChatBatch, group_by_chat
from scheduler.delivery.outcomes import Held, is_answer, is_channel_down
from scheduler.delivery.results import DeliveryResult
from scheduler.delivery.retry_policy import channel_pause
from scheduler.delivery.snapshot import Snapshot

# Deliveries in any other state are worth a line in the log.
_UNREMARKABLE = frozenset(
    {DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.VOID, DeliveryState.LEASED}
)


@dataclass(slots=True)
class Report:
    """The deliveries of one batch by state, and the seconds to pause after it.

    PENDING counts those that are tried again. A pause is asked for when the channel is down.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    pause: float = 0.0

    def failures(self) -> dict[str, int]:
        """Return how many deliveries ended without being sent, by state.

        Withdrawn ones do not count.
        """
        return {state: count for state, count in self.outcomes.items() if state not in _UNREMARKABLE}


@dataclass(frozen=True, slots=True)
class ReadyChat:
    """A chat's deliveries with the snapshot they are checked against.

    Where the snapshot is None, the sender reads one for this chat alone.
    """

    chat_batch: ChatBatch
    snapshot: Snapshot | None


@dataclass(slots=True)
class Batch:
    """The state of one batch, shared by its senders.

    busy counts the senders that work on a chat. A probe sends to one chat to find out whether the channel is
    up. errors are what ended the batch early: each sender then finishes its chat and begins no other.
    """

    probe: bool
    report: Report = field(default_factory=Report)
    claimed: deque[ChatBatch] = field(default_factory=deque)
    ready: deque[ReadyChat] = field(default_factory=deque)
    is_exhausted: bool = False
    busy: int = 0
    errors: list[Exception] = field(default_factory=list)
    _is_answered: bool = False
    _is_channel_down: bool = False
    _retry_after: float = 0.0

    @property
    def is_over(self) -> bool:
        """Return whether no further chat is to be begun: the channel is down, or there was an error."""
        return self._is_channel_down or bool(self.errors)

    def add(self, claimed: Sequence[Claimed]) -> None:
        """Add claimed deliveries. An empty claim means that nothing more is due."""
        self.claimed.extend(group_by_chat(claimed))
        self.is_exhausted = self.probe or not claimed

    def next_chats(self, limit: int) -> list[int]:
        """Return the ids of the first chats that are not ready yet, at most limit."""
        return [one.chat_id for one in islice(self.claimed, limit)]

    def make_ready(self, count: int, snapshot: Snapshot | None) -> None:
        """Make the first chats ready to be sent to, with the snapshot read for them."""
        self.ready.extend(ReadyChat(self.claimed.popleft(), snapshot) for _ in range(count))

    def take_ready(self) -> ReadyChat | None:
        """Return the next ready chat for a sender.

        None where there is none or the snapshot is stale.
        """
        if self.ready and (self.ready[0].snapshot is None or self.ready[0].snapshot.is_fresh):
            self.busy += 1
            return self.ready.popleft()
        self.claimed.extendleft(one.chat_batch for one in reversed(self.ready))
        self.ready.clear()
        return None

    def not_taken(self) -> Iterator[Claimed]:
        """Yield the claimed deliveries that no sender has taken."""
        for chat_batch in (*(one.chat_batch for one in self.ready), *self.claimed):
            yield from chat_batch.claimed

    def count(self, results: Sequence[DeliveryResult], entries: Sequence[Entry]) -> None:
        """Count the results of one message and the rows they become."""
        for entry in entries:
            self.report.outcomes[_state(entry)] += 1
            if isinstance(entry, HandedBack):
                # It is due again at once, so another claim finds it.
                self.is_exhausted = self.probe
        for _, outcome in results:
            if is_channel_down(outcome):
                self._is_channel_down = True
                if isinstance(outcome, Held):
                    self._retry_after = max(self._retry_after, outcome.seconds)
            elif is_answer(outcome):
                self._is_answered = True

    def failed_batches(self, before: int) -> int:
        """Return how many batches in a row have found the channel down, this one included.

        Set the pause of the report where this one has. before is the number without this one.
        """
        if self._is_channel_down:
            self.report.pause = channel_pause(before + 1, self._retry_after)
            return before + 1
        return 0 if self._is_answered else before


def _state(entry: Entry) -> str:
    return entry.state if isinstance(entry, Settled) else DeliveryState.PENDING
