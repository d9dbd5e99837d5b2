"""Request a picture with a caption, which the session draws or finds."""

from dataclasses import dataclass

from aiogram.methods import TelegramMethod

from handlers.pictures.request import OwnPicture, PictureRequest
from handlers.sending.send_text import Receipt, SendText, TextContent


class PictureUnavailable(Exception):
    """The picture of a request cannot be drawn now. Nothing was sent."""


@dataclass(frozen=True, slots=True)
class PhotoSize:
    """A size of a photo that Telegram keeps."""

    file_id: str


@dataclass(frozen=True, slots=True)
class PhotoReceipt(Receipt):
    """All that is read of a message with a photo.

    photo has the sizes of it, the largest last.
    """

    photo: tuple[PhotoSize, ...] = ()


class SendPicture(TelegramMethod[PhotoReceipt]):
    """sendPhoto with a picture that is still to be drawn, or is Telegram's already.

    Many chats may share its content.

    Raises PictureUnavailable beside what a call raises.
    """

    __returning__ = PhotoReceipt
    __api_method__ = "sendPhoto"

    chat_id: int
    picture: PictureRequest | OwnPicture
    content: TextContent
    message_thread_id: int | None = None
    allow_paid_broadcast: bool | None = None

    def as_text(self) -> SendText:
        """Return the request for the caption alone."""
        return SendText(chat_id=self.chat_id, content=self.content, message_thread_id=self.message_thread_id)


class EditPicture(TelegramMethod[PhotoReceipt]):
    """editMessageMedia with a picture that is still to be drawn."""

    __returning__ = PhotoReceipt
    __api_method__ = "editMessageMedia"

    chat_id: int
    message_id: int
    picture: PictureRequest | OwnPicture
    content: TextContent
