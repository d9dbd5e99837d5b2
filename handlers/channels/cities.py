"""Choose the cities of a channel: ask for a name in the private chat, list and remove them."""

from aiogram import Bot, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from data.calendar.cities import City
from data.calendar.topics import Subscription, Topic
from data.store.open_questions import Dialogue
from handlers.callbacks.subscriptions import (
    AddCity,
    AskCity,
    OpenSubscriptions,
    SetListed,
    SubscriptionScreen,
)
from handlers.channels.access import Channel, OnChannel
from handlers.channels.answers import channel_of
from handlers.channels.card import show_card
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.expected_reminders import promise_of
from handlers.questions import IsAnswerTo, ask_again, ask_below, asks_otherwise, close_question
from handlers.sending.replies import Toast, reply, reply_below
from handlers.subscriptions.adding_cities import ADDED, follow_city, unfollow_edited
from handlers.subscriptions.lookup import followed_page, list_item, set_followed
from handlers.views.channels import addressed, channel_cities_message, channel_city_added_message
from handlers.views.message import Message as View
from handlers.views.subscriptions import ask_city_message, city_unknown_message, which_city_message

QUESTION = "channel-city"


def build_router() -> Router:
    """Return the router of a channel's cities."""
    router = Router(name="channel-cities")
    router.callback_query.register(open_list, OnChannel(OpenSubscriptions))
    router.callback_query.register(set_city, OnChannel(SetListed))
    router.callback_query.register(ask_city, OnChannel(AskCity))
    router.callback_query.register(add_city, OnChannel(AddCity))
    router.message.register(answer_city, IsAnswerTo(QUESTION))
    return router


async def open_list(
    press: CallbackQuery, callback_data: OpenSubscriptions, channel: Channel, bot: Bot
) -> None:
    """Show a page of the channel's cities, or the card, which has the topics."""
    if callback_data.screen is SubscriptionScreen.CITIES:
        await reply(press, await _list_message(channel, callback_data.page))
    else:
        await show_card(press, channel, bot)


async def set_city(press: CallbackQuery, callback_data: SetListed, channel: Channel, toast: Toast) -> None:
    """Remove a city of the list, or put back the one just removed."""
    context, subject = channel.context, callback_data.subject
    if callback_data.topic is not Topic.CITY:
        raise UserError("stale-button")
    await set_followed(context, Subscription(Topic.CITY, subject), on=callback_data.on)
    toast.say(context.words.plain("channel-on" if callback_data.on else "channel-off"))
    removed = None if callback_data.on else subject
    await reply(press, await _list_message(channel, callback_data.page, removed))


async def ask_city(press: CallbackQuery, context: ChatContext, channel: Channel) -> None:
    """Ask for the name of a city, in the private chat."""
    view = ask_city_message(context.words, in_group=False)
    await ask_below(press, context.store, context.now, QUESTION, view, {"channel": channel.id})


async def answer_city(message: Message, context: ChatContext, question: Dialogue, bot: Bot) -> None:
    """Add the city that the answer names. Otherwise the question stays open."""
    name = (message.text or "").strip()
    found = context.almanac.cities.find(name)
    if asks_otherwise(message, context, found):
        raise SkipHandler
    channel = await channel_of(question, context, bot)
    if found.match is None:
        words = context.words
        view = which_city_message(words, found) if found.candidates else city_unknown_message(words, name)
        await ask_again(message, context, question, addressed(view, channel.id))
        return
    await unfollow_edited(channel.context, question, found.match)
    is_new = await follow_city(channel.context, found.match) or question.data.get(ADDED) == found.match.id
    data = {"channel": channel.id} | ({ADDED: found.match.id} if is_new else {})
    await close_question(message, context, question, data)
    await reply(message, await _added_message(channel, found.match, is_new=is_new))


async def add_city(
    press: CallbackQuery, callback_data: AddCity, context: ChatContext, channel: Channel
) -> None:
    """Add one of several cities that a name may mean."""
    city = context.almanac.cities.by_id.get(callback_data.city_id)
    if city is None:
        raise UserError("subscriptions-subject-unknown")
    await context.store.open_questions.clear(context.chat.chat_id, press.from_user.id)
    await reply_below(
        press, await _added_message(channel, city, is_new=await follow_city(channel.context, city))
    )


async def _list_message(channel: Channel, page: int, removed: str | None = None) -> View:
    context = channel.context
    restorable = list_item(context, Topic.CITY, removed) if removed is not None else None
    shown = await followed_page(context, Topic.CITY, page)
    return addressed(channel_cities_message(context.words, shown, restorable), channel.id)


async def _added_message(channel: Channel, city: City, *, is_new: bool) -> View:
    context = channel.context
    promise = await promise_of(context, Subscription(Topic.CITY, city.id))
    has_day = city.id in context.almanac.coming_city_days(context.today)
    view = channel_city_added_message(context.words, city, promise, is_new=is_new, has_day=has_day)
    return addressed(view, channel.id)
