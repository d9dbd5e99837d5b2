"""How fast Telegram may be written to, as a pure rule: who may go now, and who must wait how long.

The limits are those of the Bot API's FAQ: about 30 messages a second in all, about one a second in one chat
with short bursts tolerated, 20 a minute in a group.
"""

from bisect import insort
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum

CHAT_SECONDS = 1.0
CHAT_BURST = 3
GROUP_LIMIT = 20
GROUP_SECONDS = 60.0
# Together with the default of 25 a second, the worst second stays at Telegram's 30.
OVERALL_BURST = 5
_SWEEP_EVERY = 1000


class Urgency(IntEnum):
    """Who goes first when not all can: somebody is waiting for an answer, a bulletin can wait."""

    ANSWER = 0
    REMINDER = 1
    BULLETIN = 2


@dataclass(order=True, slots=True)
class Ticket:
    """One call that waits for its turn; chat is None for a call that writes into no chat."""

    urgency: Urgency
    number: int
    chat: str | None = field(compare=False)
    is_group: bool = field(compare=False, default=False)


@dataclass(slots=True)
class _ChatPace:
    """When a chat was written to; spent_until is the generic cell rate algorithm's arrival time."""

    spent_until: float = 0.0
    closed_until: float = 0.0
    minute: deque[float] = field(default_factory=lambda: deque(maxlen=GROUP_LIMIT))

    def free_at(self, *, is_group: bool) -> float:
        at = max(self.closed_until, self.spent_until - (CHAT_BURST - 1) * CHAT_SECONDS)
        if is_group and len(self.minute) == GROUP_LIMIT:
            at = max(at, self.minute[0] + GROUP_SECONDS)
        return at

    def spend(self, now: float, *, is_group: bool) -> None:
        self.spent_until = max(self.spent_until, now) + CHAT_SECONDS
        if is_group:
            self.minute.append(now)

    def is_idle(self, now: float) -> bool:
        used = max(self.closed_until, self.spent_until)
        return used <= now and (not self.minute or self.minute[-1] + GROUP_SECONDS <= now)


class Pace:
    """The waiting calls in order of urgency, and the limits they wait for. Times are monotonic seconds."""

    def __init__(self, rate: float) -> None:
        """rate is in messages a second over all chats."""
        self._interval = 1 / rate
        # A slow rate has no burst to give: the worst second would be six times what was asked for.
        self._burst = min(OVERALL_BURST, max(1.0, rate / 5))
        self._spent_until = 0.0
        self._closed_until = 0.0
        self._waiting: list[Ticket] = []
        self._chats: dict[str, _ChatPace] = {}
        self._issued = 0
        self._taken = 0

    def queue(self, urgency: Urgency, chat: str | None, *, is_group: bool = False) -> Ticket:
        """Put a call into the queue: behind its equals, before the less urgent."""
        self._issued += 1
        ticket = Ticket(urgency, self._issued, chat, is_group)
        insort(self._waiting, ticket)
        return ticket

    def withdraw(self, ticket: Ticket) -> None:
        """Forget a waiting call; one that is not waiting is left alone."""
        if ticket in self._waiting:
            self._waiting.remove(ticket)

    def take(self, now: float) -> Ticket | None:
        """The most urgent call that may go now, counted as gone; None when none may."""
        if self._overall_at() > now:
            return None
        ticket = next((ticket for ticket in self._waiting if self._chat_at(ticket) <= now), None)
        if ticket is not None:
            self._waiting.remove(ticket)
            self._spend(ticket, now)
        return ticket

    def wait(self, now: float) -> float | None:
        """Seconds until take() may have something to give; None when nobody waits."""
        if not self._waiting:
            return None
        first = min(self._chat_at(ticket) for ticket in self._waiting)
        return max(0.0, max(first, self._overall_at()) - now)

    def close(self, until: float) -> None:
        """Let nobody go before this instant."""
        self._closed_until = max(self._closed_until, until)

    def close_chat(self, chat: str, until: float, now: float) -> None:
        """Let nobody write to the chat before `until`.

        A second chat refused while another one is still closed means that the limit is not the chat's own:
        then everything is closed.
        """
        others = (pace.closed_until for key, pace in self._chats.items() if key != chat)
        if any(closed > now for closed in others):
            self.close(until)
        pace = self._chats.setdefault(chat, _ChatPace())
        pace.closed_until = max(pace.closed_until, until)

    def _overall_at(self) -> float:
        return max(self._closed_until, self._spent_until - (self._burst - 1) * self._interval)

    def _chat_at(self, ticket: Ticket) -> float:
        pace = self._chats.get(ticket.chat) if ticket.chat is not None else None
        return pace.free_at(is_group=ticket.is_group) if pace else 0.0

    def _spend(self, ticket: Ticket, now: float) -> None:
        self._spent_until = max(self._spent_until, now) + self._interval
        if ticket.chat is not None:
            self._chats.setdefault(ticket.chat, _ChatPace()).spend(now, is_group=ticket.is_group)
        self._taken += 1
        if self._taken % _SWEEP_EVERY == 0:
            # a chat at rest needs no memory: after a bulletin there would be one for every reader
            self._chats = {chat: pace for chat, pace in self._chats.items() if not pace.is_idle(now)}
