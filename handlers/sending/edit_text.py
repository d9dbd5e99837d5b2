"""Request an edit of a text message, of whose answer only the id is read."""

from aiogram.methods import TelegramMethod

from handlers.sending.send_text import Receipt, TextContent


class EditText(TelegramMethod[Receipt]):
    """editMessageText with a content that many messages may get."""

    __returning__ = Receipt
    __api_method__ = "editMessageText"

    chat_id: int
    message_id: int
    content: TextContent
