"""Ask Telegram who the bot is, how soon it answers, and how many updates wait."""

import asyncio
import time

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.utils.token import TokenValidationError

from handlers.views.secretariat.findings import TelegramFacts

TIMEOUT_SECONDS = 15
"""An answer of Telegram to an examination, which must end."""


async def ask_telegram(bot: Bot, pause: float = 0.0) -> TelegramFacts:
    """Return what Telegram answers, or why it does not.

    Where updates wait there, they are counted again after a pause in seconds: a bot that polls takes them
    at once.
    """
    began = time.monotonic()
    try:
        me = await bot.get_me(request_timeout=TIMEOUT_SECONDS)
        seconds = time.monotonic() - began
        info = await bot.get_webhook_info(request_timeout=TIMEOUT_SECONDS)
        if info.pending_update_count and pause:
            await asyncio.sleep(pause)
            info = await bot.get_webhook_info(request_timeout=TIMEOUT_SECONDS)
    except AiogramError as error:
        return telegram_trouble(error)
    # an error is remembered for long, and tells nothing once all has come through
    refusal = info.last_error_message or "" if info.pending_update_count else ""
    return TelegramFacts(
        me.username, pending=info.pending_update_count, webhook_error=refusal, seconds=seconds
    )


def telegram_trouble(error: Exception) -> TelegramFacts:
    """Return why Telegram does not answer, by the error's class only.

    The error's text may hold the address, and with it the token.
    """
    # Telegram answers 404 to a token of a wrong shape
    if isinstance(error, TelegramUnauthorizedError | TelegramNotFound | TokenValidationError):
        return TelegramFacts(trouble="unauthorised")
    if isinstance(error, TelegramNetworkError):
        return TelegramFacts(trouble="unreachable")
    return TelegramFacts(trouble="failed", error=type(error).__name__)
