"""Request a text message, of whose answer only the id is read."""

from dataclasses import dataclass
from typing import Any

from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

PARSE_MODE = "HTML"


@dataclass(frozen=True, slots=True)
class Receipt:
    """All that is read of the message Telegram made."""

    message_id: int


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class TextContent:
    """What a text says to all its readers alike.

    Contents are told apart by identity, not by value.
    """

    text: str
    keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None
    silent: bool = False

    def fields(self) -> dict[str, Any]:
        """Return the parameters of sendMessage but for the chat: HTML without link previews."""
        fields: dict[str, Any] = {
            "text": self.text,
            "parse_mode": PARSE_MODE,
            "link_preview_options": {"is_disabled": True},
        }
        if self.silent:
            fields["disable_notification"] = True
        if self.keyboard is not None:
            fields["reply_markup"] = self.keyboard.model_dump(mode="json", exclude_none=True)
        return fields


class SendText(TelegramMethod[Receipt]):
    """sendMessage with a content that many chats may share."""

    __returning__ = Receipt
    __api_method__ = "sendMessage"

    chat_id: int
    content: TextContent
    message_thread_id: int | None = None
    allow_paid_broadcast: bool | None = None
