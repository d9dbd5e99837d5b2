"""Where the bot's Telegram is."""

from dataclasses import dataclass

from aiogram.client.telegram import TelegramAPIServer

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Which bot this is and where its API answers; proxy is a URL or None."""

    token: str
    api: TelegramAPIServer
    proxy: str | None = None


def endpoint_of(settings: Settings, token: str) -> Endpoint:
    """The API server and the proxy of the settings, for this token."""
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    return Endpoint(token, TelegramAPIServer.from_base(str(settings.telegram_api_url).rstrip("/")), proxy)
