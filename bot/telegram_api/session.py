"""The HTTP session to the Bot API, and what its errors say about a request's fate."""

import asyncio
from collections.abc import Coroutine
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import (
    BytesPayload,
    ClientConnectorError,
    ClientError,
    ClientTimeout,
    ConnectionTimeoutError,
    InvalidURL,
)
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.telegram_api.call_context import passage_now
from handlers.prepared_text import Receipt, SendText, read_receipt
from scheduler.delivery.in_flight import ANSWER_SECONDS

_PROXY_ERRORS = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
_NEVER_LEFT = (ClientConnectorError, ConnectionTimeoutError, InvalidURL, *_PROXY_ERRORS)

# Apart from the whole, because a request that found no connection has certainly not been carried out.
CONNECT_SECONDS = 10.0
_TIMEOUT = ClientTimeout(total=ANSWER_SECONDS, sock_connect=CONNECT_SECONDS)
# For a message in flight, which has its own limits: a timer for each would be a twentieth of the sending.
_UNTIMED = ClientTimeout(total=None, sock_connect=CONNECT_SECONDS)


class Session(AiohttpSession):
    """aiogram's session, except that a prepared text goes out as it is, and that a proxy's troubles and an
    overdue answer of a message in flight are network errors like all others.
    """

    _chain: NextRequestMiddlewareType[Any]
    _links = -1

    def __call__(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> Coroutine[Any, Any, TelegramType]:
        """Send one request through the middlewares, which are not chained up anew for each."""
        if timeout is not None:
            return super().__call__(bot, method, timeout)
        if self._links != len(self.middleware):
            self._links = len(self.middleware)
            self._chain = self.middleware.wrap_middlewares(self.make_request)
        return cast("Coroutine[Any, Any, TelegramType]", self._chain(bot, method))

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109
    ) -> TelegramType:
        """Send one request.

        Raises TelegramNetworkError for whatever kept the answer from us, ClientDecodeError for one that makes
        no sense.
        """
        try:
            if isinstance(method, SendText):
                return cast("TelegramType", await self._post(bot, method))
            return await super().make_request(bot, method, timeout)
        except (*_PROXY_ERRORS, ClientError, OSError) as error:
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error
        except asyncio.CancelledError as error:
            in_flight = passage_now().in_flight
            if in_flight is None or not in_flight.is_overdue:
                raise
            raise TelegramNetworkError(method=method, message="no answer in time") from error
        except UnicodeDecodeError as error:
            # what a broken gateway sends in Telegram's place need not even be text
            raise ClientDecodeError("Failed to decode text", error, None) from error

    async def close(self) -> None:
        """Close the connections. Over plain HTTP skip aiogram's pause of 250 ms, which only TLS needs."""
        if self._session is not None and self.api.base.startswith("http:"):
            await self._session.close()
        else:
            await super().close()

    async def _post(self, bot: Bot, call: SendText) -> Receipt:
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=call.__api_method__)
        body = BytesPayload(call.body(), content_type="application/json")
        timeout = _TIMEOUT if passage_now().in_flight is None else _UNTIMED
        # no block: whatever ends the reading, the connection is given back or closed by then
        response = await session.post(url, data=body, timeout=timeout)
        answer = await response.read()
        if (receipt := read_receipt(answer)) is not None:
            return receipt
        checked = self.check_response(bot, call.as_method(), response.status, answer.decode())
        return cast("Receipt", checked.result)


def open_session(
    api: TelegramAPIServer = PRODUCTION, proxy: str | None = None, connections: int = 100
) -> Session:
    """A session to this Bot API server, by a proxy where its URL is given; the caller closes it.

    connections: so many calls at once; others wait.
    """
    return Session(api=api, proxy=proxy, timeout=_TIMEOUT, limit=connections)


def never_left(error: TelegramNetworkError) -> bool:
    """True when no connection came about, so the request cannot have been carried out."""
    return isinstance(error.__cause__, _NEVER_LEFT)
