"""List the commands of the secretariat with the rights they need, for menus and the help.

A command has `command-<name>` and `desk-help-<name>` in the locales. Its handler checks the right by itself.
"""

import logging
from collections.abc import Collection

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommandScopeChat

from data.store.secretariat.staff import StaffStore
from handlers.permissions import Right

logger = logging.getLogger(__name__)

STAFF_COMMANDS: tuple[tuple[str, frozenset[Right]], ...] = (
    ("desk", frozenset({Right.EDIT_PLAN})),
    ("cityday", frozenset({Right.EDIT_PLAN})),
    ("announce", frozenset({Right.SEND})),
    ("import", frozenset({Right.EDIT_PLAN})),
    ("revisions", frozenset({Right.EDIT_PLAN})),
    ("log", frozenset(Right)),
    ("guide", frozenset(Right)),
    ("editors", frozenset({Right.OWN})),
    ("stats", frozenset({Right.OWN})),
    ("diagnose", frozenset({Right.OWN})),
    ("updates", frozenset({Right.OWN})),
)
"""Each command with the rights of which one is enough."""


def commands_for(rights: Collection[Right]) -> tuple[str, ...]:
    """Return the names of the commands that a person with these rights may use."""
    return tuple(name for name, enough in STAFF_COMMANDS if not enough.isdisjoint(rights))


async def delete_own_menu(bot: Bot, staff: StaffStore, chat_id: int) -> None:
    """Give a chat the menu of all again, before everything about it is forgotten."""
    if chat_id not in await staff.menus():
        return
    try:
        await bot.delete_my_commands(scope=BotCommandScopeChat(chat_id=chat_id))
    except TelegramAPIError as error:
        # what the menu offers is refused anyway, and the wish to be forgotten must not wait for it
        logger.warning("a menu is left behind: %s", type(error).__name__)
