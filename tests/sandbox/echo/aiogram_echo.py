"""Tool for tests: the echo bot of aiogram's quickstart, with a keyboard to press.

It does not know the sandbox.
"""

from typing import Any

from aiogram import Bot, Dispatcher, Router, html
from aiogram.enums import ParseMode
from aiogram.filters import CommandStart
from aiogram.methods import TelegramMethod
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web


def echo() -> Dispatcher:
    """Return a dispatcher that greets, sends messages back, and answers presses."""
    router = Router()

    @router.message(CommandStart())
    async def greet(message: Message) -> None:
        assert message.from_user is not None
        button = InlineKeyboardButton(text="Нажми", callback_data="pressed")
        await message.answer(
            f"Hello, {html.bold(message.from_user.full_name)}!",
            parse_mode=ParseMode.HTML,
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        )

    @router.message()
    async def repeat(message: Message) -> TelegramMethod[Any]:
        return message.send_copy(chat_id=message.chat.id)

    @router.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.answer(query.data)
        await query.message.edit_text("Спасибо")

    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher


def web_application(dispatcher: Dispatcher, bot: Bot, secret: str) -> web.Application:
    """Return aiogram's own aiohttp application for a webhook at /hook.

    The result of a handler is the webhook's answer.
    """
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=secret)
    handler.register(app, path="/hook")
    setup_application(app, dispatcher, bot=bot)
    return app
