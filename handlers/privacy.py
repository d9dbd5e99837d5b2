"""/privacy: what is kept about the chat, and its deletion in two taps."""

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
    """The handlers of privacy: what is kept of a group is for its admins."""
    router = Router(name="privacy")
    router.message.register(open_privacy, Command("privacy", ignore_case=True))
    router.callback_query.register(press_privacy, OpenScreen.filter(F.screen == Screen.PRIVACY))
    kept = admins_only(Router(name="privacy-of-chat"))
    kept.callback_query.register(show_stored_rows, Privacy.filter(F.step == PrivacyStep.SHOW))
    kept.callback_query.register(send_stored_rows, Privacy.filter(F.step == PrivacyStep.EXPORT))
    kept.callback_query.register(ask_deletion, Privacy.filter(F.step == PrivacyStep.ASK))
    kept.callback_query.register(delete, Privacy.filter(F.step == PrivacyStep.DELETE))
    router.include_router(kept)
    return router


async def open_privacy(message: Message, context: ChatContext) -> None:
    """What is kept and why."""
    await reply(message, privacy_message(context.words))


async def press_privacy(press: CallbackQuery, context: ChatContext) -> None:
    """What is kept and why, in place."""
    await reply(press, privacy_message(context.words))


async def show_stored_rows(press: CallbackQuery, context: ChatContext) -> None:
    """The rows as they are stored."""
    kept = await context.store.chats.export(context.chat.chat_id)
    await reply(press, stored_rows_message(context.words, kept))


async def send_stored_rows(press: CallbackQuery, context: ChatContext) -> None:
    """The rows as a file."""
    kept = await context.store.chats.export(context.chat.chat_id)
    await reply_below(press, stored_rows_file(context.words, kept))


async def ask_deletion(press: CallbackQuery, context: ChatContext) -> None:
    """The first tap asks."""
    await reply(press, deletion_question(context.words))


async def delete(press: CallbackQuery, context: ChatContext, event_update: Update) -> None:
    """The second tap deletes, this press included; what was written after it is answered as to a stranger."""
    await context.store.chats.forget(context.chat.chat_id, answering=event_update.update_id)
    await reply(press, deleted_message(context.words))
