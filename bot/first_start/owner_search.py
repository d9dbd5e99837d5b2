"""Find a person's Telegram id: wait for a code that only this person can send to the bot.

Updates are read and not confirmed, so the bot answers all of them when it starts.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    RestartingTelegram,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import TelegramMethod

from handlers.start_links import SETUP_LINK

SEARCH_SECONDS = 300.0
_POLL_SECONDS = 20
_GRACE_SECONDS = 15
# Where updates wait, a poll is answered at once.
_PAUSE_SECONDS = 1.0
# Telegram gives no more at a time, and the next ones only when these are confirmed.
_MOST_UPDATES = 100
_CODE_BYTES = 9

_PASSING = (TelegramNetworkError, TelegramServerError, RestartingTelegram)


class Obstacle(Enum):
    """Why a person cannot be found. The value is a key of the words without its beginning."""

    WEBHOOK = "webhook"
    """Telegram posts the updates to a webhook."""
    TAKEN = "taken"
    """Another process polls for them."""
    CROWD = "crowd"
    """So many updates wait that newer ones are not given."""
    TIME = "time"
    """No person has sent the code."""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """The person who has sent the code."""

    id: int
    name: str


class PeekUpdates(TelegramMethod[list[Any]]):
    """Read the oldest updates without confirming any, and leave the kinds asked for as set."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    limit: int = _MOST_UPDATES
    timeout: int = _POLL_SECONDS


def new_code() -> str:
    """Return a code for a link to the bot that cannot be guessed."""
    return f"{SETUP_LINK}{secrets.token_urlsafe(_CODE_BYTES)}"


async def find_person(
    bot: Bot,
    code: str,
    seconds: float = SEARCH_SECONDS,
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> FoundPerson | Obstacle:
    """Wait so many seconds for a private message with the code, and return its sender.

    Raises TelegramAPIError where Telegram refuses for another reason than an Obstacle.
    """
    if (await bot.get_webhook_info()).url:
        return Obstacle.WEBHOOK
    try:
        async with asyncio.timeout(seconds):
            return await _poll(bot, code, pause)
    except TimeoutError:
        return Obstacle.TIME
    except TelegramConflictError:
        return Obstacle.TAKEN


async def _poll(bot: Bot, code: str, pause: Callable[[float], Awaitable[object]]) -> FoundPerson | Obstacle:
    while True:
        try:
            batch = await bot(PeekUpdates(), request_timeout=_POLL_SECONDS + _GRACE_SECONDS)
        except TelegramRetryAfter as error:
            await pause(error.retry_after)
            continue
        except _PASSING:
            batch = []
            await pause(_PAUSE_SECONDS)
        if (found := sender_of(batch, code)) is not None:
            return found
        if len(batch) >= _MOST_UPDATES:
            return Obstacle.CROWD
        if batch:
            await pause(_PAUSE_SECONDS)


def sender_of(batch: Iterable[Any], code: str) -> FoundPerson | None:
    """Return the person who has sent the code in private. Pass over all other updates."""
    for update in batch:
        message = _object(_object(update).get("message"))
        sender = _object(message.get("from"))
        is_private = _object(message.get("chat")).get("type") == "private"
        number, text = sender.get("id"), message.get("text")
        if is_private and isinstance(number, int) and isinstance(text, str) and code in text.split():
            return FoundPerson(number, _name_of(sender))
    return None


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _name_of(sender: Mapping[str, Any]) -> str:
    """Return the name without signs that a terminal would obey."""
    names = (sender.get(part) for part in ("first_name", "last_name"))
    text = " ".join(name for name in names if isinstance(name, str))
    return "".join(sign for sign in text if sign.isprintable()).strip()
