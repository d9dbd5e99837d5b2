"""Messages out: from a value to calls, and from Telegram's answer to an outcome."""

import logging
from collections.abc import Iterator

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from pydantic import BaseModel

from bot.gate import urgency
from bot.pace import Urgency
from bot.verdicts import is_missing_topic, verdict
from data.store.chats import Chat
from handlers.views.message import LONGEST_CAPTION, Message, parsed_length, split_text
from scheduler.outcomes import Outcome, Sent, Unknown

logger = logging.getLogger(__name__)

_PARSE_MODE = "HTML"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Receipt(BaseModel):
    """All we need of the message Telegram made; to build the whole of it costs more than to send it."""

    message_id: int


class SendText(TelegramMethod[Receipt]):
    """sendMessage, answered by a receipt."""

    __returning__ = Receipt
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    message_thread_id: int | None = None
    parse_mode: str = _PARSE_MODE
    link_preview_options: LinkPreviewOptions = _NO_PREVIEW
    disable_notification: bool | None = None
    reply_markup: InlineKeyboardMarkup | None = None


class SendFile(TelegramMethod[Receipt]):
    """sendDocument, answered by a receipt."""

    __returning__ = Receipt
    __api_method__ = "sendDocument"

    chat_id: int
    document: InputFile
    message_thread_id: int | None = None
    caption: str | None = None
    parse_mode: str = _PARSE_MODE
    disable_notification: bool | None = None
    reply_markup: InlineKeyboardMarkup | None = None


Call = SendText | SendFile


class Courier:
    """Carries messages to chats; whatever happens on the way is an outcome."""

    def __init__(self, bot: Bot) -> None:
        """bot's session has the gate installed, which paces what is sent here."""
        self._bot = bot

    async def send(self, recipient: Chat, message: Message, *, bulk: bool = False) -> Outcome:
        """Send a message, in parts where it is longer than Telegram takes. bulk: behind everything else."""
        with urgency(Urgency.BULLETIN if bulk else Urgency.REMINDER):
            message_ids: list[int] = []
            for call in _calls(recipient, message):
                try:
                    message_ids.append(await self._send_part(call))
                except AiogramError as error:
                    # the class only: an error's text may hold the address, and with it the token
                    logger.info("chat %s: %s", recipient.chat_id, type(error).__name__)
                    # what has gone out cannot be called back: the whole must not go out as if it were new
                    return Unknown("sent in part") if message_ids else verdict(error)
        return Sent(tuple(message_ids))

    async def _send_part(self, call: Call) -> int:
        try:
            return await self._receipt(call)
        except AiogramError as error:
            if call.message_thread_id is None or not is_missing_topic(error):
                raise
        # the topic chosen for notices is closed: better in the general one than nowhere
        return await self._receipt(call.model_copy(update={"message_thread_id": None}))

    async def _receipt(self, call: Call) -> int:
        method: TelegramMethod[Receipt] = call
        receipt = await self._bot(method)
        return receipt.message_id


def _calls(recipient: Chat, message: Message) -> Iterator[Call]:
    """The file first, with the text as its caption where that fits; buttons under whatever comes last."""
    is_caption = message.document is not None and parsed_length(message.text) <= LONGEST_CAPTION
    if message.document is not None:
        yield SendFile(
            chat_id=recipient.chat_id,
            message_thread_id=recipient.thread_id,
            document=BufferedInputFile(message.document.content, message.document.name),
            caption=message.text if is_caption else None,
            disable_notification=message.silent or None,
            reply_markup=message.keyboard if is_caption else None,
        )
    parts = [] if is_caption else split_text(message.text)
    for place, part in enumerate(parts, 1):
        yield SendText(
            chat_id=recipient.chat_id,
            message_thread_id=recipient.thread_id,
            text=part,
            disable_notification=message.silent or None,
            reply_markup=message.keyboard if place == len(parts) else None,
        )
