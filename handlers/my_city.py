"""Remember a chat's own city, from a button, a name, a location or a group's title."""

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from data.calendar.cities import City
from data.calendar.city_search.lookup import SearchStep
from data.calendar.nearest_city import nearest_city
from data.calendar.topics import Subscription, Topic
from data.store.open_questions import Dialogue
from handlers import zones
from handlers.callbacks.browsing import OpenScreen, Screen
from handlers.callbacks.preferences import AskMyCity, DropMyCity, SetMyCity
from handlers.chat_context import ChatContext
from handlers.cities import require_city, show_city
from handlers.permissions import admins_only, require_setup_right
from handlers.questions import (
    IsAnswerTo,
    ask_again,
    ask_in_place,
    asks_otherwise,
    close_question,
    find_question,
    is_for_others,
)
from handlers.sending.replies import Toast, reply
from handlers.text.markup import Markup
from handlers.views.cities import candidates_text
from handlers.views.my_city import (
    far_city_message,
    my_city_question,
    my_city_set_note,
    nearest_city_note,
    which_my_city_message,
)
from handlers.views.settings import settings_message

QUESTION = "my-city"
ASKED_BY_THE_WAY = {"by_the_way": True}
"""Data of a question that ends another message. Only a bare name of a city answers it."""

_MOST_LIKELY = 6
_LARGEST = ("moscow", "saint-petersburg", "tashkent", "kyiv", "baku", "minsk")
"""The cities of the catalogue with the most people, to offer where nothing else is known."""


def build_router() -> Router:
    """Return the router of the chat's own city. In groups only admins set it."""
    router, setting = Router(name="my-city"), admins_only(Router(name="setting-my-city"))
    router.callback_query.register(open_my_city, OpenScreen.filter(F.screen == Screen.MY_CITY))
    router.message.register(take_location, F.location)
    setting.callback_query.register(ask_my_city, AskMyCity.filter())
    setting.callback_query.register(set_my_city, SetMyCity.filter())
    setting.callback_query.register(drop_my_city, DropMyCity.filter())
    setting.message.register(answer_my_city, IsAnswerTo(QUESTION))
    router.include_router(setting)
    return router


async def open_my_city(event: Message | CallbackQuery, context: ChatContext) -> None:
    """Show the card of the chat's own city, or ask which one that is."""
    city = my_city(context)
    if city is not None:
        await show_city(event, context, city)
        return
    await require_setup_right(event)
    await ask_my_city(event, context)


async def ask_my_city(event: Message | CallbackQuery, context: ChatContext) -> None:
    """Ask which city is the chat's own."""
    view = my_city_question(context.words, context.chat, likely_cities(context, await context.follows()))
    await ask_in_place(event, context, QUESTION, view)


async def set_my_city(
    press: CallbackQuery, callback_data: SetMyCity, context: ChatContext, toast: Toast
) -> None:
    """Make the city of the pressed button the chat's own, and show its card."""
    city = require_city(context, callback_data.id)
    await context.store.open_questions.clear(context.chat.chat_id, press.from_user.id)
    toast.say(context.words.plain("settings-saved"))
    await _set_city(press, context, city)


async def drop_my_city(press: CallbackQuery, context: ChatContext, toast: Toast) -> None:
    """Leave the chat without a city of its own, and show the settings. Its time zone stays."""
    chat = await context.store.chats.set_city(context.chat.chat_id, None, None, context.now)
    toast.say(context.words.plain("my-city-dropped"))
    await reply(press, settings_message(context.words, chat, context.now, context.today))


async def answer_my_city(message: Message, context: ChatContext, question: Dialogue) -> None:
    """Make the city that the answer names the chat's own. Otherwise the question stays open."""
    is_by_the_way = question.data == ASKED_BY_THE_WAY
    needs_bare_name = is_by_the_way or is_for_others(message)
    if is_by_the_way and message.edit_date is not None and question.answered_by is None:
        # the edited text may be older than the question, and was no answer then
        raise SkipHandler
    found = context.almanac.cities.find((message.text or "").strip())
    if asks_otherwise(message, context, found):
        raise SkipHandler
    # a sentence with a city may be a word to other members
    if found.match is not None and not (needs_bare_name and found.step is SearchStep.NAMED):
        await close_question(message, context, question)
        await _set_city(message, context, found.match)
    elif is_by_the_way and found.step is not SearchStep.AMBIGUOUS:
        raise SkipHandler
    elif found.step is SearchStep.AMBIGUOUS or not is_for_others(message):
        view = which_my_city_message(context.words, found, candidates_text(context.words, found))
        await ask_again(message, context, question, view)


async def take_location(message: Message, context: ChatContext) -> None:
    """Take a shared location for an answer: to the question for a zone or for a city.

    In a private chat without a city it answers unasked, and with one it opens the nearest card. In a group it
    may be meant for others.
    """
    question = await find_question(message, context.store, context.now)
    kind = question.kind if question is not None else None
    place = message.location
    nearest = nearest_city(context.almanac.cities.all, place.latitude, place.longitude) if place else None
    if nearest is None or (not context.is_private and kind not in {QUESTION, zones.QUESTION}):
        raise SkipHandler
    if question is not None and kind == zones.QUESTION:
        await require_setup_right(message)
        await zones.answer_zone_location(message, context, question, nearest)
    elif not nearest.is_near:
        await ask_in_place(message, context, QUESTION, far_city_message(context.words, nearest))
    elif context.chat.city is None or kind == QUESTION:
        await require_setup_right(message)
        if question is not None and kind == QUESTION:
            await close_question(message, context, question)
        await _set_city(message, context, nearest.city, nearest_city_note(context.words, nearest))
    else:
        note = nearest_city_note(context.words, nearest)
        await show_city(message, context, nearest.city, note=note)


def my_city(context: ChatContext) -> City | None:
    """Return the chat's own city. None without one, and for one that the catalogue has lost."""
    return context.almanac.cities.by_id.get(context.chat.city or "")


def likely_cities(
    context: ChatContext, follows: Iterable[Subscription], most: int = _MOST_LIKELY
) -> list[City]:
    """Return cities that may be the chat's: followed ones, those of its zone, the largest."""
    by_id = context.almanac.cities.by_id
    ids = [one.subject for one in sorted(follows) if one.topic is Topic.CITY]
    if context.chat.is_zone_chosen:
        in_zone = [city for city in context.almanac.cities.all if city.zone == context.chat.zone]
        ids += [city.id for city in sorted(in_zone, key=lambda city: city.id not in _LARGEST)]
    known = [by_id[one] for one in dict.fromkeys((*ids, *_LARGEST)) if one in by_id]
    return known[:most]


async def _set_city(
    event: Message | CallbackQuery, context: ChatContext, city: City, note: Markup | None = None
) -> None:
    """Store the chat's own city and show its card, with what has changed above it."""
    before = context.chat
    after = await context.store.chats.set_city(before.chat_id, city.id, city.zone, context.now)
    said = my_city_set_note(context.words, before, after, city, context.now)
    today = context.now.astimezone(ZoneInfo(after.zone)).date()
    changed = replace(context, chat=after, today=today)
    await show_city(event, changed, city, note=said if note is None else Markup(f"{note}\n{said}"))
