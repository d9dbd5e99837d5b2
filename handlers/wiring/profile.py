"""Publish the bot's profile: descriptions and command menus, by language and kind of chat."""

from collections.abc import Iterable, Iterator

from aiogram import Bot
from aiogram.methods import SetMyCommands, SetMyDescription, SetMyShortDescription, TelegramMethod
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeUnion,
)

from handlers.text.words import DEFAULT_LANGUAGE, LANGUAGES, Words, words_in

PRIVATE = (
    "upcoming", "today", "city", "cities", "find", "plan", "year", "map",
    "subscribe", "settings", "bulletin", "help", "privacy", "stop",
)  # fmt: skip
GROUP = ("upcoming", "today", "city", "find", "plan", "year", "map", "bulletin", "help")
GROUP_ADMINS = (*GROUP, "subscribe", "settings", "stop")
_MENUS: tuple[tuple[BotCommandScopeUnion, tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), PRIVATE),
    (BotCommandScopeAllGroupChats(), GROUP),
    (BotCommandScopeAllChatAdministrators(), GROUP_ADMINS),
)


async def publish_profile(bot: Bot) -> None:
    """Set menus and descriptions in every language. Raises what the calls raise.

    Setting them again changes nothing.
    """
    for call in profile_calls():
        await bot(call)


def profile_calls() -> Iterator[TelegramMethod[bool]]:
    """Yield the calls that make the profile.

    Russian is set without a language code, so it serves all languages that have no text of their own.
    """
    for language in LANGUAGES:
        words, code = words_in(language), None if language == DEFAULT_LANGUAGE else language
        yield SetMyShortDescription(short_description=words.plain("profile-about"), language_code=code)
        yield SetMyDescription(description=words.plain("profile-description"), language_code=code)
        for scope, names in _MENUS:
            yield SetMyCommands(commands=commands_in(words, names), scope=scope, language_code=code)


def commands_in(words: Words, names: Iterable[str]) -> list[BotCommand]:
    """Return the lines of a menu."""
    return [BotCommand(command=name, description=words.plain(f"command-{name}")) for name in names]
