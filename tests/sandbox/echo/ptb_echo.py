"""Tool for tests: the echo bot of python-telegram-bot's examples, with a keyboard to press.

Of the sandbox it knows only the two addresses.
"""

from typing import Any

from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE


async def greet(update: Update, _context: Context) -> None:
    """Send a greeting when the command /start is issued."""
    assert update.message is not None
    assert update.effective_user is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Нажми", callback_data="pressed")]])
    await update.message.reply_html(
        f"Hello, <b>{update.effective_user.full_name}</b>!", reply_markup=keyboard
    )


async def repeat(update: Update, _context: Context) -> None:
    """Send the message back as it is."""
    assert update.message is not None
    await update.message.copy(update.message.chat_id)


async def pressed(update: Update, _context: Context) -> None:
    """Answer with the data of the pressed button."""
    query = update.callback_query
    assert query is not None
    await query.answer(query.data)
    await query.edit_message_text("Спасибо")


def echo(token: str, address: str, *, polling: bool) -> "Application[Any, Any, Any, Any, Any, Any]":
    """Build an application that greets, sends messages back, and answers presses."""
    builder = ApplicationBuilder().token(token)
    builder = builder.base_url(f"{address}/bot").base_file_url(f"{address}/file/bot")
    application = builder.build() if polling else builder.updater(None).build()
    application.add_handler(CommandHandler("start", greet))
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(MessageHandler(filters.ALL & ~filters.COMMAND, repeat))
    return application


def web_application(application: "Application[Any, Any, Any, Any, Any, Any]", secret: str) -> web.Application:
    """Build a web server that passes updates on, as in the library's example of a webhook."""

    async def take(request: web.Request) -> web.Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != secret:
            return web.Response(status=403)
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    return app
