"""Turn the request for a shipped file into a call with a file: Telegram's own, or an upload."""

import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from data.store.pictures import Pictures, shipped_file_key
from data.store.sqlite.errors import Unwritable
from handlers.sending.refusals import is_wrong_file
from handlers.sending.send_shipped_file import SendShippedFile

logger = logging.getLogger(__name__)


class ShippedFileCalls(BaseRequestMiddleware):
    """Request middleware of aiogram's session, to be installed before the rate limiter.

    A file_id that Telegram refuses is replaced by an upload. now returns the aware instant.
    """

    def __init__(self, stored: Pictures, now: Callable[[], datetime]) -> None:
        self._stored = stored
        self._now = now

    def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Coroutine[Any, Any, Response[TelegramType]]:
        """Make the call. Raises what it raises, and StoreError. Most calls pass unchanged."""
        # by exact type, as for pictures: each message goes through here
        if type(method) is SendShippedFile:
            return self._send(make_request, bot, method)
        return make_request(bot, method)

    async def _send(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: SendShippedFile
    ) -> Any:
        # imported here: its models take milliseconds of the start, which answers in texts first
        from bot.pictures.photo_requests import shipped_file_request

        file = method.document
        key = shipped_file_key(bot.id, file.name, file.content)
        file_id = await self._stored.find(key)
        if file_id is not None:
            try:
                return await make_request(bot, shipped_file_request(method, file_id))
            except TelegramBadRequest as error:
                if not is_wrong_file(error):
                    raise
        receipt: Any = await make_request(bot, shipped_file_request(method))
        if receipt.document is not None:
            await self._keep(key, receipt.document.file_id, len(file.content))
        return receipt

    async def _keep(self, key: str, file_id: str, size: int) -> None:
        """Note the file_id, in place of one that was refused."""
        try:
            await self._stored.keep(key, file_id, size, self._now())
        except Unwritable:
            logger.info("a shipped file is uploaded again the next time")
