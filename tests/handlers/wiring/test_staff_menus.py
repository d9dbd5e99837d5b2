"""The command menus of the secretariat are those of its rights, and are published once."""

import pytest
from aiogram import Bot
from aiogram.methods import DeleteMyCommands, SetMyCommands
from aiogram.types import BotCommandScopeChat

from data.store.chat_values import ChatKind, Language
from data.store.revisions import Authorship
from data.store.secretariat.staff import Right
from data.store.store import Store
from handlers.callbacks.browsing import Privacy, PrivacyStep
from handlers.permissions import Roles
from handlers.secretariat.commands import commands_for
from handlers.text.words import words_in
from handlers.wiring.profile import GROUP_ADMINS, PRIVATE
from handlers.wiring.staff_menus import StaffMenus
from tests.cast import ANNA, OWNER, SECRETARIAT, new_chat
from tests.world.conversation import NOW, ConversationWorld, RecordingSession

BY = Authorship(NOW, OWNER)
Menus = dict[int, list[str]]


class MenuWorld:
    """The menus over a database, with a Telegram that records them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.session = RecordingSession()
        self.start()

    def start(self) -> None:
        """Start the bot anew."""
        roles = Roles(frozenset({OWNER}), self.store.staff, SECRETARIAT)
        self._menus = StaffMenus(Bot("42:TEST", session=self.session), self.store, roles)

    async def publish(self) -> tuple[Menus, list[int]]:
        """Return the menus that were set, by chat, and the chats whose menu was deleted."""
        before = len(self.session.calls)
        await self._menus.publish(NOW)
        menus: Menus = {}
        deleted: list[int] = []
        for call in self.session.calls[before:]:
            assert isinstance(call, SetMyCommands | DeleteMyCommands)
            assert isinstance(call.scope, BotCommandScopeChat)
            if isinstance(call, DeleteMyCommands):
                deleted.append(int(call.scope.chat_id))
            else:
                menus[int(call.scope.chat_id)] = [one.command for one in call.commands]
        return menus, deleted


@pytest.fixture
async def menus(store: Store) -> MenuWorld:
    """Return the menus over a database with the chats of the owner and of Anna."""
    for person in (OWNER, ANNA):
        await store.chats.ensure(new_chat(person), NOW)
    return MenuWorld(store)


def own(*rights: Right) -> list[str]:
    """Return the menu of a member with these rights."""
    return [*PRIVATE, *commands_for(rights)]


async def test_menu_is_set_once_and_after_each_start(menus: MenuWorld) -> None:
    """Telegram is not asked again while nothing changes."""
    assert await menus.publish() == ({OWNER: own(*Right)}, [])
    assert await menus.publish() == ({}, [])
    menus.start()
    assert await menus.publish() == ({OWNER: own(*Right)}, [])


async def test_menu_follows_the_rights(menus: MenuWorld) -> None:
    """An editor is named, gets another right, and is dismissed: the menu of all is shown again."""
    await menus.publish()
    await menus.store.staff.name(ANNA, "Анна", BY, may_edit_plan=False, may_send=True)
    assert await menus.publish() == ({ANNA: own(Right.SEND)}, [])
    assert "cityday" not in own(Right.SEND)
    await menus.store.staff.set_right(ANNA, Right.EDIT_PLAN, BY, on=True)
    assert await menus.publish() == ({ANNA: own(Right.SEND, Right.EDIT_PLAN)}, [])
    await menus.store.staff.dismiss(ANNA, BY)
    assert await menus.publish() == ({}, [ANNA])
    assert await menus.publish() == ({}, [])


async def test_editor_without_rights_has_the_menu_of_all(menus: MenuWorld) -> None:
    """A menu of their own would offer commands that are refused."""
    await menus.publish()
    await menus.store.staff.name(ANNA, "Анна", BY, may_edit_plan=True, may_send=False)
    await menus.publish()
    await menus.store.staff.set_right(ANNA, Right.EDIT_PLAN, BY, on=False)
    assert await menus.publish() == ({}, [ANNA])


async def test_person_without_a_chat_waits(menus: MenuWorld) -> None:
    """Telegram refuses a menu for a person who has not written to the bot."""
    await menus.publish()
    await menus.store.staff.name(55, "Мария", BY, may_edit_plan=True, may_send=False)
    assert await menus.publish() == ({}, [])
    await menus.store.chats.ensure(new_chat(55), NOW)
    assert await menus.publish() == ({55: own(Right.EDIT_PLAN)}, [])


async def test_menu_has_the_language_of_the_chat(menus: MenuWorld) -> None:
    """It changes with the language that the chat has chosen."""
    await menus.publish()
    await menus.store.chats.set_language(OWNER, Language.EN, NOW)
    await menus.publish()
    call = menus.session.calls[-1]
    assert isinstance(call, SetMyCommands)
    assert call.commands[0].description == words_in("en").plain("command-upcoming")


async def test_group_of_the_secretariat_has_a_menu(menus: MenuWorld) -> None:
    """All commands of the secretariat beside those of a group's admins."""
    await menus.store.chats.ensure(new_chat(SECRETARIAT, ChatKind.SUPERGROUP), NOW)
    set_menus, _ = await menus.publish()
    assert set_menus[SECRETARIAT] == [*GROUP_ADMINS, *commands_for(frozenset(Right))]


async def test_refused_menu_waits_for_the_next_start(menus: MenuWorld) -> None:
    """A chat that is gone keeps no other menu from being set."""
    await menus.store.staff.name(ANNA, "Анна", BY, may_edit_plan=True, may_send=False)
    menus.session.refusals[SetMyCommands] = ["chat not found"]
    set_menus, _ = await menus.publish()
    assert set(set_menus) == {ANNA, OWNER}
    assert await menus.publish() == ({}, [])


async def test_menu_of_a_forgotten_editor_is_deleted(world: ConversationWorld, menus: MenuWorld) -> None:
    """The menu is deleted with the other data of the editor."""
    await menus.store.staff.name(ANNA, "Анна", BY, may_edit_plan=True, may_send=False)
    await menus.publish()
    screen = await world.person(ANNA).presses(Privacy(step=PrivacyStep.DELETE).pack())
    deleted = [call.scope for call in screen.calls if isinstance(call, DeleteMyCommands)]
    assert deleted == [BotCommandScopeChat(chat_id=ANNA)]
    assert ANNA not in await menus.store.staff.menus()
    assert await menus.store.staff.of(ANNA) is None
    screen = await world.person(ANNA).presses(Privacy(step=PrivacyStep.DELETE).pack())
    assert not [call for call in screen.calls if isinstance(call, DeleteMyCommands)]
