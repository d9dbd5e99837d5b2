"""Describe where the bot finds its Bot API server."""

from dataclasses import dataclass

from aiogram.client.telegram import TelegramAPIServer
from pydantic import HttpUrl, SecretStr


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The bot's token, its Bot API server, and the URL of a proxy or None."""

    token: str
    api: TelegramAPIServer
    proxy: str | None = None


def endpoint_at(url: HttpUrl, token: str, proxy: SecretStr | None) -> Endpoint:
    """Return the server at a URL, with this token and proxy."""
    server = TelegramAPIServer.from_base(str(url).rstrip("/"))
    return Endpoint(token, server, proxy.get_secret_value() if proxy else None)
