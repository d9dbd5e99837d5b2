"""A message and its answers: an edited text mends its answer, an album is answered once."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import Message, TelegramObject, Update

from data.store.answers import ANSWERS_KEPT, SentAnswer
from data.store.sqlite.errors import Unwritable
from data.store.store import Store

logger = logging.getLogger(__name__)

# Albums whose answered part is known without asking the database: the parts of one come close together.
_ALBUMS_KNOWN = 256

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass(slots=True)
class Exchange:
    """The answers to one message: earlier ones to write over, in order, and those of now."""

    earlier: list[SentAnswer] = field(default_factory=list)
    sent: list[SentAnswer] = field(default_factory=list)

    def take_earlier(self) -> SentAnswer | None:
        """Return the next answer to write over. None: a fresh one is needed."""
        return self.earlier.pop(0) if self.earlier else None


_exchange: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


def exchange_now() -> Exchange | None:
    """Return the exchange of the message being handled. None for anything but a text."""
    return _exchange.get()


class KeepExchanges(BaseMiddleware):
    """Hand an edited text on as a message whose answers are known, and one part of each album.

    It stands before all others, so that an edit which is not for us leaves no trace.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        """now gives the present instant, aware."""
        self._store = store
        self._now = now
        self._albums: OrderedDict[tuple[int, str], int] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand on what is to be answered, and note what answered it."""
        if not isinstance(event, Update):
            return await handler(event, data)
        if event.edited_message is not None:
            return await self._mend(handler, event, event.edited_message, data)
        message = event.message
        if message is not None and message.media_group_id is not None and message.chat.type == "private":
            return await handler(event, data) if await self._is_answered(message) else None
        if message is None or not _is_question(message):
            return await handler(event, data)
        return await self._hold(handler, event, message, data, Exchange())

    async def _mend(self, handler: Handler, event: Update, edited: Message, data: dict[str, Any]) -> Any:
        """Answer an edited text anew. Pass over anything else, and what is too old."""
        if not _is_question(edited):
            return None
        since = self._now() - ANSWERS_KEPT
        earlier = await self._store.answers.find(edited.chat.id, edited.message_id, since)
        if earlier is None and edited.date <= since:
            return None
        if earlier:
            await self._withdraw(edited.chat.id, [one.message_id for one in earlier])
        exchange = Exchange(earlier or [])
        update = event.model_copy(update={"edited_message": None, "message": edited})
        result = await self._hold(handler, update, edited, data, exchange)
        bot: Bot | None = data.get("bot")
        if exchange.sent and bot is not None:
            await _take_away(bot, edited.chat.id, [one.message_id for one in exchange.earlier])
        return result

    async def _withdraw(self, chat_id: int, message_ids: list[int]) -> None:
        """Close the questions among the earlier answers: their messages will say something else."""
        try:
            await self._store.open_questions.withdraw(chat_id, message_ids)
        except Unwritable:
            logger.info("questions stay open in chat %s", chat_id)

    async def _hold(
        self, handler: Handler, event: Update, message: Message, data: dict[str, Any], exchange: Exchange
    ) -> Any:
        token = _exchange.set(exchange)
        try:
            result = await handler(event, data)
        finally:
            _exchange.reset(token)
        if exchange.sent:
            await self._note(message, exchange.sent)
        return result

    async def _note(self, message: Message, sent: list[SentAnswer]) -> None:
        try:
            await self._store.answers.keep(message.chat.id, message.message_id, sent, self._now())
        except Unwritable:
            # the person has the answer; what is lost is that an edit could mend it
            logger.info("the answer to a message of chat %s is not noted", message.chat.id)

    async def _is_answered(self, message: Message) -> bool:
        """Return whether this part is answered for its whole album, also after a restart."""
        album = message.chat.id, str(message.media_group_id)
        if album not in self._albums:
            self._albums[album] = await self._claim(message)
            if len(self._albums) > _ALBUMS_KNOWN:
                self._albums.popitem(last=False)
        return self._albums[album] == message.message_id

    async def _claim(self, message: Message) -> int:
        try:
            return await self._store.answers.claim_album(
                message.chat.id, str(message.media_group_id), message.message_id, self._now()
            )
        except Unwritable:
            # known in memory only, which is enough while the parts keep coming
            return message.message_id


def _is_question(message: Message) -> bool:
    """Return whether a message may ask us something: a text, or a command under a picture."""
    return bool(message.text) or (message.caption or "").startswith("/")


async def _take_away(bot: Bot, chat_id: int, message_ids: list[int]) -> None:
    """Delete what is left of an answer that has become shorter."""
    for message_id in message_ids:
        try:
            await bot.delete_message(chat_id, message_id)
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            logger.info("an old part of an answer stays in chat %s: %s", chat_id, type(error).__name__)
