"""One letter: judged, worded, sent; what came of it as entries for the ledger."""

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Generic

from data.store.chats import Chat, Chats, ChatState, UnknownChat
from data.store.ledger import Ledger
from data.store.notices import Claimed, DeliveryState, Entry, NoticeKind
from scheduler.clock import Clock
from scheduler.entries import outcome_entry, ruling_entry, unrendered_entry, untouched_entry
from scheduler.outcomes import Gone, Later, Moved, Outcome, Unknown
from scheduler.parcels import superseded
from scheduler.planning import AgendaNow
from scheduler.relevance import Ruling, judge
from scheduler.rendering import Courier, M, NothingTold, Render, Rendered

logger = logging.getLogger(__name__)

_SUPERSEDED = Ruling(DeliveryState.EXPIRED, "superseded")
_NOTHING_TO_TELL = Ruling(DeliveryState.VOID, "nothing to tell")


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of a letter. chat is as it is now: it may have moved, or be gone.

    messages counts those that went out; answered: Telegram said something to at least one of them; pause: the
    channel is down, and nobody else would get through either.
    """

    chat: Chat | None
    entries: tuple[Entry, ...] = ()
    gone: Gone | None = None
    messages: int = 0
    answered: bool = False
    pause: bool = False

    def then(self, later: "Handed") -> "Handed":
        """Both, in this order."""
        return Handed(
            later.chat,
            (*self.entries, *later.entries),
            self.gone or later.gone,
            self.messages + later.messages,
            self.answered or later.answered,
            self.pause or later.pause,
        )


class Postman(Generic[M]):
    """Takes letters to chats; whatever render and courier do, its answer is entries and no error."""

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

    async def hand_over(self, letter: Sequence[Claimed], chat: Chat | None) -> Handed:
        """Tell the chat what of the letter is still to be told. chat None: nobody knows it any more."""
        agenda, now = await self._agenda(), self._clock.now()
        rulings = {one.key: judge(one, chat, agenda, now) for one in letter}
        rulings |= {one.key: _SUPERSEDED for one in superseded(one for one in letter if not rulings[one.key])}
        tell = [one for one in letter if not rulings[one.key]]
        handed = Handed(chat)
        if chat is not None and tell:
            handed = await self._tell(chat, tell)
        home = handed.chat.chat_id if handed.chat is not None else None
        entries = tuple(
            ruling_entry(one, home or one.chat_id, ruling)
            for one in letter
            if (ruling := rulings[one.key]) is not None
        )
        return replace(handed, entries=(*handed.entries, *entries))

    async def _tell(self, chat: Chat, tell: Sequence[Claimed]) -> Handed:
        now = self._clock.now()
        try:
            rendered = await self._render(chat, [one.notice for one in tell], now)
            told = _told(rendered, tell)
        except Exception as error:
            logger.exception("notices %s cannot be worded", [one.notice.id for one in tell])
            if len(tell) > 1:
                return await self._tell_each(chat, tell)
            return Handed(chat, (unrendered_entry(tell[0], chat.chat_id, error, now),))
        if rendered is None:
            return Handed(chat, tuple(ruling_entry(one, chat.chat_id, _NOTHING_TO_TELL) for one in tell))
        handed = await self._send(chat, rendered.message, told)
        rest = [one for one in tell if one not in told]
        return replace(handed, entries=(*handed.entries, *_untold(rest, rendered, handed)))

    async def _tell_each(self, chat: Chat, tell: Iterable[Claimed]) -> Handed:
        """One that cannot be worded must not keep the others back."""
        handed = Handed(chat)
        for one in tell:
            if handed.chat is None or handed.gone or handed.pause:
                left = handed.chat.chat_id if handed.chat else one.chat_id
                handed = handed.then(replace(handed, entries=(untouched_entry(one, left),), messages=0))
            else:
                handed = handed.then(await self._tell(handed.chat, [one]))
        return handed

    async def _send(self, chat: Chat, message: M, told: Sequence[Claimed]) -> Handed:
        bulk = all(one.notice.kind is NoticeKind.BULLETIN for one in told)
        outcome = await self._carry(chat, message, bulk=bulk)
        messages = 1
        if isinstance(outcome, Moved):
            await self._chats.migrate(chat.chat_id, outcome.chat_id, self._clock.now())
            chat = replace(chat, chat_id=outcome.chat_id)
            outcome = await self._carry(chat, message, bulk=bulk)
            messages = 2
        if isinstance(outcome, Gone):
            await self._close(chat, outcome)
        now = self._clock.now()
        is_down = isinstance(outcome, Unknown) or (isinstance(outcome, Later) and outcome.everyone)
        return Handed(
            chat,
            tuple(outcome_entry(one, chat.chat_id, outcome, now) for one in told),
            outcome if isinstance(outcome, Gone) else None,
            messages,
            answered=not is_down,
            pause=is_down,
        )

    async def _carry(self, chat: Chat, message: M, *, bulk: bool) -> Outcome:
        try:
            return await self._courier.send(chat, message, bulk=bulk)
        except Exception as error:
            # it may have gone out before it failed
            logger.exception("the courier failed in chat %s", chat.chat_id)
            return Unknown(type(error).__name__)

    async def _close(self, chat: Chat, gone: Gone) -> None:
        state = ChatState.GONE if gone.for_good else ChatState.BLOCKED
        with suppress(UnknownChat):
            await self._chats.set_state(chat.chat_id, state, self._clock.now())
        await self._ledger.void_chat(chat.chat_id, gone.reason)


def _told(rendered: Rendered[M] | None, tell: Sequence[Claimed]) -> list[Claimed]:
    if rendered is None:
        return []
    told = [one for one in tell if one.notice.id in rendered.told]
    if not told:
        raise NothingTold
    return told


def _untold(rest: Iterable[Claimed], rendered: Rendered[M], handed: Handed) -> tuple[Entry, ...]:
    home = handed.chat.chat_id if handed.chat else 0
    return tuple(
        ruling_entry(one, home, _NOTHING_TO_TELL)
        if one.notice.id in rendered.void
        else untouched_entry(one, home)
        for one in rest
    )
