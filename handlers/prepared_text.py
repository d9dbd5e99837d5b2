"""A text encoded once, however many it is sent to: from one request to the next only the chat differs.

To encode every field for every reader, and to build the whole message from Telegram's answer, costs several
times what sending it costs; nor does anybody look at that message when one person is answered.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, cast

from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardMarkup

PARSE_MODE = "HTML"

# How Telegram begins the answer to a message sent; an answer that begins otherwise is read as a whole.
_RECEIPT = re.compile(rb'\{"ok":true,"result":\{"message_id":(\d+)[,}]')


@dataclass(frozen=True, slots=True)
class Receipt:
    """All we need of the message Telegram made."""

    message_id: int


@dataclass(frozen=True, slots=True)
class PreparedText:
    """The JSON of a sendMessage but for its end, which names the chat."""

    opening: bytes

    def body(self, chat_id: int, thread_id: int | None = None, *, paid: bool = False) -> bytes:
        """The whole request for one chat, in the topic given; paid: it may cost Stars."""
        topic = b"" if thread_id is None else b',"message_thread_id":%d' % thread_id
        price = b',"allow_paid_broadcast":true' if paid else b""
        return b'%b,"chat_id":%d%b%b}' % (self.opening, chat_id, topic, price)


def prepare_text(text: str, keyboard: InlineKeyboardMarkup | None, *, silent: bool) -> PreparedText:
    """Encode what is the same for every reader: HTML without link previews, buttons, silence."""
    fields: dict[str, Any] = {
        "text": text,
        "parse_mode": PARSE_MODE,
        "link_preview_options": {"is_disabled": True},
    }
    if silent:
        fields["disable_notification"] = True
    if keyboard is not None:
        fields["reply_markup"] = keyboard.model_dump(mode="json", exclude_none=True)
    opening = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return PreparedText(opening.removesuffix("}").encode())


@dataclass(frozen=True, slots=True)
class SendText:
    """sendMessage with a prepared text, answered by a receipt.

    It has what aiogram asks of a method and is none of its models: to make one of those for every reader, and
    another of the answer, would be a tenth of the sending.
    """

    __returning__ = Receipt
    __api_method__ = "sendMessage"

    chat_id: int
    prepared: PreparedText
    message_thread_id: int | None = None
    allow_paid_broadcast: bool | None = None

    def body(self) -> bytes:
        """The request as JSON."""
        return self.prepared.body(
            self.chat_id, self.message_thread_id, paid=self.allow_paid_broadcast is True
        )

    def as_method(self) -> TelegramMethod[Receipt]:
        """The same for aiogram."""
        return cast("TelegramMethod[Receipt]", self)


def read_receipt(answer: bytes) -> Receipt | None:
    """The receipt in Telegram's answer; None for anything but a sent message in the usual form."""
    found = _RECEIPT.match(answer)
    return None if found is None else Receipt(int(found[1]))
