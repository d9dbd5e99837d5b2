"""Only admins change what a group is told; it is told in the topic where they set it up."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import CallbackQuery, Message, TelegramObject

from data.store.chats import ChatKind
from handlers.answering import address
from handlers.errors import Mistake
from handlers.reader import Reader
from handlers.rights import require_setup_right

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class AdminsOnly(BaseMiddleware):
    """Lets everybody change their own private chat, and only its admins a group or channel."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand on with the reader, the group's topic up to date. Raises Mistake for whoever is no admin."""
        reader: Reader | None = data.get("reader")
        if reader is None or not isinstance(event, Message | CallbackQuery):
            raise Mistake("group-admins-only")
        await require_setup_right(event)
        _, topic = address(event)
        if reader.chat.kind is not ChatKind.PRIVATE and topic != reader.chat.thread_id:
            chat = await reader.store.chats.set_thread(reader.chat.chat_id, topic, reader.now)
            data["reader"] = replace(reader, chat=chat)
        return await handler(event, data)


def admins_only(router: Router) -> Router:
    """The router, all of whose handlers check the rights before they run."""
    router.message.middleware(AdminsOnly())
    router.callback_query.middleware(AdminsOnly())
    return router
