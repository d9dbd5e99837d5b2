"""Follow a topic, a city or an event with one tap, on any screen."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from data.calendar.topics import Subscription, Topic
from handlers.callbacks.browsing import ButtonPlace, Follow
from handlers.chat_context import ChatContext
from handlers.cities import require_city, show_city
from handlers.errors import UserError
from handlers.events import check_is_ahead, require_event, show_event
from handlers.permissions import SETS_TOPIC, admins_only
from handlers.reachability.obstacles import delivery_obstacle, with_obstacle
from handlers.sending.replies import Toast, pressed_keyboard, replace_keyboard, reply
from handlers.start_screen import start_view
from handlers.subscriptions.lookup import set_followed
from handlers.text.words import Words
from handlers.views.events import follow_button
from handlers.views.keyboard import Button
from handlers.views.message import parsed
from handlers.views.start import ONE_TAP_TOPICS, follow_outcome, follow_topic_button


def build_router() -> Router:
    """Return the router of Follow buttons. In groups it is for admins only."""
    router = admins_only(Router(name="follow"))
    router.callback_query.register(set_subscription, Follow.filter(), flags=SETS_TOPIC)
    return router


async def set_subscription(
    press: CallbackQuery, callback_data: Follow, context: ChatContext, toast: Toast
) -> None:
    """Reach the state that the button names, and show it where the button stands."""
    _check_subject(callback_data, context)
    subscription = Subscription(callback_data.topic, callback_data.subject)
    await set_followed(context, subscription, on=callback_data.on)
    why = delivery_obstacle(context) if callback_data.on else ""
    if why or callback_data.place is not ButtonPlace.START:  # which says it in its text
        toast.say(with_obstacle(_toast_text(context.words, callback_data), why), alert=bool(why))
    await _show_state(press, callback_data, context)


def _check_subject(wanted: Follow, context: ChatContext) -> None:
    """Raise UserError for a subject that is gone, cancelled or over, or has no such button."""
    if wanted.topic is Topic.EVENT and wanted.on:
        check_is_ahead(context, require_event(context, wanted.subject))
    elif wanted.topic is Topic.CITY and wanted.on:
        require_city(context, wanted.subject)
    elif wanted.topic not in (*ONE_TAP_TOPICS, Topic.EVENT, Topic.CITY) or (
        wanted.topic in ONE_TAP_TOPICS and wanted.subject
    ):
        raise UserError("stale-button")


async def _show_state(press: CallbackQuery, done: Follow, context: ChatContext) -> None:
    if done.place is ButtonPlace.START:
        await reply(press, await start_view(context, done=done))
    elif done.place is ButtonPlace.CARD and done.topic is Topic.EVENT:
        await show_event(press, context, require_event(context, done.subject))
    elif done.place is ButtonPlace.CARD and done.topic is Topic.CITY:
        await show_city(press, context, require_city(context, done.subject))
    else:
        await _swap_button(press, done, context.words)


async def _swap_button(press: CallbackQuery, done: Follow, words: Words) -> None:
    """Replace the pressed button with its opposite, under a message that stays."""
    keyboard = pressed_keyboard(press)
    if keyboard is None:
        return
    opposite = _opposite_button(words, done)
    rows = [
        [opposite if key.callback_data == press.data else key for key in row]
        for row in keyboard.inline_keyboard
    ]
    # the subscription is stored, even if the message cannot be edited
    await replace_keyboard(press, InlineKeyboardMarkup(inline_keyboard=rows))


def _opposite_button(words: Words, done: Follow) -> Button:
    if done.topic in ONE_TAP_TOPICS:
        return follow_topic_button(words, done.topic, done.place, on=not done.on)
    return follow_button(words, done.model_copy(update={"on": not done.on}))


def _toast_text(words: Words, done: Follow) -> str:
    if done.topic in ONE_TAP_TOPICS:
        return parsed(follow_outcome(words, done))
    return words.plain("follow-toast-on") if done.on else words.plain("follow-toast-off")
