"""Chats that come back: what shows that a chat is there, and what is done when it takes messages again.

A chat is closed when Telegram says that the bot has no reader there, and refused when it takes nothing for
the time being. Neither lasts longer than the next sign to the contrary, for no update need tell of it.
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
"""A chat that took nothing for so long is told of it; after less, what was held up has come by itself."""

# Calls that put a new message into a chat: only these prove that it may be written to, an edit does not.
_SENDS, _SENDS_TEXT, _SENDS_NOTHING = "send", "sendMessage", "sendChatAction"


@dataclass(slots=True)
class SendAttempts:
    """What became of the messages of one answer: the chats that took one, and why others did not."""

    taken: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)


_attempts: ContextVar[SendAttempts | None] = ContextVar("attempts", default=None)


@contextmanager
def record_attempts() -> Iterator[SendAttempts]:
    """Collect what becomes of the messages that are sent meanwhile."""
    attempts = SendAttempts()
    token = _attempts.set(attempts)
    try:
        yield attempts
    finally:
        _attempts.reset(token)


def note_attempt(method: TelegramMethod[TelegramType], refusal: str | None = None) -> None:
    """Note that Telegram has taken a call, or why the chat takes none, where that is collected."""
    attempts, name = _attempts.get(), method.__api_method__
    if attempts is None or not name.startswith(_SENDS) or name == _SENDS_NOTHING:
        return
    chat = str(getattr(method, "chat_id", None))
    if refusal is None:
        attempts.taken.add(chat)
    elif name == _SENDS_TEXT:
        # a chat that takes no files may take texts all the same, and notices are texts
        attempts.refused[chat] = refusal


async def update_reachability(store: Store, chat: Chat, attempts: SendAttempts, now: datetime) -> None:
    """Note what the messages of an answer have shown: the chat takes them again, or not any more."""
    key = str(chat.chat_id)
    # the chat may be unknown by now, for its people have just had everything deleted, and what cannot be
    # written at present shows itself again with the next answer
    with suppress(Conflict, Unwritable):
        if key in attempts.taken:
            if chat.refused_since is not None:
                await mark_reachable(store, chat, now)
        elif chat.refused_since is None and key in attempts.refused:
            await store.chats.refuse(chat.chat_id, attempts.refused[key], now)


async def mark_reachable(store: Store, chat: Chat, now: datetime) -> None:
    """Write again to a chat that has refused us, and tell its people of the gap.

    What waits for its next try is tried now.
    A channel is read by others than its admins, so nothing is said there.
    """
    if not await store.chats.accept(chat.chat_id, now):
        return
    since, is_heard = chat.refused_since, chat.state is ChatState.ACTIVE and chat.kind is not ChatKind.CHANNEL
    if is_heard and since is not None and now - since >= MIN_REPORTED_GAP:
        key = f"reopened:{since.isoformat()}"
        await tell_editors(store.outbox, key, [chat.chat_id], reopened_payload(chat), now)


def shows_life(update: Update, bot_id: int) -> bool:
    """Return whether an update shows that its chat is there: a press or a message, but not our removal."""
    message = update.message
    if message is None:
        return update.callback_query is not None
    left = message.left_chat_member
    return message.migrate_to_chat_id is None and (left is None or left.id != bot_id)


def may_write(event: ChatMemberUpdated) -> bool:
    """Return whether the bot may send messages in a chat from now on."""
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
