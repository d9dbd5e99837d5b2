"""Reply to messages and presses with the messages that views make."""

import json
from dataclasses import dataclass
from zlib import crc32

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardMarkup
from aiogram.types import Message as Received

from data.store.answers import SentAnswer
from handlers.pictures.request import OwnPicture, PictureRequest
from handlers.sending.answer_tracking import TrackedAnswers, tracked_answers
from handlers.sending.bot_requests import MessagePart, deliver, edit_for, parts_of, requests_for
from handlers.sending.refusals import (
    is_no_entry,
    is_not_editable,
    is_picture_refused,
    is_too_late,
    is_unchanged,
)
from handlers.sending.send_picture import EditPicture, PictureUnavailable
from handlers.sending.send_text import SendText, TextContent
from handlers.views.message import Message

LONGEST_POPUP = 200

Target = dict[str, int | str]
"""The message to overwrite, named by the Bot API's own parameters."""


@dataclass(slots=True)
class Toast:
    """The pop-up that answers a press. Handlers may set it, an empty one is an answer too."""

    text: str = ""
    alert: bool = False
    wanted: bool = True

    def say(self, text: str, *, alert: bool = False) -> None:
        """Set the text. With alert, it is a window that the person has to close."""
        self.text, self.alert = text, alert


async def reply(event: Received | CallbackQuery, view: Message) -> list[int]:
    """Answer a message with a message, and a press by editing the pressed message.

    A text never overwrites a picture, nor a picture a text: then the answer comes below.
    The answer to an edited text overwrites the earlier answer. Returns the ids of the messages that now
    answer.
    """
    if isinstance(event, CallbackQuery):
        return await _send_view(event, view, _editable_target(event, view))
    return await _answer_message(event, view)


async def reply_below(event: Received | CallbackQuery, view: Message) -> list[int]:
    """Answer with a new message and leave the pressed one as it is. Returns its ids."""
    if isinstance(event, CallbackQuery):
        return await _send_view(event, view, None)
    return await _answer_message(event, view)


def pressed_keyboard(press: CallbackQuery) -> InlineKeyboardMarkup | None:
    """Return the buttons under the pressed message. None if the message is inaccessible."""
    return press.message.reply_markup if isinstance(press.message, Received) else None


async def replace_keyboard(press: CallbackQuery, keyboard: InlineKeyboardMarkup) -> None:
    """Replace the buttons under the pressed message, and leave its text.

    A message that can no longer be edited keeps its buttons.
    """
    if not isinstance(press.message, Received):
        return
    try:
        await press.message.edit_reply_markup(reply_markup=keyboard)
    except TelegramBadRequest as error:
        if not (is_unchanged(error) or is_not_editable(error) or is_no_entry(error)):
            raise


async def acknowledge(press: CallbackQuery, text: str = "", *, alert: bool = False) -> bool:
    """Stop the button's spinner and show the text.

    Returns False where the press is too old to be answered, because the bot was down meanwhile.
    """
    popup = text if len(text) <= LONGEST_POPUP else f"{text[: LONGEST_POPUP - 1]}…"
    try:
        await press.answer(popup or None, show_alert=alert)
    except TelegramBadRequest as error:
        if not is_too_late(error):
            raise
        return False
    return True


def reply_address(event: Received | CallbackQuery) -> tuple[int, int | None]:
    """Return the chat and the topic of a reply.

    If the pressed message is unknown, it is the person's own chat.
    """
    return _press_address(event) if isinstance(event, CallbackQuery) else (event.chat.id, _topic_of(event))


async def _answer_message(message: Received, view: Message) -> list[int]:
    tracked = tracked_answers()
    if tracked is None:
        return await _send_view(message, view, None)
    if view.document is None and view.attachment is None and view.shown_picture is None:
        return [await _send_or_overwrite(message, tracked, part, view) for part in parts_of(view)]
    sent = await _send_view(message, view, None)
    tracked.sent += [SentAnswer(message_id, None) for message_id in sent]
    return sent


