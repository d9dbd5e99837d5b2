"""Turn a message into the Bot API requests that send it, for answers and notices alike.

deliver sends one of them. Where the topic is closed or gone, it uses the general topic instead. Where a
picture cannot be had or is not taken, it sends the text alone.
"""

import logging
from collections.abc import Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.methods import EditMessageCaption, EditMessageText, SendDocument, SendLocation
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, LinkPreviewOptions

from handlers.pictures.request import OwnPicture, PictureRequest
from handlers.sending.refusals import is_missing_topic, is_picture_refused, reason_of
from handlers.sending.send_picture import PictureUnavailable, SendPicture
from handlers.sending.send_shipped_file import SendShippedFile
from handlers.sending.send_text import PARSE_MODE, Receipt, SendText, TextContent
from handlers.views.message import (
    LONGEST_CAPTION,
    Document,
    KnownFile,
    Message,
    ReplyKeyboard,
    parsed_length,
    split_text,
)

logger = logging.getLogger(__name__)


class SendFile(SendDocument):
    """Send a document and read only the id of the sent message.

    The same file may go to all subscribers at once, so the rest of Telegram's answer is not parsed.
    """

    __returning__ = Receipt  # type: ignore[assignment]


Request = SendText | SendPicture | SendFile | SendShippedFile | SendLocation


@dataclass(frozen=True, slots=True)
class MessagePart:
    """One of the messages that a long text is cut into."""

    text: str
    keyboard: InlineKeyboardMarkup | ReplyKeyboard | None


def parts_of(message: Message) -> list[MessagePart]:
    """Cut the text into parts that Telegram accepts. The last part has the buttons."""
    *texts, last = split_text(message.text)
    return [
        *(MessagePart(text, None) for text in texts),
        MessagePart(last, message.keyboard or message.reply_keyboard),
    ]


def contents_of(message: Message) -> tuple[TextContent, ...]:
    """Return the parts of the text, each to be sent to any number of chats."""
    return tuple(TextContent(part.text, part.keyboard, message.silent) for part in parts_of(message))


def text_requests(message: Message, chat_id: int, thread_id: int | None) -> Iterator[SendText]:
    """Yield the requests for the parts of the text."""
    for content in contents_of(message):
        yield SendText(chat_id=chat_id, content=content, message_thread_id=thread_id)


def requests_for(
    message: Message,
    chat_id: int,
    thread_id: int | None,
    texts: Callable[[Message, int, int | None], Iterable[SendText]] = text_requests,
) -> Iterator[Request]:
    """Yield the requests that send a message, in order. The last has the buttons.

    A document goes first. Its text is the caption if it fits into one, else it follows as a message.
    A picture goes only with a text that fits into its caption. An attachment comes last, below the buttons.
    texts makes the requests for the text. To send one message to many, pass a function that cuts it once.
    """
    if message.document is not None:
        is_caption = parsed_length(message.text) <= LONGEST_CAPTION
        yield _document_request(message, message.document, chat_id, thread_id, is_caption=is_caption)
        if is_caption:
            return
    picture, attachment = message.shown_picture, message.attachment
    if picture is None:
        yield from texts(message, chat_id, thread_id)
    else:
        yield from (_picture_request(text, picture) for text in texts(message, chat_id, thread_id))
    if attachment is not None:
        yield _attachment_request(attachment, chat_id, thread_id)


def edit_for(part: MessagePart, **target: int | str) -> EditMessageText:
    """Return the request that replaces the text and buttons of a message with this part.

    target names the message by the Bot API's own parameters.
    """
    return EditMessageText(
        text=part.text,
        # a reply keyboard cannot be put below a message that is there already
        reply_markup=part.keyboard if isinstance(part.keyboard, InlineKeyboardMarkup) else None,
        parse_mode=PARSE_MODE,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        **target,  # type: ignore[arg-type]
    )


def caption_edit(chat_id: int, content: TextContent, message_id: int) -> EditMessageCaption:
    """Return the request that replaces the caption and the buttons of a message."""
    keyboard = content.keyboard if isinstance(content.keyboard, InlineKeyboardMarkup) else None
    return EditMessageCaption(
        chat_id=chat_id,
        message_id=message_id,
        caption=content.text,
        parse_mode=PARSE_MODE,
        reply_markup=keyboard,
    )


def deliver(bot: Bot, request: Request) -> Coroutine[Any, Any, int]:
    """Send a request and return the id of the message.

    A request to a missing topic is sent again to the general one, a picture that cannot be had as its text.
    Raises what the call raises.
    """
    # exactly, because pydantic's isinstance is dear, and most requests are texts
    if type(request) is SendPicture:
        return _deliver_picture(bot, request)
    return _send_to_open_topic(bot, request)


async def _deliver_picture(bot: Bot, request: SendPicture) -> int:
    try:
        return await _send_to_open_topic(bot, request)
    except PictureUnavailable:
        reason = "not drawn"
    except TelegramAPIError as error:
        if not is_picture_refused(error):
            raise
        reason = reason_of(error)
    logger.info("chat %s gets a text without its picture: %s", request.chat_id, reason)
    return await _send_to_open_topic(bot, request.as_text())


async def _send_to_open_topic(bot: Bot, request: Request) -> int:
    try:
        return await _send(bot, request)
    except TelegramBadRequest as error:
        if request.message_thread_id is None or not is_missing_topic(error):
            raise
    # better in the general topic than nowhere
    return await _send(bot, _without_topic(request))


async def _send(bot: Bot, request: Request) -> int:
    # apart, because receipts and messages are different types
    if isinstance(request, SendText):
        return (await bot(request)).message_id
    if isinstance(request, SendPicture):
        return (await bot(request)).message_id
    if isinstance(request, SendShippedFile):
        return (await bot(request)).message_id
    return (await bot(request)).message_id


def _without_topic(request: Request) -> Request:
    return request.model_copy(update={"message_thread_id": None})


def _picture_request(text: SendText, picture: PictureRequest | OwnPicture) -> SendPicture:
    return SendPicture(
        chat_id=text.chat_id,
        picture=picture,
        content=text.content,
        message_thread_id=text.message_thread_id,
    )


def _document_request(
    message: Message, document: Document, chat_id: int, thread_id: int | None, *, is_caption: bool
) -> SendFile | SendShippedFile:
    if document.is_shipped:
        content = TextContent(
            message.text if is_caption else "", message.keyboard if is_caption else None, message.silent
        )
        return SendShippedFile(
            chat_id=chat_id, document=document, content=content, message_thread_id=thread_id
        )
    return SendFile(
        chat_id=chat_id,
        message_thread_id=thread_id,
        document=document.file_id or BufferedInputFile(document.content, document.name),
        caption=message.text if is_caption else None,
        parse_mode=PARSE_MODE,
        disable_notification=message.silent or None,
        reply_markup=message.keyboard if is_caption else None,
    )


def _attachment_request(attachment: KnownFile, chat_id: int, thread_id: int | None) -> SendFile:
    # without a sound, because the text before it has made one
    return SendFile(
        chat_id=chat_id,
        message_thread_id=thread_id,
        document=attachment.file_id,
        disable_notification=True,
    )
