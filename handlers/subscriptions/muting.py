"""Mute one occasion by a button under its notice, and unmute it by the same button."""

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import EditMessageReplyMarkup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from handlers.callbacks.preferences import SetMute
from handlers.chat_context import ChatContext
from handlers.permissions import admins_only
from handlers.reachability.obstacles import confirm_reminders
from handlers.reachability.refusals import is_no_entry, is_not_editable, is_unchanged
from handlers.replies import Toast
from handlers.subscriptions.lookup import mute
from handlers.subscriptions.ordering import mutable_in_order
from handlers.views.notices.buttons import with_mute


def build_router() -> Router:
    """Return the router of the mute buttons. In groups it is for admins only."""
    router = admins_only(Router(name="muting"))
    router.callback_query.register(set_mute, SetMute.filter())
    return router


async def set_mute(press: CallbackQuery, callback_data: SetMute, context: ChatContext, toast: Toast) -> None:
    """Mute or unmute an occasion, and turn the button into its opposite."""
    key = callback_data.key
    if callback_data.muted:
        await mute(context, key)
        toast.say(context.words.plain("subscriptions-muted"))
    else:
        await context.store.subscriptions.unmute(context.chat.chat_id, key)
        await context.store.chats.fall_behind(context.chat.chat_id, context.now)
        if key in mutable_in_order(context):
            confirm_reminders(toast, context, context.words.plain("subscriptions-unmuted"))
        else:
            toast.say(context.words.plain("subscriptions-nothing-to-mute"))
    message = press.message
    if isinstance(message, Message) and message.reply_markup is not None:
        await _replace_keyboard(
            press, message, with_mute(context.words, message.reply_markup, key, muted=callback_data.muted)
        )


async def _replace_keyboard(press: CallbackQuery, message: Message, markup: InlineKeyboardMarkup) -> None:
    if press.bot is None:
        return
    try:
        await press.bot(
            EditMessageReplyMarkup(
                chat_id=message.chat.id, message_id=message.message_id, reply_markup=markup
            )
        )
    except TelegramBadRequest as error:
        # the choice is stored and confirmed, even if an old message cannot be edited
        if not (is_unchanged(error) or is_not_editable(error) or is_no_entry(error)):
            raise
