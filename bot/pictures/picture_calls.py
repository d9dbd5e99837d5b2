"""Turn the request for a picture into a call with a file: Telegram's own, or an upload."""

from collections.abc import Coroutine
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.pictures.picture_files import PictureFiles
from handlers.pictures.request import OwnPicture
from handlers.sending.refusals import is_wrong_file
from handlers.sending.send_picture import EditPicture, PictureUnavailable, SendPicture

# by exact type: each message goes through here, and pydantic's isinstance takes half a microsecond
_PICTURES = frozenset({SendPicture, EditPicture})


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
        if type(method) in _PICTURES:
            return self._send(make_request, bot, method)
        return make_request(bot, method)

    async def _send(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: Any,
    ) -> Any:
        # imported here: its models take 4 ms of the start, which answers in texts first
        from bot.pictures.photo_requests import photo_request

        picture = await self._pictures.find(method.picture, bot.id)
        try:
            receipt: Any = await make_request(bot, photo_request(method, picture))
        except TelegramBadRequest as error:
            if picture.file_id is None or not is_wrong_file(error):
                raise
            if isinstance(method.picture, OwnPicture):
                # nothing can be drawn in its place
                raise PictureUnavailable from error
            await self._pictures.forget(picture)
            picture = await self._pictures.find(method.picture, bot.id)
            receipt = await make_request(bot, photo_request(method, picture))
        if receipt.photo:
            await self._pictures.keep(picture, receipt.photo[-1].file_id)
        return receipt
