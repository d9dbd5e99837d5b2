"""Chats that come back: what shows that a chat is there, and what is done when it takes messages again.

A chat is closed when Telegram says that nobody reads us there, and refused when it takes nothing for the time
being. Neither lasts longer than the next sign to the contrary, for no update need tell us of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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

from data.store.chats import Chat, ChatState
from data.store.store import Store
from handlers.views.reopening import reopened_payload
from scheduler.messages import tell_editors

WORTH_A_WORD = timedelta(hours=1)
"""A chat that took nothing for so long is told of it; after less, what was held up has come by itself."""

# Calls that put a new message into a chat: only these prove that it may be written to, an edit does not.
_SENDS, _SENDS_NOTHING = "send", "sendChatAction"

_answered: ContextVar[set[str] | None] = ContextVar("answered", default=None)


@contextmanager
def noting_answers() -> Iterator[set[str]]:
    """Collect the ids of the chats, as text, that messages arrive in meanwhile."""
    answered: set[str] = set()
    token = _answered.set(answered)
    try:
        yield answered
    finally:
        _answered.reset(token)


def note_answer(method: TelegramMethod[TelegramType]) -> None:
    """Note that Telegram has accepted a call, for whoever is noting answers."""
    answered = _answered.get()
    if answered is None:
        return
    name = method.__api_method__
    if name.startswith(_SENDS) and name != _SENDS_NOTHING:
        answered.add(str(getattr(method, "chat_id", None)))


async def accept(store: Store, chat: Chat, now: datetime) -> None:
    """Write again to a chat that has refused us: what waits is tried now, and its people hear of the gap."""
    if not await store.chats.accept(chat.chat_id, now):
        return
    since = chat.refused_since
    if since is not None and now - since >= WORTH_A_WORD and chat.state is ChatState.ACTIVE:
        key = f"reopened:{since.isoformat()}"
        await tell_editors(store.ledger, key, [chat.chat_id], reopened_payload(chat), now)


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
