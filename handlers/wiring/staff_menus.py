"""Publish the command menus of the secretariat: each member's own, and that of its group."""

import logging
from collections.abc import AsyncIterator
from datetime import datetime
from zlib import crc32

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import DeleteMyCommands, SetMyCommands
from aiogram.types import BotCommandScopeChat

from data.store.chat_values import ChatKind
from data.store.secretariat.staff import rights_of
from data.store.store import Store
from handlers.permissions import Right, Roles
from handlers.secretariat.commands import commands_for
from handlers.text.words import words_in
from handlers.wiring.profile import GROUP_ADMINS, PRIVATE, commands_in

logger = logging.getLogger(__name__)


class StaffMenus:
    """Keeps the menus of single chats as the rights are.

    Telegram is asked only where a menu differs from the published one, and for all of them after a start.
    """

    def __init__(self, bot: Bot, store: Store, roles: Roles) -> None:
        self._bot = bot
        self._store = store
        self._roles = roles
        self._is_first = True

    async def publish(self, _now: datetime) -> None:
        """Set and delete menus. What Telegram could not be asked for now is done the next time."""
        published = await self._store.staff.menus()
        left = set(published)
        try:
            async for chat_id, menu in self._menus():
                left.discard(chat_id)
                if self._is_first or published.get(chat_id) != _checksum(menu):
                    await self._set(chat_id, menu)
            for chat_id in left:
                await self._delete(chat_id)
        except TelegramAPIError as error:
            logger.warning("menus of the secretariat wait: %s", type(error).__name__)
        else:
            self._is_first = False

    async def _menus(self) -> AsyncIterator[tuple[int, SetMyCommands]]:
        """Yield the menu of each chat of the secretariat that the bot knows."""
        everyone = frozenset(Right)
        rights = dict.fromkeys(self._roles.owner_ids, everyone)
        for editor in await self._store.staff.all():
            rights.setdefault(editor.user_id, rights_of(editor))
        if self._roles.secretariat is not None:
            rights[self._roles.secretariat] = everyone
        for chat_id, granted in sorted(rights.items()):
            chat = await self._store.chats.get(chat_id)
            if chat is None or not granted:
                continue
            usual = PRIVATE if chat.kind is ChatKind.PRIVATE else GROUP_ADMINS
            commands = commands_in(words_in(chat.language), (*usual, *commands_for(granted)))
            yield chat_id, SetMyCommands(commands=commands, scope=BotCommandScopeChat(chat_id=chat_id))

    async def _set(self, chat_id: int, menu: SetMyCommands) -> None:
        await self._ask(menu)
        await self._store.staff.put_menu(chat_id, _checksum(menu))

    async def _delete(self, chat_id: int) -> None:
        await self._ask(DeleteMyCommands(scope=BotCommandScopeChat(chat_id=chat_id)))
        await self._store.staff.drop_menu(chat_id)

    async def _ask(self, call: SetMyCommands | DeleteMyCommands) -> None:
        try:
            await self._bot(call)
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            # the chat is gone: asking again before the next start would be refused too
            logger.info("a menu is refused: %s", error.message)


def _checksum(menu: SetMyCommands) -> int:
    return crc32(menu.model_dump_json().encode())
