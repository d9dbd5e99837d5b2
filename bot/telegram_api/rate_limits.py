"""Decide which call may go now, by Telegram's rate limits: a pure rule.

The limits are those of the Bot API's FAQ: about 30 messages a second in all, about one a second in one chat
with short bursts tolerated, 20 a minute in a group. They hold where Telegram counts, so a message counts from
when it may have got there: see SentMessage.
"""

from bisect import bisect_left, insort
from dataclasses import dataclass
from enum import IntEnum
from math import inf, isinf
from operator import attrgetter

from bot.telegram_api.sliding_windows import ChatWindow, SentMessage, SlidingWindow

# Messages a second over all chats: free, which is the default of SEND_RATE, and paid for.
FREE_LIMIT = 30
PAID_LIMIT = 1000
# How many calls may follow one another at once, so that an answer need not wait for its interval.
OVERALL_BURST = 5
# This part of the shortest round trip is taken off the time of an answer: the way there may be shorter than
# the way back. Nothing is taken off before so many answers have shown how short a round trip can be.
_CERTAIN_PART = 0.97
_ANSWERS_TO_LEARN_FROM = 100
# Telegram has counted a message after this many seconds, even if its answer takes longer.
_LONGEST_WAY = 1.0
# The loop may be so late without a loss of rate.
_LATE_SECONDS = 0.02
# A second refusal so many seconds after one in another chat means that all chats are refused.
_TOGETHER = 5.0
_SWEEP_AT = 1000


class CallPriority(IntEnum):
    """Which call goes first. A person waits for an answer, a bulletin can wait.

    It orders the calls that have begun. Which delivery is claimed first is another order: Priority in
    data/store/notices.py, stored in the column rank.
    """

    ANSWER = 0
    REMINDER = 1
    BULLETIN = 2


@dataclass(eq=False, slots=True)
class Ticket:
    """One call that waits for its turn. chat is None for a call that writes into no chat.

    expires: until when it is worth sending, in any unit. Of equals the one that expires sooner goes first.
    may_cost: it need not wait for the free rate. costs: it has not waited. is_probe: it tries a Telegram that
    was out of reach. place: the key of the order.
    """

    priority: CallPriority
    expires: float
    number: int
    chat: str | None
    may_cost: bool = False
    costs: bool = False
    sent: SentMessage | None = None
    is_probe: bool = False
    # kept, because many places are compared for each call that goes
    place: tuple[int, float, int] = (0, 0.0, 0)


_place = attrgetter("place")


def is_group(chat: str) -> bool:
    """Return whether many read a chat: groups and channels have negative ids, or an @name."""
    return chat.startswith(("-", "@"))


