"""Only admins change what a group is told, in the topic where they last did so."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.dispatcher.flags import get_flag
from aiogram.types import CallbackQuery, Message, TelegramObject

from data.store.chats import ChatKind
from handlers.chat_context import ChatContext
from handlers.replies import reply_address
from handlers.rights import require_setup_right
from handlers.wiring.errors import UserError

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

SETS_TOPIC = {"sets_topic": True}
"""Flags of a handler that changes what a group is told. To look at a screen changes nothing."""


class AdminsOnly(BaseMiddleware):
    """Lets everybody change their own private chat, and only its admins a group or channel."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand on, and note the topic of a change. Raises Mistake for one who is no admin."""
        context: ChatContext | None = data.get("context")
        if context is None or not isinstance(event, Message | CallbackQuery):
            raise UserError("group-admins-only")
        await require_setup_right(event)
        result = await handler(event, data)
        if get_flag(data, "sets_topic"):
            await set_topic_here(event, context)
        return result


async def set_topic_here(event: Message | CallbackQuery, context: ChatContext) -> None:
    """Let a group be told things in the topic of this event, where that is known."""
    if context.chat.kind is ChatKind.PRIVATE:
        return
    if isinstance(event, CallbackQuery) and not isinstance(event.message, Message):
        # an old message out of reach does not say in which topic it is
        return
    _, topic = reply_address(event)
    if topic != context.chat.thread_id:
        await context.store.chats.set_thread(context.chat.chat_id, topic, context.now)


def admins_only(router: Router) -> Router:
    """The router, all of whose handlers check the rights before they run."""
    router.message.middleware(AdminsOnly())
    router.callback_query.middleware(AdminsOnly())
    return router
