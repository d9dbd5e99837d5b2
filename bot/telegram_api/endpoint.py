"""Describe where the bot finds its Bot API server."""

from dataclasses import dataclass

from aiogram.client.telegram import TelegramAPIServer

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The bot's token, its Bot API server, and the URL of a proxy or None."""

    token: str
    api: TelegramAPIServer
    proxy: str | None = None


def endpoint_of(settings: Settings, token: str) -> Endpoint:
    """Return the server and the proxy of the settings, with this token."""
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    return Endpoint(token, TelegramAPIServer.from_base(str(settings.telegram_api_url).rstrip("/")), proxy)
