"""Set the chat's time zone from a list, a city's name, a zone's name or a UTC offset."""

from functools import lru_cache

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from data.calendar.almanac import Almanac
from data.calendar.city_search.lookup import CityIndex, SearchStep
from data.calendar.nearest_city import NearestCity
from data.calendar.zones import ZoneIndex
from data.content.shipped import shipped_places, zone_names
from data.store.open_questions import Dialogue
from handlers.callbacks.preferences import AskZoneCity, SetZone
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import SETS_TOPIC, admins_only, set_topic_here
from handlers.questions import (
    IsAnswerTo,
    ask_again,
    ask_below,
    asks_otherwise,
    close_question,
    is_for_others,
)
from handlers.sending.replies import Toast, reply
from handlers.views.wording.local_time import OFFERED_ZONES
from handlers.views.zones import (
    ask_zone_city_message,
    which_zone_city_message,
    zone_city_far_message,
    zone_city_unknown_message,
    zone_message,
    zone_set_message,
)

QUESTION = "zone-city"


def build_router() -> Router:
    """Return the router of the time zone. In groups it is for admins only."""
    router = admins_only(Router(name="zones"))
    router.callback_query.register(set_zone, SetZone.filter(), flags=SETS_TOPIC)
    router.callback_query.register(ask_zone_city, AskZoneCity.filter())
    router.message.register(answer_zone_city, IsAnswerTo(QUESTION))
    return router


async def set_zone(press: CallbackQuery, callback_data: SetZone, context: ChatContext, toast: Toast) -> None:
    """Set the zone of the pressed button."""
    if not is_known_zone(context.almanac, callback_data.zone):
        raise UserError("settings-zone-not-known")
    chat = await context.store.chats.set_zone(context.chat.chat_id, callback_data.zone, context.now)
    await context.store.open_questions.clear(context.chat.chat_id, press.from_user.id)
    toast.say(context.words.plain("settings-saved"))
    await reply(press, zone_message(context.words, chat, context.now))


async def ask_zone_city(press: CallbackQuery, context: ChatContext) -> None:
    """Ask for a city in the wanted zone."""
    await ask_below(
        press,
        context.store,
        context.now,
        QUESTION,
        ask_zone_city_message(context.words, in_group=not context.is_private),
    )


async def answer_zone_city(message: Message, context: ChatContext, question: Dialogue) -> None:
    """Set the zone that the answer names. Otherwise the question stays open."""
    name = (message.text or "").strip()
    found = zones_of(context.almanac.cities).find(name, context.now)
    by_city = found.zone is None or found.cities.match is not None
    if by_city and asks_otherwise(message, context, found.cities):
        raise SkipHandler
    if found.zone is not None:
        await set_topic_here(message, context)
        chat = await context.store.chats.set_zone(context.chat.chat_id, found.zone, context.now)
        await close_question(message, context, question)
        await reply(message, zone_set_message(context.words, chat, context.now))
    elif found.cities.step is not SearchStep.AMBIGUOUS and is_for_others(message):
        return
    elif found.cities.candidates:
        await ask_again(message, context, question, which_zone_city_message(context.words, found.cities))
    else:
        await ask_again(message, context, question, zone_city_unknown_message(context.words, name))


async def answer_zone_location(
    message: Message, context: ChatContext, question: Dialogue, nearest: NearestCity
) -> None:
    """Set the zone of the city near a shared location. Otherwise the question stays open."""
    if not nearest.is_near:
        await ask_again(message, context, question, zone_city_far_message(context.words, nearest))
        return
    await set_topic_here(message, context)
    chat = await context.store.chats.set_zone(context.chat.chat_id, nearest.city.zone, context.now)
    await close_question(message, context, question)
    await reply(message, zone_set_message(context.words, chat, context.now))


def is_known_zone(almanac: Almanac, zone: str) -> bool:
    """Return whether a button may set this zone: it is in the list, or a place lies in it."""
    return zone in OFFERED_ZONES or zones_of(almanac.cities).is_offered(zone)


@lru_cache(maxsize=1)
def zones_of(cities: CityIndex) -> ZoneIndex:
    """Return the index of zones, made when it is first needed.

    Every almanac has the same catalogue of cities, so one index serves all.
    """
    return ZoneIndex(cities, shipped_places(), zone_names())