class RateLimits:
    """The waiting calls in order of priority, and their limits. Times are monotonic seconds."""

    def __init__(self, rate: float) -> None:
        """Take the rate, in messages a second over all chats."""
        self._interval = 1 / rate
        # A burst at a slow rate would make the worst second six times what was asked for. A fast rate needs
        # some burst, to make up for a late loop.
        self._burst = max(min(OVERALL_BURST, max(1.0, rate / 5)), rate * _LATE_SECONDS)
        self._second = SlidingWindow(max(FREE_LIMIT, int(rate)), 1.0)
        self._paid_second = SlidingWindow(PAID_LIMIT, 1.0)
        self._spent_until = -inf
        self._closed_until = -inf
        self._closings_end = -inf
        self._shortest_way = inf
        self._answers = 0
        self._waiting: list[Ticket] = []
        self._costly = 0
        self._chats: dict[str, ChatWindow] = {}
        self._issued = 0
        self._sweep_at = _SWEEP_AT

    @property
    def remembered_chats(self) -> int:
        """How many chats are remembered: those that were sent to just now."""
        return len(self._chats)

    def queue(
        self,
        priority: CallPriority,
        chat: str | None,
        *,
        expires: float = inf,
        may_cost: bool = False,
    ) -> Ticket:
        """Put a call into the queue: behind its equals, before calls of lower priority."""
        self._issued += 1
        ticket = Ticket(priority, expires, self._issued, chat, may_cost)
        ticket.place = priority, expires, self._issued
        insort(self._waiting, ticket, key=_place)
        self._costly += may_cost
        return ticket

    def go_through(
        self, priority: CallPriority, chat: str | None, now: float, *, may_cost: bool
    ) -> Ticket | None:
        """Return the ticket of a call that need not queue, counted as gone. None where it must wait."""
        is_free = self.free_at() <= now
        if self._waiting or self._closed_until > now or not (is_free or may_cost):
            return None
        self._issued += 1
        ticket = Ticket(priority, inf, self._issued, chat, may_cost, costs=not is_free)
        if self._ticket_at(ticket) > now:
            return None
        self._spend(ticket, now)
        return ticket

    def withdraw(self, ticket: Ticket) -> None:
        """Remove a call from the queue. Do nothing for one that is not waiting."""
        at = bisect_left(self._waiting, ticket.place, key=_place)
        if at < len(self._waiting) and self._waiting[at] is ticket:
            self._pop(at)

    def take(self, now: float) -> Ticket | None:
        """Return the first call that may go now, counted as gone. None when none may."""
        is_free = self.free_at() <= now
        if self._closed_until > now or not (is_free or self._costly):
            return None
        for at, ticket in enumerate(self._waiting):
            if (is_free or ticket.may_cost) and self._ticket_at(ticket) <= now:
                self._pop(at)
                ticket.costs = not is_free
                self._spend(ticket, now)
                return ticket
        return None

    def answered(self, ticket: Ticket, left: float, now: float) -> None:
        """Note that a call that left at an instant is answered, so that Telegram has counted it."""
        self._shortest_way = min(self._shortest_way, max(0.0, now - left))
        self._answers += 1
        if ticket.sent is not None:
            knows_ways = self._answers > _ANSWERS_TO_LEARN_FROM
            counted = now - self._shortest_way * _CERTAIN_PART if knows_ways else now
            ticket.sent.counted = min(max(counted, ticket.sent.left), ticket.sent.left + _LONGEST_WAY)

    def wait(self, now: float) -> float | None:
        """Return the seconds until take() may return a ticket. None when no call waits."""
        if not self._waiting:
            return None
        free_at = self.free_at()
        first = min((self._ticket_at(one) for one in self._waiting if one.may_cost), default=inf)
        for one in self._waiting:
            first = min(first, max(self._ticket_at(one), free_at))
            if first <= free_at:
                # none can go sooner, and of many that wait nearly always the first is such a one
                break
        return max(0.0, first - now, self._closed_until - now)

    def free_at(self) -> float:
        """Return the instant at which the free rate lets the next call go."""
        next_interval = self._spent_until - (self._burst - 1) * self._interval
        return max(next_interval, self._second.free_at())

    def has_closed(self, now: float) -> bool:
        """Return whether a refusal (429) closes any chat."""
        return self._closings_end > now

    def closed_for(self, now: float, chat: str | None = None) -> float:
        """Return for how many seconds a refusal closes this chat, or all chats. 0 where none does."""
        until = self._closed_until
        if chat is not None:
            window = self._chats.get(chat)
            until = window.closed_until if window else -inf
        return 0.0 if isinf(until) else max(0.0, until - now)

    def close(self, until: float) -> None:
        """Let no call go before this instant."""
        self._closed_until = max(self._closed_until, until)
        self._closings_end = max(self._closings_end, until)

    def close_chat(self, chat: str, until: float, now: float) -> None:
        """Let no call write to the chat before `until`.

        A second chat refused together with another one means that the limit is not the chat's own. Then all
        chats are closed.
        """
        others = (window for key, window in self._chats.items() if key != chat)
        if any(other.closed_until > now and now - other.closed_at <= _TOGETHER for other in others):
            self.close(until)
        window = self._chats.setdefault(chat, ChatWindow(is_group(chat)))
        window.closed_until, window.closed_at = max(window.closed_until, until), now
        self._closings_end = max(self._closings_end, until)

    def _pop(self, at: int) -> None:
        self._costly -= self._waiting.pop(at).may_cost

    def _ticket_at(self, ticket: Ticket) -> float:
        """Return the instant from which only the free rate keeps the ticket back."""
        window = self._chats.get(ticket.chat) if ticket.chat is not None else None
        at = window.free_at(is_answer=ticket.priority is CallPriority.ANSWER) if window else -inf
        return max(at, self._paid_second.free_at()) if ticket.may_cost else at

    def _spend(self, ticket: Ticket, now: float) -> None:
        message = ticket.sent = SentMessage(now, now + _LONGEST_WAY)
        if ticket.may_cost:
            self._paid_second.add(message)
        if not ticket.costs:
            self._spent_until = max(self._spent_until, now) + self._interval
            self._second.add(message)
        if ticket.chat is not None:
            if (window := self._chats.get(ticket.chat)) is None:
                window = self._chats[ticket.chat] = ChatWindow(is_group(ticket.chat))
            window.add(message)
        if len(self._chats) >= self._sweep_at:
            # after a bulletin there is a window for each reader
            self._chats = {chat: window for chat, window in self._chats.items() if not window.is_idle(now)}
            self._sweep_at = _SWEEP_AT + 2 * len(self._chats)
