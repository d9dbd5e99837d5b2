"""How fast Telegram may be written to, as a pure rule: who may go now, and who must wait how long.

The limits are those of the Bot API's FAQ: about 30 messages a second in all, about one a second in one chat
with short bursts tolerated, 20 a minute in a group. They hold where Telegram counts, so a message counts from
when it may have got there: see Slot.
"""

from bisect import insort
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from math import inf, isinf

FREE_LIMIT = 30
PAID_LIMIT = 1000
CHAT_SECONDS = 1.0
CHAT_BURST = 3
GROUP_LIMIT = 20
GROUP_SECONDS = 60.0
# How many may follow one another at once, so that an answer need not wait for a tick of the pace.
OVERALL_BURST = 5
# A thousandth more than the limit says: neither clock is exact.
_MARGIN = 1.001
# What is taken off the time an answer came: less than the shortest way, whose part there may be shorter
# than the part back; and nothing before so many answers have shown how short a way can be.
_CERTAIN_PART = 0.9
_ANSWERS_TO_LEARN_FROM = 100
# An answer that takes longer than this was long counted when it came.
_LONGEST_WAY = 1.0
# A second refusal so soon after one in another chat means that all are refused.
_TOGETHER = 5.0
_SWEEP_EVERY = 1000


class Urgency(IntEnum):
    """Who goes first when not all can: somebody is waiting for an answer, a bulletin can wait."""

    ANSWER = 0
    REMINDER = 1
    BULLETIN = 2


@dataclass(slots=True)
class Slot:
    """When a message left and when, at the latest, Telegram counted it.

    Nothing says exactly when that was: after it had left and before its answer came, and no way there and
    back is shorter than the shortest has been.
    """

    left: float
    counted: float


@dataclass(order=True, slots=True)
class Ticket:
    """One call that waits for its turn; chat is None for a call that writes into no chat.

    expires: until when it is worth sending, in any unit; of equals the one that expires sooner goes first.
    may_cost: it need not wait for the free pace; costs: it has not.
    """

    urgency: Urgency
    expires: float
    number: int
    chat: str | None = field(compare=False)
    is_group: bool = field(compare=False, default=False)
    slot: Slot | None = field(compare=False, default=None)
    may_cost: bool = field(compare=False, default=False)
    costs: bool = field(compare=False, default=False)


class _Window:
    """At most so many slots in any span of so many seconds."""

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds = seconds * _MARGIN
        self._slots: deque[Slot] = deque(maxlen=most)

    def free_at(self) -> float:
        """When the next may go."""
        if len(self._slots) < (self._slots.maxlen or 0):
            return -inf
        return self._slots[0].counted + self._seconds

    def add(self, slot: Slot) -> None:
        self._slots.append(slot)

    def is_idle(self, now: float) -> bool:
        return not self._slots or self._slots[-1].counted + self._seconds <= now


@dataclass(slots=True)
class _ChatPace:
    """What one chat was sent lately, and until when nothing may be written there, and since when."""

    burst: _Window = field(default_factory=lambda: _Window(CHAT_BURST, CHAT_BURST * CHAT_SECONDS))
    last: _Window = field(default_factory=lambda: _Window(1, CHAT_SECONDS))
    minute: _Window = field(default_factory=lambda: _Window(GROUP_LIMIT, GROUP_SECONDS))
    closed_until: float = -inf
    closed_at: float = -inf

    def free_at(self, ticket: Ticket) -> float:
        at = max(self.closed_until, self.burst.free_at())
        if ticket.urgency is not Urgency.ANSWER:
            # a person who presses thrice is answered thrice; nobody waits for the second of two notices
            at = max(at, self.last.free_at())
        return max(at, self.minute.free_at()) if ticket.is_group else at

    def spend(self, slot: Slot, *, is_group: bool) -> None:
        self.burst.add(slot)
        self.last.add(slot)
        if is_group:
            self.minute.add(slot)

    def is_idle(self, now: float) -> bool:
        return self.closed_until <= now and self.burst.is_idle(now) and self.minute.is_idle(now)


