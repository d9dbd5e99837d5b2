"""Follow a city by its name: ask for it, understand the answer, subscribe."""

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from data.calendar.cities import City
from data.calendar.city_search.lookup import SearchResult, SearchStep
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatState
from data.store.open_questions import Dialogue
from handlers.callbacks.subscriptions import AddCity, AskCity
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.expected_reminders import promise_of
from handlers.permissions import SETS_TOPIC, admins_only, set_topic_here
from handlers.questions import (
    IsAnswerTo,
    ask_again,
    ask_below,
    asks_otherwise,
    close_question,
    is_for_others,
)
from handlers.sending.replies import reply, reply_below
from handlers.subscriptions.lookup import set_followed
from handlers.text.markup import join
from handlers.views.message import Message as View
from handlers.views.settings import silence_in_words
from handlers.views.subscriptions import (
    ask_city_message,
    city_added_message,
    city_unknown_message,
    which_city_message,
)

QUESTION = "follow-city"
ADDED = "added"
"""The key, in the data of an answered question, of the city that the answer has added."""


def build_router() -> Router:
    """Return the router of adding cities. In groups it is for admins only."""
    router = admins_only(Router(name="adding-cities"))
    router.callback_query.register(ask_city, AskCity.filter())
    router.callback_query.register(add_city, AddCity.filter(), flags=SETS_TOPIC)
    router.message.register(answer_city, IsAnswerTo(QUESTION))
    return router


async def ask_city(press: CallbackQuery, context: ChatContext) -> None:
    """Ask for the name of a city."""
    await ask_below(
        press,
        context.store,
        context.now,
        QUESTION,
        ask_city_message(context.words, in_group=not context.is_private),
    )


async def answer_city(message: Message, context: ChatContext, question: Dialogue) -> None:
    """Follow the city that the answer names. Otherwise the question stays open."""
    name = (message.text or "").strip()
    found = context.almanac.cities.find(name)
    if asks_otherwise(message, context, found):
        raise SkipHandler
    if found.match is None and found.step is not SearchStep.AMBIGUOUS and is_for_others(message):
        return
    if found.match is None:
        await ask_again(message, context, question, _not_understood_message(context, found, name))
        return
    await set_topic_here(message, context)
    await unfollow_edited(context, question, found.match)
    was_added = question.data.get(ADDED) == found.match.id
    is_new = await follow_city(context, found.match) or was_added
    await close_question(message, context, question, {ADDED: found.match.id} if is_new else {})
    await reply(message, await _added_message(context, found.match, is_new=is_new))


def _not_understood_message(context: ChatContext, found: SearchResult, name: str) -> View:
    if found.candidates:
        return which_city_message(context.words, found)
    return city_unknown_message(context.words, name)


async def unfollow_edited(context: ChatContext, question: Dialogue, city: City) -> None:
    """Unfollow the city that the answer added before it was edited."""
    added = str(question.data.get(ADDED, ""))
    if added and added != city.id:
        await set_followed(context, Subscription(Topic.CITY, added), on=False)


async def add_city(press: CallbackQuery, callback_data: AddCity, context: ChatContext) -> None:
    """Follow one of several cities that the name may mean."""
    city = context.almanac.cities.by_id.get(callback_data.city_id)
    if city is None:
        raise UserError("subscriptions-subject-unknown")
    await context.store.open_questions.clear(context.chat.chat_id, press.from_user.id)
    await reply_below(press, await _added_message(context, city, is_new=await follow_city(context, city)))


async def follow_city(context: ChatContext, city: City) -> bool:
    """Follow a city. Return whether it was not followed before."""
    return await set_followed(context, Subscription(Topic.CITY, city.id), on=True)


async def _added_message(context: ChatContext, city: City, *, is_new: bool) -> View:
    words, chat = context.words, context.chat
    promise = await promise_of(context, Subscription(Topic.CITY, city.id))
    notes = join((promise, silence_in_words(words, chat, context.today)), "\n\n")
    is_stopped = chat.state is ChatState.STOPPED
    has_day = city.id in context.almanac.coming_city_days(context.today)
    return city_added_message(words, city, is_new=is_new, has_day=has_day, notes=notes, is_stopped=is_stopped)
