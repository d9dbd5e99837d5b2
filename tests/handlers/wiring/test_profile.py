"""The bot's profile: commands that work, within Telegram's limits, in every language."""

import re

import pytest
from aiogram import Bot
from aiogram.methods import SetMyCommands, SetMyDescription, SetMyShortDescription
from aiogram.types import (
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from handlers.secretariat.commands import STAFF_COMMANDS
from handlers.text.words import LANGUAGES, words_in
from handlers.wiring.profile import GROUP, GROUP_ADMINS, PRIVATE, profile_calls, publish_profile
from tests.handlers.wiring.routers import known_commands
from tests.world.conversation import RecordingSession

LONGEST_SHORT, LONGEST_DESCRIPTION, LONGEST_LINE, MOST_COMMANDS = 120, 512, 256, 100
SCOPES = {
    BotCommandScopeAllPrivateChats: PRIVATE,
    BotCommandScopeAllGroupChats: GROUP,
    BotCommandScopeAllChatAdministrators: GROUP_ADMINS,
}
UNLISTED = {"start", "cancel", "event", "subscriptions", "undo", "channel"}
"""Telegram's own button, the way out of a question, what needs a number, other names, what few need."""
STAFF = {name for name, _ in STAFF_COMMANDS}


def test_every_command_of_the_menus_is_taken_by_a_handler() -> None:
    """No menu leads to «no such command», and no command is missing by accident."""
    listed = {*PRIVATE, *GROUP, *GROUP_ADMINS, *STAFF}
    assert listed <= known_commands()
    assert known_commands() - listed == UNLISTED


@pytest.mark.parametrize("names", [PRIVATE, GROUP, GROUP_ADMINS])
def test_menus_are_such_as_telegram_takes(names: tuple[str, ...]) -> None:
    """Each name occurs once, in lower-case Latin letters."""
    assert len(set(names)) == len(names) <= MOST_COMMANDS
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in names)


def test_admins_of_a_group_see_more_than_its_members() -> None:
    """Commands that work in private only are in no menu of groups."""
    assert set(GROUP) < set(GROUP_ADMINS) < set(PRIVATE)


def test_the_profile_is_set_in_every_language_and_kind_of_chat() -> None:
    """All other languages get Russian. All texts keep Telegram's limits."""
    calls = list(profile_calls())
    assert len(calls) == len(LANGUAGES) * (2 + len(SCOPES))
    for code in (None, *(language for language in LANGUAGES if language != "ru")):
        mine = [call for call in calls if getattr(call, "language_code", "?") == code]
        for call in mine:
            if isinstance(call, SetMyShortDescription):
                assert 0 < len(call.short_description or "") <= LONGEST_SHORT
            elif isinstance(call, SetMyDescription):
                assert 0 < len(call.description or "") <= LONGEST_DESCRIPTION
            else:
                assert isinstance(call, SetMyCommands)
                assert call.scope is not None
                assert tuple(one.command for one in call.commands) == SCOPES[type(call.scope)]
                assert all(0 < len(one.description) <= LONGEST_LINE for one in call.commands)
        assert len({type(call.scope) for call in mine if isinstance(call, SetMyCommands)}) == len(SCOPES)
        assert len(mine) == 2 + len(SCOPES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_names_every_command_of_the_private_menu(language: str) -> None:
    """Only /help itself is not named."""
    named = set(re.findall(r"^ *(/[a-z]+)", words_in(language)("help"), re.MULTILINE))
    assert {f"/{name}" for name in PRIVATE} - named == {"/help"}


async def test_publishing_makes_those_calls() -> None:
    """The calls are made in order, each once."""
    session = RecordingSession()
    await publish_profile(Bot("42:TEST", session=session))
    assert session.calls == list(profile_calls())
