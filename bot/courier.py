"""Messages out: from a value to calls, and from Telegram's answer to an outcome."""

import logging
from collections.abc import Iterator
from dataclasses import replace

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, InputFile

from bot.pace import Urgency
from bot.passage import urgency
from bot.verdicts import is_missing_topic, verdict
from data.store.chats import Chat
from handlers.prepared import PARSE_MODE, PreparedText, Receipt, SendText, prepare_text
from handlers.views.message import LONGEST_CAPTION, Document, Message, parsed_length, split_text
from scheduler.departures import Departure
from scheduler.outcomes import Outcome, Sent, Unknown

logger = logging.getLogger(__name__)

# Messages that many get are few at a time: the issue of the week in two languages, this morning's reminders.
_KEPT = 64


class SendFile(TelegramMethod[Receipt]):
    """sendDocument, answered by a receipt."""

    __returning__ = Receipt
    __api_method__ = "sendDocument"

    chat_id: int
    document: InputFile
    message_thread_id: int | None = None
    caption: str | None = None
    parse_mode: str = PARSE_MODE
    disable_notification: bool | None = None
    allow_paid_broadcast: bool | None = None
    reply_markup: InlineKeyboardMarkup | None = None


Call = SendText | SendFile


class Courier:
    """Carries messages to chats; whatever happens on the way is an outcome."""

    def __init__(self, bot: Bot) -> None:
        """bot's session has the gate installed, which paces what is sent here."""
        self._bot = bot
        self._prepared: dict[int, tuple[Message, tuple[PreparedText, ...]]] = {}

    async def send(
        self, recipient: Chat, message: Message, *, bulk: bool = False, departure: Departure | None = None
    ) -> Outcome:
        """Send a message, in parts where it is longer than Telegram takes. bulk: behind everything else.

        departure is told when its turn has come.
        """
        with urgency(Urgency.BULLETIN if bulk else Urgency.REMINDER, departure):
            message_ids: list[int] = []
            for call in self._calls(recipient, message):
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
        return await self._receipt(_without_topic(call))

    async def _receipt(self, call: Call) -> int:
        receipt = await self._bot(call.as_method() if isinstance(call, SendText) else call)
        return receipt.message_id

    def _calls(self, recipient: Chat, message: Message) -> Iterator[Call]:
        """The file first, with the text as its caption where that fits; buttons under whatever comes last."""
        if message.document is not None:
            yield _file(recipient, message, message.document)
        if message.document is None or not _is_caption(message):
            for prepared in self._texts(message):
                yield SendText(recipient.chat_id, prepared, recipient.thread_id)

    def _texts(self, message: Message) -> tuple[PreparedText, ...]:
        """The parts of a message, encoded once however many it is sent to."""
        # by identity, for equal keyboards cost more to compare than to encode; kept, the number stays its own
        if (known := self._prepared.get(id(message))) is None:
            while len(self._prepared) >= _KEPT:
                del self._prepared[next(iter(self._prepared))]
            known = self._prepared[id(message)] = message, tuple(_prepare(message))
        return known[1]


def _without_topic(call: Call) -> Call:
    if isinstance(call, SendText):
        return replace(call, message_thread_id=None)
    return call.model_copy(update={"message_thread_id": None})


def _prepare(message: Message) -> Iterator[PreparedText]:
    *parts, last = split_text(message.text)
    for part in parts:
        yield prepare_text(part, None, silent=message.silent)
    yield prepare_text(last, message.keyboard, silent=message.silent)


def _is_caption(message: Message) -> bool:
    return parsed_length(message.text) <= LONGEST_CAPTION


def _file(recipient: Chat, message: Message, document: Document) -> SendFile:
    is_caption = _is_caption(message)
    return SendFile(
        chat_id=recipient.chat_id,
        message_thread_id=recipient.thread_id,
        document=BufferedInputFile(document.content, document.name),
        caption=message.text if is_caption else None,
        disable_notification=message.silent or None,
        reply_markup=message.keyboard if is_caption else None,
    )
