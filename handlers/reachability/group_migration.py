"""Follow a group that becomes a supergroup while one of its updates is handled."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.exceptions import TelegramMigrateToChat
from aiogram.types import Chat, InaccessibleMessage, Message, TelegramObject, Update

from data.store.chats import Chats

logger = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class FollowGroupMigration(BaseMiddleware):
    """Handle an update again under the chat's new id, once Telegram has named it.

    now returns the current instant, aware.
    """

    def __init__(self, chats: Chats, now: Callable[[], datetime]) -> None:
        self._chats = chats
        self._now = now

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Call the handler. Raises a second migration, and one of another chat."""
        try:
            return await handler(event, data)
        except TelegramMigrateToChat as moved:
            chat = _chat_of(event)
            if chat is None or getattr(moved.method, "chat_id", None) != chat.id:
                raise
            new = chat.model_copy(update={"id": moved.migrate_to_chat_id, "type": "supergroup"})
        logger.info("chat %s has moved to %s", chat.id, new.id)
        await self._chats.migrate(chat.id, new.id, self._now())
        return await handler(_readdressed(event, new), data | {"event_chat": new})


def _chat_of(event: TelegramObject) -> Chat | None:
    if not isinstance(event, Update):
        return None
    if event.callback_query is not None:
        return None if event.callback_query.message is None else event.callback_query.message.chat
    return next((one.chat for one in (event.message, event.my_chat_member) if one is not None), None)


def _readdressed(event: TelegramObject, chat: Chat) -> TelegramObject:
    """Return the update as if it had come from the chat under its new id."""
    if not isinstance(event, Update):
        return event
    if event.callback_query is not None and event.callback_query.message is not None:
        # a supergroup numbers its messages anew, so the pressed one cannot be edited
        message = InaccessibleMessage(chat=chat, message_id=event.callback_query.message.message_id, date=0)
        press = event.callback_query.model_copy(update={"message": message})
        return event.model_copy(update={"callback_query": press})
    if event.my_chat_member is not None:
        member = event.my_chat_member.model_copy(update={"chat": chat})
        return event.model_copy(update={"my_chat_member": member})
    return event.model_copy(update={"message": _in_chat(event.message, chat)})


def _in_chat(message: Message | None, chat: Chat) -> Message | None:
    return None if message is None else message.model_copy(update={"chat": chat})
