"""The HTTP session to the Bot API, and what its errors say about a request's fate."""

from typing import cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientConnectorError, ClientError, ClientTimeout, ConnectionTimeoutError, InvalidURL
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from handlers.prepared import Receipt, SendText, read_receipt

_PROXY_ERRORS = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
_JSON = {"Content-Type": "application/json"}
_NEVER_LEFT = (ClientConnectorError, ConnectionTimeoutError, InvalidURL, *_PROXY_ERRORS)

ANSWER_SECONDS = 60.0
# Apart from the whole, because a request that found no connection has certainly not been carried out.
CONNECT_SECONDS = 10.0
_TIMEOUT = ClientTimeout(total=ANSWER_SECONDS, sock_connect=CONNECT_SECONDS)


class Session(AiohttpSession):
    """aiogram's session, except that a prepared text goes out as it is, and a proxy's troubles are network
    errors like all others.
    """

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
        except UnicodeDecodeError as error:
            # what a broken gateway sends in Telegram's place need not even be text
            raise ClientDecodeError("Failed to decode text", error, None) from error

    async def _post(self, bot: Bot, call: SendText) -> Receipt:
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=call.__api_method__)
        async with session.post(url, data=call.body(), headers=_JSON, timeout=_TIMEOUT) as response:
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
