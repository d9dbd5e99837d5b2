"""Chats that block the bot, groups that add, remove or restrict it, and migrations."""

from datetime import timedelta
from typing import cast

import pytest
from aiogram.methods import SendMessage
from aiogram.types import (
    Chat,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberRestricted,
    ChatMemberUpdated,
    User,
)

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat as StoredChat
from data.store.chat_values import ChatKind, ChatState
from data.store.service_accounts import SERVICE_ACCOUNTS
from data.store.store import Store
from handlers.callbacks.subscriptions import SetTopic
from tests.cast import BOT
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld, Person, Screen

ANNA = User(id=7, is_bot=False, first_name="Анна", language_code="ru")
GROUP = Chat(id=-500, type="group", title="Город")
SUPERGROUP = Chat(id=-100500, type="supergroup", title="Город")
CHANNEL = Chat(id=-100600, type="channel", title="МАГ")
MEMBER = ChatMemberMember(user=BOT)
LEFT = ChatMemberLeft(user=BOT)
BANNED = ChatMemberBanned(user=BOT, until_date=NOW)
Standing = (
    ChatMemberAdministrator | ChatMemberBanned | ChatMemberLeft | ChatMemberMember | ChatMemberRestricted
)
RIGHTS = [name for name in ChatMemberAdministrator.model_fields if name.startswith(("can_", "is_"))]
MAY = [name for name in ChatMemberRestricted.model_fields if name.startswith("can_")]
ADMIN = ChatMemberAdministrator.model_validate({"user": BOT, **dict.fromkeys(RIGHTS, False)})


async def moves(world: ConversationWorld, chat: Chat, old: Standing, new: Standing) -> Screen:
    """Send an update about the bot's membership."""
    return await world.feed(
        my_chat_member=ChatMemberUpdated(
            chat=chat, from_user=ANNA, date=NOW, old_chat_member=old, new_chat_member=new
        )
    )


async def state(store: Store, chat_id: int) -> ChatState:
    """Return the chat's stored state."""
    return cast("StoredChat", await store.chats.get(chat_id)).state


async def test_block_closes_the_chat_at_once(world: ConversationWorld, anna: Person, store: Store) -> None:
    """The block is stored before the next send fails. Unblocking restores everything silently."""
    await anna.presses(SetTopic(topic=Topic.OWN, on=True).pack())
    assert (await moves(world, anna.chat, MEMBER, BANNED)).calls == []
    assert await state(store, 7) is ChatState.BLOCKED
    assert (await moves(world, anna.chat, BANNED, MEMBER)).calls == []
    assert await state(store, 7) is ChatState.ACTIVE
    assert await store.subscriptions.list(7) == (Subscription(Topic.OWN),)


async def test_a_stop_by_hand_outlives_a_block(world: ConversationWorld, anna: Person, store: Store) -> None:
    """A chat that stopped, blocked and unblocked is still stopped."""
    await anna.presses("stop:1")
    await moves(world, anna.chat, MEMBER, BANNED)
    await moves(world, anna.chat, BANNED, MEMBER)
    assert await state(store, 7) is ChatState.STOPPED


@pytest.mark.parametrize("group", [GROUP, SUPERGROUP])
async def test_a_group_is_greeted_once(
    world: ConversationWorld, store: Store, clock: FrozenClock, group: Chat
) -> None:
    """A group that removes the bot is closed. Added again it is open, without a second greeting."""
    greeted = await moves(world, group, LEFT, MEMBER)
    assert "Администраторам" in greeted.text
    assert isinstance(greeted.calls[0], SendMessage)
    clock.at += timedelta(hours=1)
    assert (await moves(world, group, MEMBER, ADMIN)).calls == []
    await moves(world, group, ADMIN, BANNED)
    assert await state(store, group.id) is ChatState.GONE
    assert (await moves(world, group, BANNED, MEMBER)).calls == []
    assert await state(store, group.id) is ChatState.ACTIVE