class Pace:
    """The waiting calls in order of urgency, and the limits they wait for. Times are monotonic seconds."""

    def __init__(self, rate: float) -> None:
        """rate is in messages a second over all chats."""
        self._interval = 1 / rate
        # A slow rate has no burst to give: the worst second would be six times what was asked for.
        self._burst = min(OVERALL_BURST, max(1.0, rate / 5))
        self._second = _Window(max(FREE_LIMIT, int(rate)), 1.0)
        self._paid_second = _Window(PAID_LIMIT, 1.0)
        self._spent_until = -inf
        self._closed_until = -inf
        self._shortest_way = inf
        self._answers = 0
        self._waiting: list[Ticket] = []
        self._chats: dict[str, _ChatPace] = {}
        self._issued = 0
        self._taken = 0

    def queue(
        self,
        urgency: Urgency,
        chat: str | None,
        *,
        is_group: bool = False,
        expires: float = inf,
        may_cost: bool = False,
    ) -> Ticket:
        """Put a call into the queue: behind its equals, before the less urgent."""
        self._issued += 1
        ticket = Ticket(urgency, expires, self._issued, chat, is_group, may_cost=may_cost)
        insort(self._waiting, ticket)
        return ticket

    def withdraw(self, ticket: Ticket) -> None:
        """Forget a waiting call; one that is not waiting is left alone."""
        if ticket in self._waiting:
            self._waiting.remove(ticket)

    def take(self, now: float) -> Ticket | None:
        """The most urgent call that may go now, counted as gone; None when none may."""
        if self._closed_until > now:
            return None
        is_free = self._free_at() <= now
        waiting = self._waiting if is_free else (one for one in self._waiting if one.may_cost)
        ticket = next((one for one in waiting if self._ticket_at(one) <= now), None)
        if ticket is not None:
            self._waiting.remove(ticket)
            ticket.costs = not is_free
            self._spend(ticket, now)
        return ticket

    def answered(self, ticket: Ticket, left: float, now: float) -> None:
        """The answer to a call that left at an instant has come: Telegram has counted it by now."""
        self._shortest_way = min(self._shortest_way, max(0.0, now - left))
        self._answers += 1
        if ticket.slot is not None:
            knows_ways = self._answers > _ANSWERS_TO_LEARN_FROM
            counted = now - self._shortest_way * _CERTAIN_PART if knows_ways else now
            ticket.slot.counted = min(max(counted, ticket.slot.left), ticket.slot.left + _LONGEST_WAY)

    def wait(self, now: float) -> float | None:
        """Seconds until take() may have something to give; None when nobody waits."""
        if not self._waiting:
            return None
        free_at = self._free_at()
        first = min(max(self._ticket_at(one), -inf if one.may_cost else free_at) for one in self._waiting)
        return max(0.0, first - now, self._closed_until - now)

    def closed_for(self, now: float, chat: str | None = None) -> float:
        """For how many seconds Telegram wants silence in this chat, or altogether; 0 where it does not."""
        until = self._closed_until
        if chat is not None:
            pace = self._chats.get(chat)
            until = pace.closed_until if pace else -inf
        return 0.0 if isinf(until) else max(0.0, until - now)

    def close(self, until: float) -> None:
        """Let nobody go before this instant."""
        self._closed_until = max(self._closed_until, until)

    def close_chat(self, chat: str, until: float, now: float) -> None:
        """Let nobody write to the chat before `until`.

        A second chat refused together with another one means that the limit is not the chat's own: then
        everything is closed.
        """
        others = (pace for key, pace in self._chats.items() if key != chat)
        if any(other.closed_until > now and now - other.closed_at <= _TOGETHER for other in others):
            self.close(until)
        pace = self._chats.setdefault(chat, _ChatPace())
        pace.closed_until, pace.closed_at = max(pace.closed_until, until), now

    def _free_at(self) -> float:
        paced = self._spent_until - (self._burst - 1) * self._interval
        return max(paced, self._second.free_at())

    def _ticket_at(self, ticket: Ticket) -> float:
        """When nothing but the free pace keeps it back."""
        pace = self._chats.get(ticket.chat) if ticket.chat is not None else None
        at = pace.free_at(ticket) if pace else -inf
        return max(at, self._paid_second.free_at()) if ticket.may_cost else at

    def _spend(self, ticket: Ticket, now: float) -> None:
        slot = ticket.slot = Slot(now, now + _LONGEST_WAY)
        if ticket.may_cost:
            self._paid_second.add(slot)
        if not ticket.costs:
            self._spent_until = max(self._spent_until, now) + self._interval
            self._second.add(slot)
        if ticket.chat is not None:
            self._chats.setdefault(ticket.chat, _ChatPace()).spend(slot, is_group=ticket.is_group)
        self._taken += 1
        if self._taken % _SWEEP_EVERY == 0:
            # a chat at rest needs no memory: after a bulletin there would be one for every reader
            self._chats = {chat: pace for chat, pace in self._chats.items() if not pace.is_idle(now)}