async def _send_or_overwrite(
    message: Received, tracked: TrackedAnswers, part: MessagePart, view: Message
) -> int:
    """Send a part, or overwrite an earlier answer with it, and return the message id.

    An earlier answer with the same content is left as it is.
    """
    bot, (chat_id, topic) = _bot_of(message), reply_address(message)
    content, earlier = TextContent(part.text, part.keyboard, view.silent), tracked.take_earlier()
    mark = _mark_of(content)
    if earlier is not None and (
        earlier.mark == mark
        or await _overwrite(bot, part, {"chat_id": chat_id, "message_id": earlier.message_id})
    ):
        message_id = earlier.message_id
    else:
        message_id = await deliver(bot, SendText(chat_id=chat_id, content=content, message_thread_id=topic))
    tracked.sent.append(SentAnswer(message_id, mark))
    return message_id


def _mark_of(content: TextContent) -> int:
    """Return a checksum of what a message says. Equal texts have equal checksums."""
    return crc32(json.dumps(content.fields(), ensure_ascii=False).encode())


async def _send_view(event: Received | CallbackQuery, view: Message, target: Target | None) -> list[int]:
    """Overwrite the target with a view and send the rest of it. A file is always sent."""
    bot, (chat_id, topic) = _bot_of(event), reply_address(event)
    picture = view.shown_picture
    if target is not None and picture is not None:
        if await _overwrite_picture(bot, view, picture, target):
            return [int(target["message_id"])]
    elif target is not None and view.document is None and view.attachment is None:
        first, *rest = parts_of(view)
        if await _overwrite(bot, first, target):
            texts = [
                SendText(
                    chat_id=chat_id,
                    content=TextContent(part.text, part.keyboard, view.silent),
                    message_thread_id=topic,
                )
                for part in rest
            ]
            sent = [await deliver(bot, text) for text in texts]
            return [int(target.get("message_id", 0)), *sent]
    return [await deliver(bot, request) for request in requests_for(view, chat_id, topic)]


async def overwrite(bot: Bot, chat_id: int, message_id: int, view: Message) -> None:
    """Put a view in place of a message of ours. Where that cannot be edited, send it below.

    The view is a text of one message.
    """
    part = parts_of(view)[-1]
    if not message_id or not await _overwrite(bot, part, {"chat_id": chat_id, "message_id": message_id}):
        content = TextContent(part.text, part.keyboard, view.silent)
        await deliver(bot, SendText(chat_id=chat_id, content=content))


async def _overwrite(bot: Bot, part: MessagePart, target: Target) -> bool:
    """Return whether the message now has this content. False if it cannot be edited."""
    try:
        await bot(edit_for(part, **target))
    except TelegramBadRequest as error:
        if is_not_editable(error):
            return False
        if not is_unchanged(error):
            raise
    return True


async def _overwrite_picture(
    bot: Bot, view: Message, picture: PictureRequest | OwnPicture, target: Target
) -> bool:
    """Return whether the message now has this picture. False if it cannot be put there."""
    content = TextContent(view.text, view.keyboard)
    request = EditPicture(picture=picture, content=content, **target)
    try:
        await bot(request)
    except PictureUnavailable:
        return False
    except TelegramAPIError as error:
        if is_not_editable(error) or is_picture_refused(error):
            return False
        if not is_unchanged(error):
            raise
    return True


def _editable_target(press: CallbackQuery, view: Message) -> Target | None:
    """Return the message to edit. None if it is gone, too old, or not of the view's kind."""
    has_picture = view.shown_picture is not None
    if press.inline_message_id is not None:
        return None if has_picture else {"inline_message_id": press.inline_message_id}
    if isinstance(press.message, Received) and bool(press.message.photo) is has_picture:
        return {"chat_id": press.message.chat.id, "message_id": press.message.message_id}
    return None


def _press_address(press: CallbackQuery) -> tuple[int, int | None]:
    if press.message is None:
        return press.from_user.id, None
    topic = _topic_of(press.message) if isinstance(press.message, Received) else None
    return press.message.chat.id, topic


def _topic_of(message: Received) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _bot_of(event: Received | CallbackQuery) -> Bot:
    if event.bot is None:
        raise RuntimeError("an update came without its bot")
    return event.bot