async def test_a_channel_is_not_greeted(world: ConversationWorld, store: Store) -> None:
    """A channel is read by people who did not add the bot."""
    assert (await moves(world, CHANNEL, LEFT, ADMIN)).calls == []
    assert await state(store, CHANNEL.id) is ChatState.ACTIVE
    await moves(world, CHANNEL, ADMIN, LEFT)
    assert await state(store, CHANNEL.id) is ChatState.GONE


@pytest.mark.parametrize("order", ["old first", "new first"])
async def test_a_group_keeps_everything_when_it_becomes_a_supergroup(
    world: ConversationWorld, store: Store, clock: FrozenClock, order: str
) -> None:
    """Settings move to the new id, in any order of the two messages."""
    world.session.admins.add(7)
    old, new = Person(world, ANNA, GROUP), Person(world, ANNA, SUPERGROUP)
    await old.presses(SetTopic(topic=Topic.OWN, on=True).pack())
    await old.presses("hour:7")
    told = [old.says(migrate_to_chat_id=SUPERGROUP.id), new.says(migrate_from_chat_id=GROUP.id)]
    for message in told if order == "old first" else reversed(told):
        clock.at += timedelta(seconds=1)
        await message
    record = cast("StoredChat", await store.chats.get(SUPERGROUP.id))
    assert (record.hour, record.kind) == (7, ChatKind.SUPERGROUP)
    assert await store.subscriptions.list(SUPERGROUP.id) == (Subscription(Topic.OWN),)
    assert await store.subscriptions.list(GROUP.id) == ()


@pytest.mark.parametrize("account", sorted(SERVICE_ACCOUNTS))
@pytest.mark.parametrize("data", ["topic:own:1", "hour:9", "fo:jubilees::1:st", "up:all:30:0:0:0"])
async def test_press_of_a_service_account_stores_no_group(
    world: ConversationWorld, store: Store, account: int, data: str
) -> None:
    """Its press is answered or refused like any other, in an unknown group."""
    user = User(id=account, is_bot=True, first_name="Group")
    assert (await Person(world, user, SUPERGROUP).presses(data)).toasts
    assert await store.chats.get(SUPERGROUP.id) is None


MUTED = ChatMemberRestricted.model_validate(
    {"user": BOT, "is_member": True, "until_date": NOW, **dict.fromkeys(MAY, False)}
)
UNMUTED = MUTED.model_copy(update={"can_send_messages": True})
POSTER = ADMIN.model_copy(update={"can_post_messages": True})


@pytest.mark.parametrize(
    ("chat", "old", "new", "refused"),
    [
        (SUPERGROUP, MEMBER, MUTED, True),
        (SUPERGROUP, MUTED, MEMBER, False),
        (SUPERGROUP, MUTED, UNMUTED, False),
        (SUPERGROUP, MUTED, ADMIN, False),
        (CHANNEL, POSTER, ADMIN, True),
        (CHANNEL, ADMIN, POSTER, False),
    ],
)
async def test_membership_update_says_whether_the_bot_may_write(
    world: ConversationWorld, store: Store, chat: Chat, old: Standing, new: Standing, refused: bool
) -> None:
    """A chat without the right to write stays open and counts as refusing."""
    await moves(world, chat, LEFT, old)
    await moves(world, chat, old, new)
    record = cast("StoredChat", await store.chats.get(chat.id))
    assert (record.state, record.refused_since is not None) == (ChatState.ACTIVE, refused)


@pytest.mark.parametrize("closed", [ChatState.BLOCKED, ChatState.GONE])
@pytest.mark.parametrize("new", [MEMBER, UNMUTED, ADMIN])
async def test_right_to_write_reopens_a_closed_group(
    world: ConversationWorld, store: Store, clock: FrozenClock, closed: ChatState, new: Standing
) -> None:
    """It reopens even if the bot seems never to have left: the refusal may have been wrong."""
    await moves(world, SUPERGROUP, LEFT, MEMBER)
    await store.chats.set_state(SUPERGROUP.id, closed, clock.at)
    await moves(world, SUPERGROUP, MUTED, new)
    assert await state(store, SUPERGROUP.id) is ChatState.ACTIVE
