"""Request a document that is shipped with the program, which the session uploads once."""

from dataclasses import dataclass

from aiogram.methods import TelegramMethod

from handlers.sending.send_text import Receipt, TextContent
from handlers.views.message import Document


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document that Telegram keeps."""

    file_id: str


@dataclass(frozen=True, slots=True)
class DocumentReceipt(Receipt):
    """All that is read of a message with a document."""

    document: KeptDocument | None = None


class SendShippedFile(TelegramMethod[DocumentReceipt]):
    """sendDocument with a shipped file, which Telegram may have already.

    The content is its caption and its buttons.
    """

    __returning__ = DocumentReceipt
    __api_method__ = "sendDocument"

    chat_id: int
    document: Document
    content: TextContent
    message_thread_id: int | None = None
