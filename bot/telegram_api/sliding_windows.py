"""Count how many messages were sent within a span of time: over all chats, and in one."""

from collections import deque
from dataclasses import dataclass, field
from math import inf

CHAT_SECONDS = 1.0
CHAT_BURST = 3
GROUP_LIMIT = 20
GROUP_SECONDS = 60.0
# A thousandth more than the limit says, because neither clock is exact.
_MARGIN = 1.001


@dataclass(slots=True)
class SentMessage:
    """When a message left and when, at the latest, Telegram counted it, in monotonic seconds.

    Telegram counts it after it has left and before its answer is here. An answer needs time to come back, so
    the shortest round trip that was measured brings `counted` forward.
    """

    left: float
    counted: float


class SlidingWindow:
    """At most `most` messages in any span of `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds * _MARGIN
        self._sent: deque[SentMessage] = deque(maxlen=most)

    def free_at(self) -> float:
        """Return the instant at which the next message may go."""
        if len(self._sent) < self._most:
            return -inf
        return self._sent[0].counted + self._seconds

    def add(self, message: SentMessage) -> None:
        """Count a message that has gone."""
        self._sent.append(message)


@dataclass(slots=True)
class ChatWindow:
    """What one chat was sent lately. closed_until and closed_at are of a refusal (429)."""

    is_group: bool
    # a list of three at most for a person, since each reader of a bulletin has one
    recent: list[SentMessage] = field(default_factory=list)
    closed_until: float = -inf
    closed_at: float = -inf

    def free_at(self, *, is_answer: bool) -> float:
        """Return the instant at which the next message may go.

        A person who presses three buttons is answered three times at once. Of two notices the second waits.
        """
        at = max(self.closed_until, self._after(CHAT_BURST, CHAT_BURST * CHAT_SECONDS))
        if not is_answer:
            at = max(at, self._after(1, CHAT_SECONDS))
        return max(at, self._after(GROUP_LIMIT, GROUP_SECONDS)) if self.is_group else at

    def add(self, message: SentMessage) -> None:
        """Count a message that has gone."""
        self.recent.append(message)
        if len(self.recent) > (GROUP_LIMIT if self.is_group else CHAT_BURST):
            del self.recent[0]

    def is_idle(self, now: float) -> bool:
        """Return whether the window limits nothing and may be forgotten."""
        longest = GROUP_SECONDS if self.is_group else CHAT_BURST * CHAT_SECONDS
        return self.closed_until <= now and self._after(1, longest) <= now

    def _after(self, most: int, seconds: float) -> float:
        """Return the instant from which so many seconds hold fewer than `most`."""
        if len(self.recent) < most:
            return -inf
        return self.recent[-most].counted + seconds * _MARGIN
