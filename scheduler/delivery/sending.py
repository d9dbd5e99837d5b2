"""One letter: judged, worded, sent; what came of it as entries for the ledger."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic

from data.store.chats import Chat, Chats, ChatState, UnknownChat
from data.store.notices import Claimed, DeliveryState, Entry, NoticeKind
from data.store.outbox import Outbox
from data.store.sqlite.errors import Conflict, StoreError
from data.store.targeting.recipients import Recipient
from scheduler.clock import Clock
from scheduler.delivery.eligibility import Rejection, concerns, judge, wait_for_morning
from scheduler.delivery.group_commit import GroupCommit
from scheduler.delivery.grouping import superseded
from scheduler.delivery.in_flight import InFlight
from scheduler.delivery.outcomes import Barred, Gone, Held, Later, Moved, Outcome, Sent, Unknown
from scheduler.delivery.ports import M, MessageTransport, NothingTold, Render, Rendered
from scheduler.delivery.retry_policy import (
    outcome_entry,
    ruling_entry,
    unrendered_entry,
    untouched_entry,
    waiting_entry,
)
from scheduler.due_notices import Agenda

logger = logging.getLogger(__name__)

_SUPERSEDED = Rejection(DeliveryState.EXPIRED, "superseded")
_NOTHING_TO_TELL = Rejection(DeliveryState.VOID, "nothing to tell")
_UNFOLLOWED = Rejection(DeliveryState.VOID, "unfollowed")

OnAcceptance = Callable[[Chat, datetime], Awaitable[object]]
"""Told of a chat that has taken a message after it had refused some."""


@dataclass(slots=True)
class DeliveryResult:
    """What comes of a letter, as it comes. recipient is as it is now: it may have moved, or be gone.

    apart: what cannot be worded together and is handed over one by one, each written down before the next.
    messages counts those that went out; answered: Telegram said something to at least one of them; pause:
    the channel is down, and nobody else would get through either, for held seconds if that is known.
    """

    recipient: Recipient | None
    entries: list[Entry] = field(default_factory=list)
    apart: list[Claimed] = field(default_factory=list)
    gone: Gone | None = None
    messages: int = 0
    answered: bool = False
    pause: bool = False
    held: float = 0.0

    def home(self, one: Claimed) -> int:
        """The present id of the chat a delivery was claimed for."""
        return one.chat_id if self.recipient is None else self.recipient.chat.chat_id

    def rule(self, one: Claimed, ruling: Rejection) -> None:
        """It is not told, for this reason."""
        self.entries.append(ruling_entry(one, self.home(one), ruling))

    def hand_back(self, one: Claimed) -> None:
        """Nobody has begun it."""
        self.entries.append(untouched_entry(one, self.home(one)))

    def learn(self, outcome: Outcome) -> None:
        """What a try to send says about the chat and the channel."""
        is_held = isinstance(outcome, Held)
        is_down = isinstance(outcome, Unknown) or (isinstance(outcome, Later | Held) and outcome.everyone)
        self.messages += not is_held
        self.answered = self.answered or not (is_down or is_held)
        self.pause = self.pause or is_down
        if isinstance(outcome, Gone):
            self.gone = outcome
        if is_down and isinstance(outcome, Held):
            self.held = max(self.held, outcome.seconds)


@dataclass(slots=True)
class _Sorted:
    """A letter as its parts: to be told now, to wait until an instant, not to be told."""

    tell: list[Claimed]
    waiting: list[tuple[Claimed, datetime]]
    ruled: list[tuple[Claimed, Rejection]]


class NoticeSender(Generic[M]):
    """Takes letters to chats; whatever render and courier do, its answer is entries. Raises StoreError."""

    def __init__(
        self, chats: Chats, outbox: Outbox, render: Render[M], sender: MessageTransport[M], clock: Clock
    ) -> None:
        self._chats = chats
        self._ledger = outbox
        self._render = render
        self._courier = sender
        self._clock = clock
        self._accept: OnAcceptance = self._note_acceptance
        self.recorder = GroupCommit(outbox)
        self.departures = InFlight()

    def report_to(self, on_acceptance: OnAcceptance) -> None:
        """Report chats that take messages again to a callback, which then notes it as well."""
        self._accept = on_acceptance

    async def hand_over(
        self, letter: Sequence[Claimed], recipient: Recipient | None, agenda: Agenda
    ) -> DeliveryResult:
        """Send what of the letter is still to be told, in one message at most.

        recipient None: the chat is not known any more.
        """
        handed = DeliveryResult(recipient)
        parts = await self._sort(letter, recipient, agenda)
        if recipient is not None and parts.tell:
            await self._tell(handed, recipient, parts.tell)
        # last, for the chat may have moved meanwhile
        for one, morning in parts.waiting:
            handed.entries.append(waiting_entry(one, handed.home(one), morning))
        for one, ruling in parts.ruled:
            handed.rule(one, ruling)
        return handed

    async def _sort(self, letter: Sequence[Claimed], recipient: Recipient | None, agenda: Agenda) -> _Sorted:
        now, parts = self._clock.now(), _Sorted([], [], [])
        for one in letter:
            ruling = judge(one.notice, recipient, agenda, now)
            is_change = one.notice.kind is NoticeKind.CHANGE
            if ruling is not None:
                parts.ruled.append((one, ruling))
            elif is_change and recipient is not None and await self._has_unfollowed(one, recipient):
                parts.ruled.append((one, _UNFOLLOWED))
            else:
                parts.tell.append(one)
        if recipient is not None:
            _leave_out_superseded(parts)
            _put_off(parts, recipient.chat, now)
        return parts

    async def _has_unfollowed(self, one: Claimed, recipient: Recipient) -> bool:
        if concerns(one.notice, recipient):
            return False
        return not await self._ledger.was_notified(one.notice.subject, one.chat_id)

    async def _tell(self, handed: DeliveryResult, recipient: Recipient, tell: Sequence[Claimed]) -> None:
        chat, now = recipient.chat, self._clock.now()
        try:
            rendered = await self._render(chat, [one.notice for one in tell], now)
            told = _told(rendered, tell)
        except StoreError:
            raise
        except Exception as error:
            logger.exception("notices %s cannot be worded", [one.notice.id for one in tell])
            if len(tell) > 1:
                # one that cannot be worded must not keep the others back
                handed.apart += tell
            else:
                handed.entries.append(unrendered_entry(tell[0], chat.chat_id, error, now))
            return
        if rendered is None:
            for one in tell:
                handed.rule(one, _NOTHING_TO_TELL)
            return
        await self._send(handed, recipient, rendered.message, told)
        if len(told) < len(tell):
            _leave_over(handed, rendered, [one for one in tell if one not in told])

    async def _send(
        self, handed: DeliveryResult, recipient: Recipient, message: M, told: Sequence[Claimed]
    ) -> None:
        chat = recipient.chat
        outcome = await self._carry(chat, message, told)
        if isinstance(outcome, Moved):
            await self._chats.migrate(chat.chat_id, outcome.chat_id, self._clock.now())
            handed.messages += 1
            chat = replace(chat, chat_id=outcome.chat_id)
            handed.recipient = replace(recipient, chat=chat)
            outcome = await self._carry(chat, message, told)
        await self._learn_of_chat(chat, outcome)
        handed.learn(outcome)
        now = self._clock.now()
        handed.entries += [outcome_entry(one, chat.chat_id, outcome, now) for one in told]

    async def _carry(self, chat: Chat, message: M, told: Sequence[Claimed]) -> Outcome:
        if self.departures.recalled:
            return Held()
        # a bulletin is always alone
        bulk, departure = told[0].notice.kind is NoticeKind.BULLETIN, None
        expires_at = min([one.notice.expires_at for one in told])
        try:
            async with self.departures.departure(expires_at) as departure:
                return await self._courier.send(chat, message, bulk=bulk, departure=departure)
        except StoreError:
            raise
        except Exception as error:
            if departure is not None and departure.called_back:
                # before its turn came, or it has left and there is no time to wait for its answer
                return Unknown("no answer") if departure.begun else Held()
            # it may have gone out before it failed
            logger.exception("the courier failed in chat %s", chat.chat_id)
            return Unknown(type(error).__name__)

    async def _learn_of_chat(self, chat: Chat, outcome: Outcome) -> None:
        """Note what an outcome says of the chat as such: gone, closed for the time being, open again."""
        if isinstance(outcome, Gone):
            await self._close(chat, outcome)
        elif isinstance(outcome, Barred) and chat.refused_since is None:
            with suppress(Conflict):
                await self._chats.refuse(chat.chat_id, outcome.reason, self._clock.now())
        elif isinstance(outcome, Sent) and chat.refused_since is not None:
            try:
                await self._accept(chat, self._clock.now())
            except StoreError:
                # it has arrived, which must be written down first of all; the next one tells this again
                logger.warning("chat %s takes messages again, which cannot be noted", chat.chat_id)

    async def _note_acceptance(self, chat: Chat, now: datetime) -> None:
        await self._chats.accept(chat.chat_id, now)

    async def _close(self, chat: Chat, gone: Gone) -> None:
        # a stop by hand stays one, to be remembered on return
        if chat.state is not ChatState.STOPPED:
            state = ChatState.GONE if gone.for_good else ChatState.BLOCKED
            with suppress(UnknownChat):
                await self._chats.set_state(chat.chat_id, state, self._clock.now())
        await self._ledger.void_chat(chat.chat_id, gone.reason)


def _leave_out_superseded(parts: _Sorted) -> None:
    if len(parts.tell) > 1 and (needless := superseded(parts.tell)):
        parts.ruled += [(one, _SUPERSEDED) for one in needless]
        parts.tell = [one for one in parts.tell if one not in needless]


def _put_off(parts: _Sorted, chat: Chat, now: datetime) -> None:
    """Let wait for the morning what can."""
    tell: list[Claimed] = []
    for one in parts.tell:
        morning = wait_for_morning(one.notice, chat, now)
        if morning is None:
            tell.append(one)
        else:
            parts.waiting.append((one, morning))
    parts.tell = tell


def _told(rendered: Rendered[M] | None, tell: Sequence[Claimed]) -> list[Claimed]:
    if rendered is None:
        return []
    told = [one for one in tell if one.notice.id in rendered.told]
    if not told:
        raise NothingTold
    return told


def _leave_over(handed: DeliveryResult, rendered: Rendered[M], rest: Iterable[Claimed]) -> None:
    for one in rest:
        if one.notice.id in rendered.void:
            handed.rule(one, _NOTHING_TO_TELL)
        else:
            handed.hand_back(one)
