"""Turn the request for a picture into a call with a file: Telegram's own, or an upload."""

from collections.abc import Coroutine
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import EditMessageMedia, Response, SendPhoto, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile, InputMediaPhoto

from bot.picture_files import PictureFile, PictureFiles
from handlers.sending.refusals import is_wrong_file
from handlers.sending.send_picture import EditPicture, PhotoReceipt, SendPicture
from handlers.sending.send_text import PARSE_MODE

FILE_NAME = "mag.png"


class SendPhotoFile(SendPhoto):
    """sendPhoto of whose answer only the id and the file_ids are read."""

    __returning__ = PhotoReceipt  # type: ignore[assignment]


class EditPhotoFile(EditMessageMedia):
    """editMessageMedia of whose answer only the id and the file_ids are read."""

    __returning__ = PhotoReceipt  # type: ignore[assignment]


class PictureCalls(BaseRequestMiddleware):
    """Request middleware of aiogram's session, to be installed before the rate limiter.

    A picture is drawn before its call waits for its turn. A file_id that Telegram refuses is replaced by an
    upload. The rate limiter counts each call.
    """

    def __init__(self, pictures: PictureFiles) -> None:
        self._pictures = pictures

    def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Coroutine[Any, Any, Response[TelegramType]]:
        """Make the call. Raises what it raises, and PictureUnavailable. Most calls pass unchanged."""
        if isinstance(method, SendPicture | EditPicture):
            return self._send(make_request, bot, method)
        return make_request(bot, method)

    async def _send(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: SendPicture | EditPicture,
    ) -> Any:
        picture = await self._pictures.find(method.picture, bot.id)
        try:
            receipt: Any = await make_request(bot, _call(method, picture))
        except TelegramBadRequest as error:
            if picture.file_id is None or not is_wrong_file(error):
                raise
            await self._pictures.forget(picture)
            picture = await self._pictures.find(method.picture, bot.id)
            receipt = await make_request(bot, _call(method, picture))
        if receipt.photo:
            await self._pictures.keep(picture, receipt.photo[-1].file_id)
        return receipt


def _call(method: SendPicture | EditPicture, picture: PictureFile) -> SendPhotoFile | EditPhotoFile:
    """Return the call of the Bot API that sends a picture, or puts it into a message."""
    content = method.content
    file = picture.file_id or BufferedInputFile(picture.png, FILE_NAME)
    if isinstance(method, EditPicture):
        return EditPhotoFile(
            chat_id=method.chat_id,
            message_id=method.message_id,
            media=InputMediaPhoto(media=file, caption=content.text, parse_mode=PARSE_MODE),
            reply_markup=content.keyboard,
        )
    return SendPhotoFile(
        chat_id=method.chat_id,
        message_thread_id=method.message_thread_id,
        photo=file,
        caption=content.text,
        parse_mode=PARSE_MODE,
        disable_notification=content.silent or None,
        reply_markup=content.keyboard,
    )
