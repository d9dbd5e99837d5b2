"""Answer /privacy: show, export and delete what is stored about the chat."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, Update

from handlers.callbacks.browsing import OpenScreen, Privacy, PrivacyStep, Screen
from handlers.chat_context import ChatContext
from handlers.permissions import admins_only
from handlers.replies import reply, reply_below
from handlers.views.privacy import (
    deleted_message,
    deletion_question,
    privacy_message,
    stored_rows_file,
    stored_rows_message,
)


def build_router() -> Router:
    """Return the router of the privacy handlers.

    What is stored about a group is shown to its admins only.
    """
    router = Router(name="privacy")
    router.message.register(open_privacy, Command("privacy", ignore_case=True))
    router.callback_query.register(reopen_privacy, OpenScreen.filter(F.screen == Screen.PRIVACY))
    rows = admins_only(Router(name="privacy-of-chat"))
    rows.callback_query.register(show_stored_rows, Privacy.filter(F.step == PrivacyStep.SHOW))
    rows.callback_query.register(send_stored_rows, Privacy.filter(F.step == PrivacyStep.EXPORT))
    rows.callback_query.register(ask_deletion, Privacy.filter(F.step == PrivacyStep.ASK))
    rows.callback_query.register(delete, Privacy.filter(F.step == PrivacyStep.DELETE))
    router.include_router(rows)
    return router


async def open_privacy(message: Message, context: ChatContext) -> None:
    """Say what is stored and why."""
    await reply(message, privacy_message(context.words))


async def reopen_privacy(press: CallbackQuery, context: ChatContext) -> None:
    """Say what is stored and why, in place of the pressed message."""
    await reply(press, privacy_message(context.words))


async def show_stored_rows(press: CallbackQuery, context: ChatContext) -> None:
    """Show the rows as they are stored."""
    rows = await context.store.chats.export(context.chat.chat_id)
    await reply(press, stored_rows_message(context.words, rows))


async def send_stored_rows(press: CallbackQuery, context: ChatContext) -> None:
    """Send the rows as a file."""
    rows = await context.store.chats.export(context.chat.chat_id)
    await reply_below(press, stored_rows_file(context.words, rows))


async def ask_deletion(press: CallbackQuery, context: ChatContext) -> None:
    """Ask for confirmation before the deletion."""
    await reply(press, deletion_question(context.words))


async def delete(press: CallbackQuery, context: ChatContext, event_update: Update) -> None:
    """Delete everything about the chat, this press included.

    A later update of the chat finds it unknown.
    """
    await context.store.chats.forget(context.chat.chat_id, answering=event_update.update_id)
    await reply(press, deleted_message(context.words))
