"""Track which messages answer a message, so that an edit of it changes its answer.

An album of files gets one answer. A caption that comes with a later part changes it. Only what readers and
the secretariat write to each other is carried over part by part.
"""

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

# Albums whose answered part is cached. The parts of an album arrive close together.
_ALBUMS_CACHED = 256

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass(slots=True)
class TrackedAnswers:
    """The answers to one message: earlier ones to overwrite, in order, and those sent now."""

    earlier: list[SentAnswer] = field(default_factory=list)
    sent: list[SentAnswer] = field(default_factory=list)

    def take_earlier(self) -> SentAnswer | None:
        """Return the next answer to overwrite with a text. None means that a new message is needed.

        Files and pictures are left among the earlier ones, which are deleted at the end.
        """
        for place, one in enumerate(self.earlier):
            if one.mark is not None:
                return self.earlier.pop(place)
        return None


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """The part of an album that was answered, and whether a caption of the album is known.

    After a restart it counts as known.
    """

    message_id: int
    is_asked: bool


_tracked: ContextVar[TrackedAnswers | None] = ContextVar("tracked_answers", default=None)


def tracked_answers() -> TrackedAnswers | None:
    """Return the answers to the message being handled. None for anything but a text."""
    return _tracked.get()


class TrackAnswers(BaseMiddleware):
    """Handle an edited text or caption like a new message whose earlier answers are known.

    Of each album one part is handled, and the first that has a caption. This middleware stands before all
    others, so that an edit that is not for the bot changes nothing. now returns the current instant, aware.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._albums: OrderedDict[tuple[int, str], AnsweredPart] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Call the handler where the update needs an answer, and store what answered it."""
        if not isinstance(event, Update):
            return await handler(event, data)
        if event.edited_message is not None:
            return await self._handle_edit(handler, event, event.edited_message, data)
        message = event.message
        if message is not None and message.media_group_id is not None and message.chat.type == "private":
            return await self._handle_part(handler, event, message, data)
        if message is None or not _is_question(message):
            return await handler(event, data)
        return await self._handle_tracked(handler, event, message, data, TrackedAnswers())

    async def _handle_edit(
        self, handler: Handler, event: Update, edited: Message, data: dict[str, Any]
    ) -> Any:
        """Answer an edited text again. Ignore other edits, and texts that are too old."""
        if not _is_question(edited):
            return None
        since = self._now() - ANSWERS_KEPT
        earlier = await self._store.answers.find(edited.chat.id, edited.message_id, since)
        if earlier is None and edited.date <= since:
            return None
        if earlier:
            await self._close_questions(edited.chat.id, [one.message_id for one in earlier])
        tracked = TrackedAnswers(earlier or [])
        update = event.model_copy(update={"edited_message": None, "message": edited})
        result = await self._handle_tracked(handler, update, edited, data, tracked)
        bot: Bot | None = data.get("bot")
        if tracked.sent and bot is not None:
            await _delete_messages(bot, edited.chat.id, [one.message_id for one in tracked.earlier])
        return result

    async def _close_questions(self, chat_id: int, message_ids: list[int]) -> None:
        """Close the questions among the earlier answers, whose messages will be overwritten."""
        try:
            await self._store.open_questions.withdraw(chat_id, message_ids)
        except Unwritable:
            logger.info("questions stay open in chat %s", chat_id)

    async def _handle_tracked(
        self,
        handler: Handler,
        event: Update,
        message: Message,
        data: dict[str, Any],
        tracked: TrackedAnswers,
    ) -> Any:
        token = _tracked.set(tracked)
        try:
            result = await handler(event, data)
        finally:
            _tracked.reset(token)
        if tracked.sent:
            await self._store_answers(message, tracked.sent)
        return result

    async def _store_answers(self, message: Message, sent: list[SentAnswer]) -> None:
        try:
            await self._store.answers.keep(message.chat.id, message.message_id, sent, self._now())
        except Unwritable:
            # the person has the answer, but an edit of the question will not change it
            logger.info("the answer to a message of chat %s is not stored", message.chat.id)

    async def _handle_part(
        self, handler: Handler, event: Update, message: Message, data: dict[str, Any]
    ) -> Any:
        """Handle the part that is answered for its album, also after a restart. Ignore the others.

        The first caption of an album asks its question: where it comes late, the answer is changed.
        """
        album = message.chat.id, str(message.media_group_id)
        if album not in self._albums:
            claimed = await self._claim_album(message)
            is_asked = claimed != message.message_id or _is_question(message)
            self._albums[album] = AnsweredPart(claimed, is_asked)
            if len(self._albums) > _ALBUMS_CACHED:
                self._albums.popitem(last=False)
        answered = self._albums[album]
        tracked = TrackedAnswers()
        if answered.message_id != message.message_id:
            if await self._is_carried_over(message):
                return None
            if answered.is_asked or not _is_question(message):
                return None
            since = self._now() - ANSWERS_KEPT
            tracked.earlier = (
                await self._store.answers.find(message.chat.id, answered.message_id, since) or []
            )
            self._albums[album] = AnsweredPart(message.message_id, is_asked=True)
        return await self._handle_tracked(handler, event, message, data, tracked)

    async def _is_carried_over(self, message: Message) -> bool:
        """Store a part of an album that goes to the secretariat, or from it to a reader.

        Returns False for all other albums.
        """
        feedback, album = self._store.feedback, str(message.media_group_id)
        place = message.chat.id, album, message.message_id, self._now()
        return await feedback.continue_album(*place) or await feedback.continue_answer(*place)

    async def _claim_album(self, message: Message) -> int:
        try:
            return await self._store.answers.claim_album(
                message.chat.id, str(message.media_group_id), message.message_id, self._now()
            )
        except Unwritable:
            # the cache alone knows it, which is enough while the parts arrive
            return message.message_id


def _is_question(message: Message) -> bool:
    """Return whether a message can ask for something: by a text, or by the caption of a file."""
    return bool(message.text or message.caption)


async def _delete_messages(bot: Bot, chat_id: int, message_ids: list[int]) -> None:
    """Delete the rest of an answer that has become shorter."""
    for message_id in message_ids:
        try:
            await bot.delete_message(chat_id, message_id)
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            logger.info("an old part of an answer stays in chat %s: %s", chat_id, type(error).__name__)
