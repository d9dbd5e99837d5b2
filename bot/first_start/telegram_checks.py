"""Ask Telegram about a token and about an owner before they are written down."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from bot.settings import Settings
from bot.telegram_api.endpoint import endpoint_at
from bot.telegram_api.session import open_session
from handlers.secretariat.figures.telegram_answer import ask_telegram
from handlers.views.secretariat.findings import TelegramFacts


@asynccontextmanager
async def open_bot(settings: Settings, token: str) -> AsyncIterator[Bot]:
    """Open a bot with this token at the server of the settings, by their proxy."""
    endpoint = endpoint_at(settings.telegram_api_url, token, settings.telegram_proxy)
    async with open_session(endpoint.api, endpoint.proxy) as session:
        yield Bot(token, session=session)


async def check_token(settings: Settings, token: str) -> TelegramFacts:
    """Return whose token it is, or what is wrong."""
    async with open_bot(settings, token) as bot:
        return await ask_telegram(bot)


async def may_write_to(bot: Bot, person: int) -> bool:
    """Return whether the person has written to the bot, by showing them «typing»."""
    try:
        await bot.send_chat_action(person, ChatAction.TYPING)
    except (TelegramBadRequest, TelegramForbiddenError):
        return False
    return True
