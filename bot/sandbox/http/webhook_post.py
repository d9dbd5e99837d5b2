"""Post one update to the webhook and say why it failed."""

import json
from dataclasses import dataclass
from http import HTTPStatus

import aiohttp

from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.wire.requests import Request, TooLarge, read_body
from bot.sandbox.world.people import Json
from bot.sandbox.world.webhook import WebhookSettings

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


@dataclass(eq=False)
class DeliveryFailure(Exception):
    """A failed delivery, with the reason in Telegram's words.

    `retry_after` is the Retry-After of the webhook in seconds. `gone` marks a 410.
    """

    reason: str
    retry_after: int = 0
    gone: bool = False


async def post_update(
    session: aiohttp.ClientSession, settings: WebhookSettings, update: Json
) -> Request | None:
    """Post an update as JSON and return the answer's parameters, or None if they cannot be read.

    :raises DeliveryFailure: the connection failed, or the status is not 2xx
    """
    headers = {"Content-Type": "application/json"}
    if settings.secret:
        headers[SECRET_HEADER] = settings.secret
    body = json.dumps(update, separators=(",", ":")).encode("ascii")
    try:
        async with session.post(
            settings.url,
            data=body,
            headers=headers,
            allow_redirects=False,
            ssl=settings.trusted or True,
        ) as response:
            _check_status(response)
            return await read_body(response.headers, response.content)
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise DeliveryFailure(_reason(error)) from None
    except (ApiRefusal, TooLarge):
        return None  # delivered; only the answer cannot be read


def _check_status(response: aiohttp.ClientResponse) -> None:
    if 200 <= response.status <= 299:
        return
    seconds = response.headers.get("Retry-After", "")
    raise DeliveryFailure(
        f"Wrong response from the webhook: {response.status} {response.reason or ''}".rstrip(),
        int(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 10 else 0,
        gone=response.status == HTTPStatus.GONE,
    )


def _reason(error: Exception) -> str:
    """Return the words of getWebhookInfo for an error of the connection."""
    if isinstance(error, TimeoutError):
        return "Read timeout expired"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "Failed to resolve host: Name or service not known"
    if isinstance(error, aiohttp.ClientSSLError):
        return "SSL error {certificate verify failed}"
    if isinstance(error, OSError) and error.errno == 111:
        return "Connection refused"
    return "Connection closed"
