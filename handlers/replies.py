"""Sending what the views have made: fresh, or in place of the message whose button was pressed."""

import json
from dataclasses import dataclass
from zlib import crc32

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.store.answers import Answer
from handlers.bot_requests import Part, deliver, edit_for, parts_of, requests_for
from handlers.exchanges import Exchange, exchange_now
from handlers.reachability.refusals import is_not_editable, is_too_late, is_unchanged
from handlers.send_text import SendText, TextContent
from handlers.views.message import Message

LONGEST_POPUP = 200

Target = dict[str, int | str]
"""Which message to write over, in Telegram's own parameters."""


@dataclass(slots=True)
class Toast:
    """What the answer to a press will say; handlers may set it, silence is an answer too."""

    text: str = ""
    alert: bool = False
    wanted: bool = True

    def say(self, text: str, *, alert: bool = False) -> None:
        """Show this over the chat, in a window to close where alert is set."""
        self.text, self.alert = text, alert


async def show(event: Received | CallbackQuery, view: Message) -> list[int]:
    """Answer a message with a message, and a press by changing the message with the button.

    The answer to an edited text takes the place of the earlier answer. Return the numbers of the messages
    that answer now.
    """
    if isinstance(event, CallbackQuery):
        return await _put(event, view, _target(event))
    return await _answer(event, view)


async def send_after(event: Received | CallbackQuery, view: Message) -> list[int]:
    """Answer with a fresh message and leave the pressed one as it is. Return its numbers."""
    if isinstance(event, CallbackQuery):
        return await _put(event, view, None)
    return await _answer(event, view)


async def acknowledge(press: CallbackQuery, text: str = "", *, alert: bool = False) -> bool:
    """Stop the button's spinner; False when it is too late, and the text was not shown.

    That is no error: the press may have waited while we were down.
    """
    shown = text if len(text) <= LONGEST_POPUP else f"{text[: LONGEST_POPUP - 1]}…"
    try:
        await press.answer(shown or None, show_alert=alert)
    except TelegramBadRequest as error:
        if not is_too_late(error):
            raise
        return False
    return True


def address(event: Received | CallbackQuery) -> tuple[int, int | None]:
    """The chat and the topic an answer belongs to; the presser's own chat where the message is not known."""
    return _address(event) if isinstance(event, CallbackQuery) else (event.chat.id, _topic(event))


async def _answer(message: Received, view: Message) -> list[int]:
    exchange = exchange_now()
    if exchange is None:
        return await _put(message, view, None)
    if view.document is None:
        return [await _answer_part(message, exchange, part, view) for part in parts_of(view)]
    sent = await _put(message, view, None)
    exchange.sent += [Answer(message_id, 0) for message_id in sent]
    return sent


async def _answer_part(message: Received, exchange: Exchange, part: Part, view: Message) -> int:
    """Write a part over an earlier answer, which may say the same already, or send it."""
    bot, (chat_id, topic) = _bot(message), address(message)
    content, earlier = TextContent(part.text, part.keyboard, view.silent), exchange.take_earlier()
    mark = _mark_of(content)
    if earlier is not None and (
        earlier.mark == mark
        or await _write_over(bot, part, {"chat_id": chat_id, "message_id": earlier.message_id})
    ):
        message_id = earlier.message_id
    else:
        message_id = await deliver(bot, SendText(chat_id=chat_id, content=content, message_thread_id=topic))
    exchange.sent.append(Answer(message_id, mark))
    return message_id


def _mark_of(content: TextContent) -> int:
    """Return a checksum of what a message says, by which an answer that says the same again is known."""
    return crc32(json.dumps(content.fields(), ensure_ascii=False).encode())


async def _put(event: Received | CallbackQuery, view: Message, target: Target | None) -> list[int]:
    """Write a view over a message, and send what is left of it. A file is always sent."""
    bot, (chat_id, topic) = _bot(event), address(event)
    if target is not None and view.document is None:
        first, *rest = parts_of(view)
        if await _write_over(bot, first, target):
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


async def _write_over(bot: Bot, part: Part, target: Target) -> bool:
    """Return whether a message says this part now. False for one that cannot be edited."""
    try:
        await bot(edit_for(part, **target))
    except TelegramBadRequest as error:
        if is_not_editable(error):
            return False
        if not is_unchanged(error):
            raise
    return True


def _target(press: CallbackQuery) -> Target | None:
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
