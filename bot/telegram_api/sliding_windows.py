"""How much may be sent within a span of time: over all chats, and in one."""

from collections import deque
from dataclasses import dataclass, field
from math import inf

CHAT_SECONDS = 1.0
CHAT_BURST = 3
GROUP_LIMIT = 20
GROUP_SECONDS = 60.0
# A thousandth more than the limit says: neither clock is exact.
_MARGIN = 1.001


@dataclass(slots=True)
class SentMessage:
    """When a message left and when, at the latest, Telegram counted it.

    Nothing says exactly when that was: after it had left and before its answer came, and no way there and
    back is shorter than the shortest has been.
    """

    left: float
    counted: float


class SlidingWindow:
    """At most so many slots in any span of so many seconds."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds * _MARGIN
        self._slots: deque[SentMessage] = deque(maxlen=most)

    def free_at(self) -> float:
        """When the next may go."""
        if len(self._slots) < self._most:
            return -inf
        return self._slots[0].counted + self._seconds

    def add(self, slot: SentMessage) -> None:
        """One has gone."""
        self._slots.append(slot)


@dataclass(slots=True)
class ChatWindow:
    """What one chat was sent lately, and until when nothing may be written there, and since when."""

    is_group: bool
    # a list of three at most for a person: there is one of these for every reader of a bulletin
    recent: list[SentMessage] = field(default_factory=list)
    closed_until: float = -inf
    closed_at: float = -inf

    def free_at(self, *, is_answer: bool) -> float:
        """When the next may go.

        A person who presses thrice is answered thrice; nobody waits for the second of two notices.
        """
        at = max(self.closed_until, self._after(CHAT_BURST, CHAT_BURST * CHAT_SECONDS))
        if not is_answer:
            at = max(at, self._after(1, CHAT_SECONDS))
        return max(at, self._after(GROUP_LIMIT, GROUP_SECONDS)) if self.is_group else at

    def add(self, slot: SentMessage) -> None:
        """One has gone."""
        self.recent.append(slot)
        if len(self.recent) > (GROUP_LIMIT if self.is_group else CHAT_BURST):
            del self.recent[0]

    def is_idle(self, now: float) -> bool:
        """Whether it may be forgotten."""
        longest = GROUP_SECONDS if self.is_group else CHAT_BURST * CHAT_SECONDS
        return self.closed_until <= now and self._after(1, longest) <= now

    def _after(self, most: int, seconds: float) -> float:
        """When so many seconds hold fewer than `most`."""
        if len(self.recent) < most:
            return -inf
        return self.recent[-most].counted + seconds * _MARGIN
