"""Handle membership updates: blocked, added to a group, removed, restricted, migrated."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.filters import JOIN_TRANSITION, LEAVE_TRANSITION, ChatMemberUpdatedFilter
from aiogram.types import ChatMemberUpdated, Message, Update

from data.store.chat_values import Chat, ChatKind, ChatState
from data.store.store import Store
from handlers.chat_context import ChatContext
from handlers.reachability.reopening import mark_reachable, may_write
from handlers.sending.bot_requests import deliver, requests_for
from handlers.start_screen import facts_of_day, title_city_to_ask
from handlers.views.stop import group_greeting_message

_GROUPS = {ChatKind.GROUP.value, ChatKind.SUPERGROUP.value}
_NO_RIGHT = "no right to write, by its members' list"


def build_router() -> Router:
    """Return the router of membership updates and of group migrations."""
    router = Router(name="membership")
    joined, left = ChatMemberUpdatedFilter(JOIN_TRANSITION), ChatMemberUpdatedFilter(LEAVE_TRANSITION)
    in_group = F.chat.type.in_(_GROUPS)
    router.my_chat_member.register(record_removal, left)
    router.my_chat_member.register(greet_group, in_group, joined)
    router.my_chat_member.register(update_membership)
    router.message.register(migrate_old_group, F.migrate_to_chat_id)
    router.message.register(migrate_new_group, F.migrate_from_chat_id)
    return router


async def greet_group(event: ChatMemberUpdated, bot: Bot, context: ChatContext) -> None:
    """Greet a group that the bot has joined, and ask about the city that its title names.

    A group that knows the bot already, or does not let it write, gets no greeting.
    """
    chat, now = context.chat, context.now
    await update_membership(event, chat, context.store, now)
    if chat.created_at != now or not may_write(event):
        return
    title_city = title_city_to_ask(context.almanac.cities, chat, event.chat)
    if title_city is not None:
        await context.store.chats.note_title_asked(chat.chat_id, now)
    facts = facts_of_day(context.words, context.almanac, context.today)
    for request in requests_for(
        group_greeting_message(context.words, facts, title_city), event.chat.id, None
    ):
        await deliver(bot, request)


async def update_membership(event: ChatMemberUpdated, chat_record: Chat, store: Store, now: datetime) -> None:
    """Store whether the bot may write to the chat from now on."""
    if may_write(event):
        await store.chats.reopen(chat_record.chat_id, now)
        await mark_reachable(store, chat_record, now)
    elif chat_record.state is ChatState.ACTIVE and chat_record.refused_since is None:
        await store.chats.refuse(chat_record.chat_id, _NO_RIGHT, now)


async def record_removal(
    event: ChatMemberUpdated,
    chat_record: Chat,
    chat_is_new: bool,  # noqa: FBT001 - aiogram hands over by name
    store: Store,
    now: datetime,
    event_update: Update,
) -> None:
    """Close a chat that has blocked or removed the bot.

    A chat stopped by its reader stays stopped. An unknown chat, as after its data was deleted, stays
    unknown.
    """
    if chat_is_new:
        await store.chats.forget(event.chat.id, answering=event_update.update_id)
        return
    is_private = chat_record.kind is ChatKind.PRIVATE
    await store.outbox.void_chat(event.chat.id, ChatState.BLOCKED if is_private else ChatState.GONE)
    if chat_record.state is not ChatState.STOPPED:
        state = ChatState.BLOCKED if is_private else ChatState.GONE
        await store.chats.set_state(event.chat.id, state, now)


async def migrate_old_group(message: Message, chat_record: Chat, store: Store, now: datetime) -> None:
    """Move the group's rows to the new id, which its last message names."""
    if message.migrate_to_chat_id is None:
        return
    if chat_record.created_at == now:
        # the settings have moved with the supergroup's message, and this record is empty
        await store.chats.forget(message.chat.id)
    else:
        await store.chats.migrate(message.chat.id, message.migrate_to_chat_id, now)


async def migrate_new_group(message: Message, store: Store, now: datetime) -> None:
    """Move the rows of the old id, which the supergroup's first message names."""
    if message.migrate_from_chat_id is not None:
        await store.chats.migrate(message.migrate_from_chat_id, message.chat.id, now)
