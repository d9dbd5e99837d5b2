"""Let the secretariat answer readers by a reply, close conversations and mute readers."""

import logging
from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.filters import Filter
from aiogram.methods import EditMessageCaption, EditMessageText
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from data.store.chat_values import Language
from data.store.feedback.values import CarriedMessage, ConversationState, FeedbackReader
from data.store.store import Store
from handlers.callbacks.feedback import ActOnFeedback, FeedbackAction
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly
from handlers.questions import replied_to
from handlers.secretariat.feedback.asking import NOT_COPIED, WRITTEN_BY_PEOPLE
from handlers.secretariat.feedback.relay import FeedbackRelay
from handlers.sending.refusals import is_unchanged
from handlers.sending.replies import Toast, reply
from handlers.text.words import words_in
from handlers.views.secretariat.feedback import (
    Writing,
    answer_keyboard,
    answer_taken_message,
    header_message,
)

logger = logging.getLogger(__name__)


class IsAnswerPart(Filter):
    """Pass a further part of an album that answers a reader, and store it."""

    async def __call__(self, message: Message, store: Store, now: datetime) -> bool:
        """Return whether an earlier part of the album is an answer."""
        album = message.media_group_id
        return album is not None and await store.feedback.continue_answer(
            message.chat.id, album, message.message_id, now
        )


class IsAnswerToReader(Filter):
    """Pass a reply to what a reader has written, or an edit of such an answer."""

    async def __call__(self, message: Message, store: Store) -> bool | dict[str, Any]:
        """Hand over the message replied to, or the edited answer. Commands are no answers."""
        if (message.text or "").startswith("/"):
            return False
        chat_id, number = message.chat.id, replied_to(message)
        if message.edit_date is not None:
            edited = await store.feedback.at_desk(chat_id, message.message_id)
            if edited is not None and edited.is_answer:
                return {"carried": edited}
        carried = None if number is None else await store.feedback.at_desk(chat_id, number)
        if carried is None and number is not None:
            carried = await _message_of_reader(message, store)
        return False if carried is None else {"carried": carried}


async def _message_of_reader(message: Message, store: Store) -> CarriedMessage | None:
    """Return the newest message of the reader whom the topic or the header replied to names.

    It is asked for a message of ours that has no row: one that left, and whose number was lost by a restart.
    """
    replied, bot = message.reply_to_message, message.bot
    if replied is None or bot is None or replied.from_user is None or replied.from_user.id != bot.id:
        return None
    topic = message.message_thread_id if message.is_topic_message else None
    reader = _reader_of_header(replied)
    if topic is None and reader is None:
        return None
    return await store.feedback.newest_of(message.chat.id, reader=reader, topic=topic)


def _reader_of_header(replied: Message) -> int | None:
    """Return the reader whom the buttons of a header name, or None."""
    rows = replied.reply_markup.inline_keyboard if replied.reply_markup is not None else []
    for button in (one for row in rows for one in row):
        if (button.callback_data or "").startswith(f"{ActOnFeedback.__prefix__}:"):
            return ActOnFeedback.unpack(str(button.callback_data)).reader
    return None


def build_router() -> Router:
    """Return the router of the secretariat's answers. It precedes all that reads texts."""
    router = Router(name="feedback-answers")
    senders = StaffOnly(Right.SEND)
    router.message.register(_pass_part, IsAnswerPart())
    router.message.register(take_answer, F.content_type.in_(WRITTEN_BY_PEOPLE), IsAnswerToReader(), senders)
    router.callback_query.register(act, ActOnFeedback.filter(), senders)
    return router


async def _pass_part(_message: Message) -> None:
    """Leave a part unanswered. The filter has stored it, and its first part was answered."""


