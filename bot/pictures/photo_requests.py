"""Make the requests that carry a picture or a shipped file. Imported with the first of them."""

from aiogram.methods import EditMessageMedia, SendDocument, SendPhoto
from aiogram.types import BufferedInputFile, InputMediaPhoto

from bot.pictures.picture_files import PictureFile
from handlers.sending.send_picture import EditPicture, PhotoReceipt, SendPicture
from handlers.sending.send_shipped_file import DocumentReceipt, SendShippedFile
from handlers.sending.send_text import PARSE_MODE

FILE_NAME = "mag.png"


class SendPhotoFile(SendPhoto):
    """sendPhoto of whose answer only the id and the file_ids are read."""

    __returning__ = PhotoReceipt  # type: ignore[assignment]


class EditPhotoFile(EditMessageMedia):
    """editMessageMedia of whose answer only the id and the file_ids are read."""

    __returning__ = PhotoReceipt  # type: ignore[assignment]


class SendDocumentFile(SendDocument):
    """sendDocument of whose answer only the id and the file_id are read."""

    __returning__ = DocumentReceipt  # type: ignore[assignment]


def photo_request(asked: SendPicture | EditPicture, picture: PictureFile) -> SendPhotoFile | EditPhotoFile:
    """Return the request that sends a picture, or puts it into a message.

    The file is named by its file_id, or else uploaded.
    """
    content = asked.content
    file = picture.file_id or BufferedInputFile(picture.png, FILE_NAME)
    if isinstance(asked, EditPicture):
        return EditPhotoFile(
            chat_id=asked.chat_id,
            message_id=asked.message_id,
            media=InputMediaPhoto(media=file, caption=content.text, parse_mode=PARSE_MODE),
            reply_markup=content.keyboard,
        )
    return SendPhotoFile(
        chat_id=asked.chat_id,
        message_thread_id=asked.message_thread_id,
        photo=file,
        caption=content.text,
        parse_mode=PARSE_MODE,
        disable_notification=content.silent or None,
        reply_markup=content.keyboard,
    )


def shipped_file_request(asked: SendShippedFile, file_id: str | None = None) -> SendDocumentFile:
    """Return the request that sends a shipped file by its file_id, or else uploads it."""
    document, content = asked.document, asked.content
    return SendDocumentFile(
        chat_id=asked.chat_id,
        message_thread_id=asked.message_thread_id,
        document=file_id or BufferedInputFile(document.content, document.name),
        caption=content.text or None,
        parse_mode=PARSE_MODE,
        disable_notification=content.silent or None,
        reply_markup=content.keyboard,
    )
