"""Reopen chats that have come back and note those that refuse messages.

A chat is closed when Telegram says that the bot has no reader there, and refused when it takes no messages
for the time being. Both end at the next sign to the contrary, because no update need announce it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Update,
)

from data.store.chats import Chat, ChatKind, ChatState
from data.store.sqlite.errors import Conflict, Unwritable
from data.store.store import Store
from handlers.views.reopening import reopened_payload
from scheduler.editor_messages import tell_editors

MIN_REPORTED_GAP = timedelta(hours=1)
"""The shortest gap that a chat is told of. After a shorter one, the notices have come by retry."""

# Only calls that put a new message into a chat prove that it takes messages. An edit does not.
_SENDS, _SENDS_TEXT, _SENDS_NOTHING = "send", "sendMessage", "sendChatAction"


@dataclass(slots=True)
class SendAttempts:
    """The results of sending one answer: chats that took a message, and refusals by chat."""

    taken: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)


_attempts: ContextVar[SendAttempts | None] = ContextVar("attempts", default=None)


@contextmanager
def record_attempts() -> Iterator[SendAttempts]:
    """Collect the results of the messages sent inside the block."""
    attempts = SendAttempts()
    token = _attempts.set(attempts)
    try:
        yield attempts
    finally:
        _attempts.reset(token)


def note_attempt(method: TelegramMethod[TelegramType], refusal: str | None = None) -> None:
    """Record that Telegram has accepted a call, or why the chat refused it.

    Does nothing outside record_attempts.
    """
    attempts, name = _attempts.get(), method.__api_method__
    if attempts is None or not name.startswith(_SENDS) or name == _SENDS_NOTHING:
        return
    chat = str(getattr(method, "chat_id", None))
    if refusal is None:
        attempts.taken.add(chat)
    elif name == _SENDS_TEXT:
        # a chat that refuses files may still take texts, and notices are texts
        attempts.refused[chat] = refusal


async def update_reachability(store: Store, chat: Chat, attempts: SendAttempts, now: datetime) -> None:
    """Store what sending an answer has shown: the chat takes messages, or refuses them."""
    key = str(chat.chat_id)
    # the chat may just have been deleted, and what cannot be stored now is seen again with the next answer
    with suppress(Conflict, Unwritable):
        if key in attempts.taken:
            if chat.refused_since is not None:
                await mark_reachable(store, chat, now)
        elif chat.refused_since is None and key in attempts.refused:
            await store.chats.refuse(chat.chat_id, attempts.refused[key], now)


async def mark_reachable(store: Store, chat: Chat, now: datetime) -> None:
    """Mark a chat that refused messages as reachable, and tell its people of the gap.

    Deliveries that wait for a retry become due now. A channel is told nothing, because its readers are
    not its admins.
    """
    if not await store.chats.accept(chat.chat_id, now):
        return
    since, is_heard = chat.refused_since, chat.state is ChatState.ACTIVE and chat.kind is not ChatKind.CHANNEL
    if is_heard and since is not None and now - since >= MIN_REPORTED_GAP:
        key = f"reopened:{since.isoformat()}"
        await tell_editors(store.outbox, key, [chat.chat_id], reopened_payload(chat), now)


def shows_life(update: Update, bot_id: int) -> bool:
    """Return whether an update proves that its chat exists.

    A press or a message does, but not our own removal.
    """
    message = update.message
    if message is None:
        return update.callback_query is not None
    left = message.left_chat_member
    return message.migrate_to_chat_id is None and (left is None or left.id != bot_id)


def may_write(event: ChatMemberUpdated) -> bool:
    """Return whether the bot may send messages to the chat from now on."""
    match event.new_chat_member:
        case ChatMemberOwner():
            return True
        case ChatMemberAdministrator() as admin:
            return event.chat.type != "channel" or bool(admin.can_post_messages)
        case ChatMemberRestricted() as restricted:
            return restricted.is_member and restricted.can_send_messages
        case ChatMemberMember():
            return event.chat.type != "channel"
    return False