async def take_answer(
    message: Message, context: ChatContext, relay: FeedbackRelay, carried: CarriedMessage
) -> None:
    """Store an answer to a reader, and say so. An edit edits the reader's copy."""
    if carried.chat_id is None or (reader := await context.store.feedback.reader(carried.chat_id)) is None:
        raise UserError("feedback-reader-gone")
    if message.content_type in NOT_COPIED:
        raise UserError("feedback-not-copyable")
    is_edit = carried.is_answer and carried.desk_message == message.message_id
    if is_edit:
        await _edit_copy(message, context, carried, reader)
    else:
        album = message.media_group_id or ""
        await context.store.feedback.answer(carried, message.message_id, album, context.now)
        relay.hurry()
    await reply(message, answer_taken_message(context.words, reader, is_edit=is_edit))


async def act(
    press: CallbackQuery,
    callback_data: ActOnFeedback,
    context: ChatContext,
    relay: FeedbackRelay,
    toast: Toast,
) -> None:
    """Close or reopen a conversation, mute or unmute its reader, and show that."""
    reader = await _changed(context, callback_data)
    if reader is None:
        raise UserError("feedback-reader-gone")
    toast.say(context.words.plain(f"feedback-toast-{callback_data.act.value}"))
    await _show_pressed(press, context, reader)
    # the headers in other chats of the secretariat
    relay.hurry()


async def _show_pressed(press: CallbackQuery, context: ChatContext, reader: FeedbackReader) -> None:
    """Show the state of a reader in the pressed header."""
    if not isinstance(press.message, Message):
        return
    chat_id, number = press.message.chat.id, press.message.message_id
    below = await context.store.feedback.at_desk(chat_id, number)
    if below is None or below.header != number:
        return
    chat = await context.store.chats.get(reader.chat_id)
    language = Language.RU if chat is None else chat.language
    writing = Writing(reader, language, below.subject, below.revision > 0)
    await reply(press, header_message(context.words, writing))
    await context.store.feedback_queue.note_header([below], number, reader)


async def _changed(context: ChatContext, wanted: ActOnFeedback) -> FeedbackReader | None:
    feedback, now = context.store.feedback, context.now
    match wanted.act:
        case FeedbackAction.CLOSE:
            return await feedback.set_state(wanted.reader, ConversationState.CLOSED, now)
        case FeedbackAction.REOPEN:
            return await feedback.set_state(wanted.reader, ConversationState.OPEN, now)
        case FeedbackAction.MUTE | FeedbackAction.UNMUTE:
            is_muted = wanted.act is FeedbackAction.MUTE
            return await feedback.set_muted(wanted.reader, now, is_muted=is_muted)


async def _edit_copy(
    message: Message, context: ChatContext, answer: CarriedMessage, reader: FeedbackReader
) -> None:
    """Edit the copy that the reader has. An answer that still waits is copied as it is then."""
    if answer.reader_message is None or message.bot is None:
        return
    chat = await context.store.chats.get(reader.chat_id)
    words = context.words if chat is None else words_in(chat.language)
    # buttons cannot stand below a part of an album
    buttons = None if answer.album else answer_keyboard(words)
    try:
        await message.bot(_edit_of(message, reader.chat_id, answer.reader_message, buttons))
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        if not is_unchanged(error):
            logger.info("the copy of an answer stays as it is: %s", type(error).__name__)
            raise UserError("feedback-copy-stays", name=reader.name) from error


def _edit_of(
    message: Message, chat_id: int, copy: int, buttons: InlineKeyboardMarkup | None
) -> EditMessageText | EditMessageCaption:
    """Return the call that gives a copy the formatted text or caption of its message."""
    if message.text is None:
        return EditMessageCaption(
            chat_id=chat_id,
            message_id=copy,
            caption=message.caption,
            caption_entities=message.caption_entities,
            parse_mode=None,
            reply_markup=buttons,
        )
    return EditMessageText(
        chat_id=chat_id,
        message_id=copy,
        text=message.text,
        entities=message.entities,
        parse_mode=None,
        reply_markup=buttons,
    )
