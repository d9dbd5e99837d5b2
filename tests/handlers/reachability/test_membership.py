"""Blocked and unblocked, taken into groups and thrown out, and groups that change their id."""

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
from data.store import chats
from data.store.chats import ChatState
from data.store.service_accounts import SERVICE_ACCOUNTS
from data.store.store import Store
from handlers.callbacks.preferences import SetTopic
from tests.handlers.conftest import Hands
from tests.handlers.stage import BOT, NOW, Person, Screen, Stage

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


async def moves(stage: Stage, chat: Chat, old: Standing, new: Standing) -> Screen:
    """The bot's standing in a chat changes."""
    return await stage.feed(
        my_chat_member=ChatMemberUpdated(
            chat=chat, from_user=ANNA, date=NOW, old_chat_member=old, new_chat_member=new
        )
    )


async def state(store: Store, chat_id: int) -> ChatState:
    """The chat's state as stored."""
    return cast("chats.Chat", await store.chats.get(chat_id)).state


async def test_a_block_counts_at_once(stage: Stage, anna: Person, store: Store) -> None:
    """Not at the next failed send; unblocking brings everything back, without a word."""
    await anna.presses(SetTopic(topic=Topic.OWN, on=True).pack())
    assert (await moves(stage, anna.chat, MEMBER, BANNED)).calls == []
    assert await state(store, 7) is ChatState.BLOCKED
    assert (await moves(stage, anna.chat, BANNED, MEMBER)).calls == []
    assert await state(store, 7) is ChatState.ACTIVE
    assert await store.subscriptions.list(7) == (Subscription(Topic.OWN),)


async def test_a_stop_by_hand_outlives_a_block(stage: Stage, anna: Person, store: Store) -> None:
    """Who stopped, blocked and unblocked has still stopped."""
    await anna.presses("stop:1")
    await moves(stage, anna.chat, MEMBER, BANNED)
    await moves(stage, anna.chat, BANNED, MEMBER)
    assert await state(store, 7) is ChatState.STOPPED


@pytest.mark.parametrize("group", [GROUP, SUPERGROUP])
async def test_a_group_is_greeted_once(stage: Stage, store: Store, hands: Hands, group: Chat) -> None:
    """Thrown out it is gone; taken in again it is written to again, without a second greeting."""
    greeted = await moves(stage, group, LEFT, MEMBER)
    assert "Администраторам" in greeted.text
    assert isinstance(greeted.calls[0], SendMessage)
    hands.at += timedelta(hours=1)
    assert (await moves(stage, group, MEMBER, ADMIN)).calls == []
    await moves(stage, group, ADMIN, BANNED)
    assert await state(store, group.id) is ChatState.GONE
    assert (await moves(stage, group, BANNED, MEMBER)).calls == []
    assert await state(store, group.id) is ChatState.ACTIVE


async def test_a_channel_is_not_greeted(stage: Stage, store: Store) -> None:
    """A channel is read by everybody."""
    assert (await moves(stage, CHANNEL, LEFT, ADMIN)).calls == []
    assert await state(store, CHANNEL.id) is ChatState.ACTIVE
    await moves(stage, CHANNEL, ADMIN, LEFT)
    assert await state(store, CHANNEL.id) is ChatState.GONE


@pytest.mark.parametrize("order", ["old first", "new first"])
async def test_a_group_keeps_everything_when_it_becomes_a_supergroup(
    stage: Stage, store: Store, hands: Hands, order: str
) -> None:
    """Its settings move to the new id, in whichever order Telegram tells of it."""
    stage.session.admins.add(7)
    old, new = Person(stage, ANNA, GROUP), Person(stage, ANNA, SUPERGROUP)
    await old.presses(SetTopic(topic=Topic.OWN, on=True).pack())
    await old.presses("hour:7")
    told = [old.says(migrate_to_chat_id=SUPERGROUP.id), new.says(migrate_from_chat_id=GROUP.id)]
    for message in told if order == "old first" else reversed(told):
        hands.at += timedelta(seconds=1)
        await message
    record = cast("chats.Chat", await store.chats.get(SUPERGROUP.id))
    assert (record.hour, record.kind) == (7, chats.ChatKind.SUPERGROUP)
    assert await store.subscriptions.list(SUPERGROUP.id) == (Subscription(Topic.OWN),)
    assert await store.subscriptions.list(GROUP.id) == ()


@pytest.mark.parametrize("account", sorted(SERVICE_ACCOUNTS))
@pytest.mark.parametrize("data", ["topic:own:1", "hour:9", "fo:jubilees::1:st", "up:all:30:0:0:0"])
async def test_a_service_account_makes_no_chat_of_a_group(
    stage: Stage, store: Store, account: int, data: str
) -> None:
    """Its press is answered or refused like anybody's, in a group we know nothing of."""
    user = User(id=account, is_bot=True, first_name="Group")
    assert (await Person(stage, user, SUPERGROUP).presses(data)).toasts
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
async def test_telegram_says_whether_the_bot_may_write(
    stage: Stage, store: Store, chat: Chat, old: Standing, new: Standing, refused: bool
) -> None:
    """Without rights a chat stays open, and it is known that it takes nothing at present."""
    await moves(stage, chat, LEFT, old)
    await moves(stage, chat, old, new)
    record = cast("chats.Chat", await store.chats.get(chat.id))
    assert (record.state, record.refused_since is not None) == (ChatState.ACTIVE, refused)


@pytest.mark.parametrize("closed", [ChatState.BLOCKED, ChatState.GONE])
@pytest.mark.parametrize("new", [MEMBER, UNMUTED, ADMIN])
async def test_any_change_to_may_write_opens_a_closed_group(
    stage: Stage, store: Store, hands: Hands, closed: ChatState, new: Standing
) -> None:
    """Also where the bot seems never to have left: the refusal that closed the group may have been wrong."""
    await moves(stage, SUPERGROUP, LEFT, MEMBER)
    await store.chats.set_state(SUPERGROUP.id, closed, hands.at)
    await moves(stage, SUPERGROUP, MUTED, new)
    assert await state(store, SUPERGROUP.id) is ChatState.ACTIVE
