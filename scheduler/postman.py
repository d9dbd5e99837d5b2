"""One letter: judged, worded, sent; what came of it as entries for the ledger."""

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Generic

from data.store.chats import Chat, Chats, ChatState, UnknownChat
from data.store.errors import StoreError
from data.store.ledger import Ledger
from data.store.notices import Claimed, DeliveryState, Entry, NoticeKind
from data.store.recipients import Recipient
from scheduler.clock import Clock
from scheduler.departures import Departures
from scheduler.entries import outcome_entry, ruling_entry, unrendered_entry, untouched_entry, waiting_entry
from scheduler.outcomes import Gone, Held, Later, Moved, Outcome, Unknown
from scheduler.parcels import superseded
from scheduler.planning import AgendaNow
from scheduler.recording import Recorder
from scheduler.relevance import Ruling, concerns, judge, wait_for_morning
from scheduler.rendering import Courier, M, NothingTold, Render, Rendered

logger = logging.getLogger(__name__)

_SUPERSEDED = Ruling(DeliveryState.EXPIRED, "superseded")
_NOTHING_TO_TELL = Ruling(DeliveryState.VOID, "nothing to tell")
_UNFOLLOWED = Ruling(DeliveryState.VOID, "unfollowed")


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of a letter. recipient is as it is now: it may have moved, or be gone.

    messages counts those that went out; answered: Telegram said something to at least one of them; pause: the
    channel is down, and nobody else would get through either, for held seconds if that is known.
    """

    recipient: Recipient | None
    entries: tuple[Entry, ...] = ()
    gone: Gone | None = None
    messages: int = 0
    answered: bool = False
    pause: bool = False
    held: float = 0.0

    def then(self, later: "Handed") -> "Handed":
        """Both, in this order."""
        return Handed(
            later.recipient,
            (*self.entries, *later.entries),
            self.gone or later.gone,
            self.messages + later.messages,
            self.answered or later.answered,
            self.pause or later.pause,
            max(self.held, later.held),
        )

    def home(self, one: Claimed) -> int:
        """The present id of the chat a delivery was claimed for."""
        return one.chat_id if self.recipient is None else self.recipient.chat.chat_id


class Postman(Generic[M]):
    """Takes letters to chats; whatever render and courier do, its answer is entries. Raises StoreError."""

    def __init__(
        self,
        chats: Chats,
        ledger: Ledger,
        render: Render[M],
        courier: Courier[M],
        clock: Clock,
        agenda: AgendaNow,
    ) -> None:
        self._chats = chats
        self._ledger = ledger
        self._render = render
        self._courier = courier
        self._clock = clock
        self._agenda = agenda
        self.recorder = Recorder(ledger)
        self.departures = Departures()

    async def hand_over(self, letter: Sequence[Claimed], recipient: Recipient | None) -> Handed:
        """Tell the chat what of the letter is still to be told. recipient None: nobody knows it any more."""
        rulings = await self._judge(letter, recipient)
        handed = Handed(recipient)
        tell = [one for one in letter if one.key not in rulings]
        if recipient is not None and tell:
            waiting, tell = self._put_off(recipient.chat, tell)
            handed = handed.then(await self._tell(recipient, tell)) if tell else handed
            handed = replace(handed, entries=(*waiting, *handed.entries))
        ruled = (
            ruling_entry(one, handed.home(one), rulings[one.key]) for one in letter if one.key in rulings
        )
        return replace(handed, entries=(*handed.entries, *ruled))

    async def _judge(
        self, letter: Sequence[Claimed], recipient: Recipient | None
    ) -> dict[tuple[int, int], Ruling]:
        agenda, now = await self._agenda(), self._clock.now()
        found = {one.key: judge(one.notice, recipient, agenda, now) for one in letter}
        rulings = {key: ruling for key, ruling in found.items() if ruling is not None}
        for one in letter:
            if recipient is None or one.key in rulings or one.notice.kind is not NoticeKind.CHANGE:
                continue
            if not concerns(one.notice, recipient) and not await self._was_told(one):
                rulings[one.key] = _UNFOLLOWED
        left = [one for one in letter if one.key not in rulings]
        return rulings | {one.key: _SUPERSEDED for one in superseded(left)}

    async def _was_told(self, one: Claimed) -> bool:
        return await self._ledger.was_told(one.notice.subject, one.chat_id)

    def _put_off(self, chat: Chat, tell: Sequence[Claimed]) -> tuple[list[Entry], list[Claimed]]:
        """What can wait for the morning, as entries, and what cannot."""
        now = self._clock.now()
        mornings = {one.key: wait_for_morning(one.notice, chat, now) for one in tell}
        waiting = [
            waiting_entry(one, chat.chat_id, morning) for one in tell if (morning := mornings[one.key])
        ]
        return waiting, [one for one in tell if mornings[one.key] is None]

    async def _tell(self, recipient: Recipient, tell: Sequence[Claimed]) -> Handed:
        chat, now = recipient.chat, self._clock.now()
        try:
            rendered = await self._render(chat, [one.notice for one in tell], now)
            told = _told(rendered, tell)
        except StoreError:
            raise
        except Exception as error:
            logger.exception("notices %s cannot be worded", [one.notice.id for one in tell])
            if len(tell) > 1:
                return await self._tell_each(recipient, tell)
            return Handed(recipient, (unrendered_entry(tell[0], chat.chat_id, error, now),))
        if rendered is None:
            nothing = tuple(ruling_entry(one, chat.chat_id, _NOTHING_TO_TELL) for one in tell)
            return Handed(recipient, nothing)
        handed = await self._send(recipient, rendered.message, told)
        rest = [one for one in tell if one not in told]
        return replace(handed, entries=(*handed.entries, *_untold(rest, rendered, handed)))

    async def _tell_each(self, recipient: Recipient, tell: Iterable[Claimed]) -> Handed:
        """One that cannot be worded must not keep the others back."""
        handed = Handed(recipient)
        for one in tell:
            if handed.recipient is None or handed.gone or handed.pause:
                untouched = untouched_entry(one, handed.home(one))
                handed = replace(handed, entries=(*handed.entries, untouched))
            else:
                handed = handed.then(await self._tell(handed.recipient, [one]))
        return handed

    async def _send(self, recipient: Recipient, message: M, told: Sequence[Claimed]) -> Handed:
        outcome, messages = await self._carry(recipient.chat, message, told), 1
        if isinstance(outcome, Moved):
            await self._chats.migrate(recipient.chat.chat_id, outcome.chat_id, self._clock.now())
            recipient = replace(recipient, chat=replace(recipient.chat, chat_id=outcome.chat_id))
            outcome, messages = await self._carry(recipient.chat, message, told), 2
        if isinstance(outcome, Gone):
            await self._close(recipient.chat, outcome)
        now, is_down = self._clock.now(), _is_down(outcome)
        return Handed(
            recipient,
            tuple(outcome_entry(one, recipient.chat.chat_id, outcome, now) for one in told),
            outcome if isinstance(outcome, Gone) else None,
            messages if not isinstance(outcome, Held) else messages - 1,
            answered=not is_down and not isinstance(outcome, Held),
            pause=is_down,
            held=outcome.seconds if is_down and isinstance(outcome, Held) else 0.0,
        )

    async def _carry(self, chat: Chat, message: M, told: Sequence[Claimed]) -> Outcome:
        bulk = all(one.notice.kind is NoticeKind.BULLETIN for one in told)
        departure = None
        try:
            async with self.departures.departure(min(one.notice.expires_at for one in told)) as departure:
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

    async def _close(self, chat: Chat, gone: Gone) -> None:
        state = ChatState.GONE if gone.for_good else ChatState.BLOCKED
        with suppress(UnknownChat):
            await self._chats.set_state(chat.chat_id, state, self._clock.now())
        await self._ledger.void_chat(chat.chat_id, gone.reason)


def _is_down(outcome: Outcome) -> bool:
    return isinstance(outcome, Unknown) or (isinstance(outcome, Later | Held) and outcome.everyone)


def _told(rendered: Rendered[M] | None, tell: Sequence[Claimed]) -> list[Claimed]:
    if rendered is None:
        return []
    told = [one for one in tell if one.notice.id in rendered.told]
    if not told:
        raise NothingTold
    return told


def _untold(rest: Iterable[Claimed], rendered: Rendered[M], handed: Handed) -> tuple[Entry, ...]:
    return tuple(
        ruling_entry(one, handed.home(one), _NOTHING_TO_TELL)
        if one.notice.id in rendered.void
        else untouched_entry(one, handed.home(one))
        for one in rest
    )
