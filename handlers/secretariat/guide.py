"""Answer /guide: send the secretariat's guide, for those who have only the chat."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from data.content.shipped import shipped_guide
from handlers.callbacks.desk import SendGuide
from handlers.chat_context import ChatContext
from handlers.permissions import Right, StaffOnly
from handlers.sending.replies import reply, reply_below
from handlers.views.secretariat.guide import guide_message


def build_router() -> Router:
    """Return the router of the guide."""
    router, staff = Router(name="guide"), StaffOnly(*Right)
    router.message.register(send_guide, Command("guide", ignore_case=True), staff)
    router.callback_query.register(send_pressed_guide, SendGuide.filter(), staff)
    return router


async def send_guide(message: Message, context: ChatContext) -> None:
    """Send the guide."""
    await reply(message, guide_message(context.words, shipped_guide()))


async def send_pressed_guide(press: CallbackQuery, context: ChatContext) -> None:
    """Send the guide below the pressed message."""
    await reply_below(press, guide_message(context.words, shipped_guide()))
