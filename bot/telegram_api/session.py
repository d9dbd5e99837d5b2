"""Make HTTP requests to the Bot API.

The errors tell whether a request can have been carried out.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import (
    BytesPayload,
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientTimeout,
    ConnectionTimeoutError,
    InvalidURL,
)
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.telegram_api.call_context import current_call
from bot.telegram_api.prepared_text import EncodedTexts, read_message_id
from scheduler.delivery.in_flight import ANSWER_SECONDS

_PROXY_ERRORS = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
_NEVER_LEFT = (ClientConnectorError, ConnectionTimeoutError, InvalidURL, *_PROXY_ERRORS)

# Apart from the whole, because a request that found no connection has certainly not been carried out.
CONNECT_SECONDS = 10.0
_TIMEOUT = ClientTimeout(total=ANSWER_SECONDS, sock_connect=CONNECT_SECONDS)
# For a message in flight: InFlight limits its time. A timer for each would cost a twentieth of the sending.
_UNTIMED = ClientTimeout(total=None, sock_connect=CONNECT_SECONDS)


class Session(AiohttpSession):
    """aiogram's session that posts prepared texts as they are.

    Errors of a proxy and overdue answers are network errors like all others.
    """

    _chain: Callable[[Bot, TelegramMethod[Any]], Coroutine[Any, Any, Any]]
    _chain_length = -1

    def __init__(self, **options: Any) -> None:
        """Take the options of aiogram's session."""
        super().__init__(**options)
        self._texts = EncodedTexts()
        self._text_urls: dict[tuple[str, str], str] = {}

    def __call__(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> Coroutine[Any, Any, TelegramType]:
        """Send one request through the middlewares, whose chain is built only when it has grown."""
        if timeout is not None:
            return super().__call__(bot, method, timeout)
        if self._chain_length != len(self.middleware):
            self._chain_length = len(self.middleware)
            self._chain = self.middleware.wrap_middlewares(self.make_request)
        return self._chain(bot, method)

    async def close(self) -> None:
        """Close the connections.

        Over plain HTTP skip aiogram's pause of 250 ms, which only TLS needs.
        """
        if self._session is not None and self.api.base.startswith("http:"):
            await self._session.close()
        else:
            await super().close()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109
    ) -> TelegramType:
        """Send one request.

        Raises TelegramNetworkError where no answer came, ClientDecodeError for one that makes no sense.
        """
        try:
            if (body := self._texts.body(method)) is not None:
                return await self._post(bot, method, body)
            return await super().make_request(bot, method, timeout)
        except (*_PROXY_ERRORS, ClientError, OSError) as error:
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error
        except asyncio.CancelledError as error:
            in_flight = current_call().in_flight
            if in_flight is None or not in_flight.is_overdue:
                raise
            raise TelegramNetworkError(method=method, message="no answer in time") from error
        except UnicodeDecodeError as error:
            # what a broken gateway sends in Telegram's place need not even be text
            raise ClientDecodeError("Failed to decode text", error, None) from error

    async def _post(self, bot: Bot, method: TelegramMethod[TelegramType], body: bytes) -> TelegramType:
        session = await self.create_session()
        named = bot.token, method.__api_method__
        if (url := self._text_urls.get(named)) is None:
            url = self._text_urls[named] = self.api.api_url(*named)
        timeout = _TIMEOUT if current_call().in_flight is None else _UNTIMED
        # no block: the connection is given back or closed by the end of the reading, also after an error
        payload = BytesPayload(body, content_type="application/json")
        response = await session.post(url, data=payload, timeout=timeout)
        answer = await _read(response)
        if (message_id := read_message_id(answer)) is not None:
            receipt: TelegramType = method.__returning__(message_id)
            return receipt
        checked = self.check_response(bot, method, response.status, answer.decode())
        if checked.result is None:
            raise ClientDecodeError("No message in the answer", ValueError("result"), None)
        return checked.result


async def _read(response: ClientResponse) -> bytes:
    """Return the whole body. One that came with its head is taken as it is.

    response.read() costs 2 to 4 µs more for such an answer, which nearly all are: four coroutines with
    nothing to wait for. Benchmark: «ours / a bare aiogram loop» of `tests/bench/sending.py`.
    """
    body = response.content
    return body.read_nowait() if body.is_eof() else await response.read()


def open_session(
    api: TelegramAPIServer = PRODUCTION, proxy: str | None = None, connections: int = 100
) -> Session:
    """Open a session to this Bot API server, by a proxy where its URL is given.

    The caller closes it. connections is how many calls are made at once. Others wait.
    """
    return Session(api=api, proxy=proxy, timeout=_TIMEOUT, limit=connections)


def never_left(error: TelegramNetworkError) -> bool:
    """Return whether no connection came about, so that the request cannot have been carried out."""
    return isinstance(error.__cause__, _NEVER_LEFT)
