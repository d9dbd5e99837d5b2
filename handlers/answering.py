"""Sending what the views have made: fresh, or in place of the message whose button was pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import EditMessageText, SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery, LinkPreviewOptions
from aiogram.types import Message as Received

from handlers.prepared import SendText, prepare_text
from handlers.views.message import LONGEST_CAPTION, Document, Message, parsed_length, split_text

LONGEST_POPUP = 200

_UNCHANGED = "message is not modified"
# the message cannot be edited, but the answer is still wanted
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "MESSAGE_ID_INVALID",
)
_TOO_LATE = ("query is too old", "query ID is invalid")


@dataclass(slots=True)
class Toast:
    """What the answer to a press will say; handlers may set it, silence is an answer too."""

    text: str = ""
    alert: bool = False
    wanted: bool = True

    def say(self, text: str, *, alert: bool = False) -> None:
        """Show this over the chat, in a window to close where alert is set."""
        self.text, self.alert = text, alert


async def show(event: Received | CallbackQuery, view: Message) -> None:
    """Answer a message with a message, and a press by changing the message with the button."""
    if isinstance(event, CallbackQuery):
        await _replace(event, view)
    else:
        await _send(_bot(event), view, event.chat.id, _topic(event))


async def send_after(event: Received | CallbackQuery, view: Message) -> None:
    """Answer with a fresh message and leave the pressed one as it is."""
    if isinstance(event, CallbackQuery):
        await _send(_bot(event), view, *_address(event))
    else:
        await show(event, view)


async def acknowledge(press: CallbackQuery, text: str = "", *, alert: bool = False) -> bool:
    """Stop the button's spinner; False when it is too late, and the text was not shown.

    That is no error: the press may have waited while we were down.
    """
    shown = text if len(text) <= LONGEST_POPUP else f"{text[: LONGEST_POPUP - 1]}…"
    try:
        await press.answer(shown or None, show_alert=alert)
    except TelegramBadRequest as error:
        if not any(reason in error.message for reason in _TOO_LATE):
            raise
        return False
    return True


def address(event: Received | CallbackQuery) -> tuple[int, int | None]:
    """The chat and the topic an answer belongs to; the presser's own chat where the message is not known."""
    return _address(event) if isinstance(event, CallbackQuery) else (event.chat.id, _topic(event))


async def _replace(press: CallbackQuery, view: Message) -> None:
    bot, parts = _bot(press), split_text(view.text)
    target = _target(press)
    if target is None or view.document is not None:
        await _send(bot, view, *_address(press))
        return
    keyboard = view.keyboard if len(parts) == 1 else None
    try:
        await bot(EditMessageText(text=parts[0], reply_markup=keyboard, **target, **_FORM))
    except TelegramBadRequest as error:
        if any(reason in error.message for reason in _NOT_EDITABLE):
            await _send(bot, view, *_address(press))
            return
        if _UNCHANGED not in error.message:
            raise
    await _send_parts(bot, parts[1:], view, *_address(press))


async def _send(bot: Bot, view: Message, chat_id: int, topic: int | None) -> None:
    if view.document is None:
        await _send_parts(bot, split_text(view.text), view, chat_id, topic)
        return
    await _send_document(bot, view, view.document, chat_id, topic)


async def _send_parts(bot: Bot, parts: Sequence[str], view: Message, chat_id: int, topic: int | None) -> None:
    for place, part in enumerate(parts, 1):
        keyboard = view.keyboard if place == len(parts) else None
        prepared = prepare_text(part, keyboard, silent=view.silent)
        await bot(SendText(chat_id, prepared, topic).as_method())


async def _send_document(bot: Bot, view: Message, file: Document, chat_id: int, topic: int | None) -> None:
    fits = parsed_length(view.text) <= LONGEST_CAPTION
    if not fits:
        await _send_parts(bot, split_text(view.text), Message("", silent=view.silent), chat_id, topic)
    await bot(
        SendDocument(
            chat_id=chat_id,
            message_thread_id=topic,
            document=BufferedInputFile(file.content, file.name),
            caption=view.text if fits else None,
            parse_mode="HTML",
            disable_notification=view.silent or None,
            reply_markup=view.keyboard,
        )
    )


_FORM: dict[str, Any] = {"parse_mode": "HTML", "link_preview_options": LinkPreviewOptions(is_disabled=True)}


def _target(press: CallbackQuery) -> dict[str, Any] | None:
    """Which message to edit, or None where it is gone or too old to be touched."""
    if press.inline_message_id is not None:
        return {"inline_message_id": press.inline_message_id}
    if isinstance(press.message, Received):
        return {"chat_id": press.message.chat.id, "message_id": press.message.message_id}
    return None


def _address(press: CallbackQuery) -> tuple[int, int | None]:
    if press.message is None:
        return press.from_user.id, None
    topic = _topic(press.message) if isinstance(press.message, Received) else None
    return press.message.chat.id, topic


def _topic(message: Received) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _bot(event: Received | CallbackQuery) -> Bot:
    if event.bot is None:
        raise RuntimeError("an update came without its bot")
    return event.bot
