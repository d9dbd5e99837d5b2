"""Mute one occasion by a button under its notice, and unmute it by the same button."""

from aiogram import Router
from aiogram.types import CallbackQuery

from data.store.revisions import NEW_PLANS
from handlers.callbacks.subscriptions import SetMute
from handlers.chat_context import ChatContext
from handlers.permissions import admins_only
from handlers.reachability.obstacles import confirm_reminders
from handlers.sending.replies import Toast, pressed_keyboard, replace_keyboard
from handlers.subscriptions.lookup import mute, unmute
from handlers.views.notices.buttons import with_mute


def build_router() -> Router:
    """Return the router of the mute buttons. In groups it is for admins only."""
    router = admins_only(Router(name="muting"))
    router.callback_query.register(set_mute, SetMute.filter())
    return router


async def set_mute(press: CallbackQuery, callback_data: SetMute, context: ChatContext, toast: Toast) -> None:
    """Mute or unmute an occasion, and turn the button into its opposite."""
    key, words = callback_data.key, context.words
    if callback_data.muted:
        await mute(context, key)
        toast.say(words.plain("new-plan-muted" if key == NEW_PLANS else "subscriptions-muted"))
    elif await unmute(context, key):
        confirm_reminders(toast, context, words.plain("subscriptions-unmuted"))
    else:
        toast.say(words.plain("subscriptions-nothing-to-mute"))
    keyboard = pressed_keyboard(press)
    if keyboard is not None:
        # the choice is stored and confirmed, even if an old message cannot be edited
        await replace_keyboard(press, with_mute(words, keyboard, key, muted=callback_data.muted))
