"""Copy messages between readers and the secretariat, below headers that name the readers."""

import logging
from dataclasses import replace

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import CopyMessage, CopyMessages
from aiogram.types import LinkPreviewOptions, ReplyParameters

from data.store.chat_values import Language
from data.store.feedback.values import FeedbackReader
from data.store.store import Store
from handlers.secretariat.feedback.batches import FeedbackBatch
from handlers.sending.bot_requests import MessagePart, edit_for
from handlers.sending.refusals import is_missing_topic
from handlers.sending.send_text import PARSE_MODE
from handlers.text.words import DEFAULT_LANGUAGE, Words, words_in
from handlers.views.message import Message
from handlers.views.secretariat.feedback import (
    Writing,
    answer_keyboard,
    header_message,
    not_carried_message,
    not_delivered_message,
    topic_name,
)

logger = logging.getLogger(__name__)


class FeedbackCopier:
    """Makes the calls that carry messages over. Raises what the calls raise."""

    def __init__(self, bot: Bot, store: Store) -> None:
        self._bot = bot
        self._store = store

    async def copy_to_desk(self, batch: FeedbackBatch, *, has_topics: bool) -> list[int]:
        """Copy messages of a reader to the secretariat. Return the numbers of the copies.

        has_topics: the chat may be a forum, where each reader has a topic.
        """
        try:
            return await self._copy_below_header(batch, has_topics=has_topics)
        except TelegramBadRequest as error:
            if batch.reader.topic is None or not is_missing_topic(error):
                raise
        # the topic was deleted: a new one is opened below
        await self._store.feedback_queue.lose_topic(batch.reader.chat_id, batch.first.desk_chat)
        return await self._copy_below_header(_without_topic(batch), has_topics=has_topics)

    async def copy_to_reader(self, batch: FeedbackBatch) -> list[int]:
        """Copy an answer to the reader, as a reply to the reader's own message."""
        words = await self._words_of(batch.reader.chat_id)
        return await self._copy(
            batch, batch.reader.chat_id, batch.first.desk_chat, batch.first.replies_to, words=words
        )

    async def show_header(self, batch: FeedbackBatch) -> None:
        """Edit the header so that it shows the present state of its reader."""
        if batch.header is not None:
            view = await self._header(batch)
            part = MessagePart(view.text, view.keyboard)
            await self._bot(edit_for(part, chat_id=batch.first.desk_chat, message_id=batch.header))

    async def tell_reader(self, batch: FeedbackBatch) -> None:
        """Tell the reader that a message has not reached the secretariat."""
        words = await self._words_of(batch.reader.chat_id)
        await self._send(not_carried_message(words), batch.reader.chat_id, None, batch.first.reader_message)

    async def tell_desk(self, batch: FeedbackBatch) -> None:
        """Tell the secretariat that an answer has not reached the reader."""
        desk, reader = batch.first.desk_chat, batch.reader
        view = not_delivered_message(await self._words_of(desk), reader, batch.first.reason)
        await self._send(view, desk, _topic_in(reader, desk), batch.first.desk_message)

    async def _copy_below_header(self, batch: FeedbackBatch, *, has_topics: bool) -> list[int]:
        desk, header = batch.first.desk_chat, batch.header
        known = _topic_in(batch.reader, desk)
        topic = await self._open_topic(batch) if known is None and has_topics else known
        # in a topic that names the reader no message needs a header, unless there is more to say
        is_plain = topic is not None and batch.is_named and not (batch.first.subject or batch.first.revision)
        if header is None and not is_plain:
            header = await self._send(await self._header(batch), desk, topic, None)
            # stored before the copy leaves, so that a restart between the two adds no second header
            await self._store.feedback_queue.note_header(batch.messages, header, batch.reader)
        return await self._copy(batch, desk, batch.reader.chat_id, header, topic=topic)

    async def _open_topic(self, batch: FeedbackBatch) -> int | None:
        """Open a topic for the reader.

        Return None where the group has no topics, or lets us open none.
        """
        desk = batch.first.desk_chat
        if not (await self._bot.get_chat(desk)).is_forum:
            return None
        try:
            opened = await self._bot.create_forum_topic(desk, topic_name(batch.reader.name))
        except TelegramBadRequest as error:
            logger.warning("no topic can be opened in chat %s: %s", desk, type(error).__name__)
            return None
        await self._store.feedback_queue.note_topic(batch.reader.chat_id, desk, opened.message_thread_id)
        return opened.message_thread_id

    async def _copy(
        self,
        batch: FeedbackBatch,
        target: int,
        source: int,
        replies_to: int | None,
        topic: int | None = None,
        words: Words | None = None,
    ) -> list[int]:
        numbers = batch.sources
        if len(numbers) > 1:
            # buttons and replies are not for albums
            request = CopyMessages(
                chat_id=target, from_chat_id=source, message_ids=numbers, message_thread_id=topic
            )
            return [one.message_id for one in await self._bot(request)]
        copied = await self._bot(
            CopyMessage(
                chat_id=target,
                from_chat_id=source,
                message_id=numbers[0],
                message_thread_id=topic,
                reply_parameters=_reply_to(replies_to),
                reply_markup=None if words is None else answer_keyboard(words),
            )
        )
        return [copied.message_id]

    async def _send(self, view: Message, chat_id: int, topic: int | None, replies_to: int | None) -> int:
        sent = await self._bot.send_message(
            chat_id,
            view.text,
            message_thread_id=topic,
            parse_mode=PARSE_MODE,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_parameters=_reply_to(replies_to),
            reply_markup=view.keyboard,
        )
        return sent.message_id

    async def _header(self, batch: FeedbackBatch) -> Message:
        chat = await self._store.chats.get(batch.reader.chat_id)
        language = Language.RU if chat is None else chat.language
        writing = Writing(batch.reader, language, batch.first.subject, batch.first.revision > 0)
        return header_message(await self._words_of(batch.first.desk_chat), writing)

    async def _words_of(self, chat_id: int) -> Words:
        chat = await self._store.chats.get(chat_id)
        return words_in(DEFAULT_LANGUAGE if chat is None else chat.language)


def _without_topic(batch: FeedbackBatch) -> FeedbackBatch:
    reader = replace(batch.reader, topic_chat=None, topic=None)
    messages = tuple(replace(one, header=None) for one in batch.messages)
    return FeedbackBatch(reader, messages, is_named=False)


def _topic_in(reader: FeedbackReader, desk_chat: int) -> int | None:
    return reader.topic if reader.topic_chat == desk_chat else None


def _reply_to(message_id: int | None) -> ReplyParameters | None:
    if message_id is None:
        return None
    # a message deleted meanwhile must not hold up what replies to it
    return ReplyParameters(message_id=message_id, allow_sending_without_reply=True)
