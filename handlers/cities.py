"""Answer /city, /cities and a city's name, and send its map and calendar file."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.methods import SendLocation
from aiogram.types import CallbackQuery, Message

from data.calendar.cities import City
from data.calendar.topics import Subscription, Topic
from handlers.callbacks.browsing import (
    OpenCities,
    OpenCity,
    OpenCityEvents,
    SendCityCard,
    SendCityFile,
    SendCityMap,
)
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.ics_entries import city_entry
from handlers.ics_files import calendar_file
from handlers.questions import ask_in_place
from handlers.sending.bot_requests import deliver
from handlers.sending.replies import reply, reply_address, reply_below
from handlers.text.markup import Markup, join
from handlers.views.cities import (
    cities_message,
    city_candidates_message,
    city_events_message,
    city_message,
    city_question,
)
from handlers.views.message import Document
from handlers.views.message import Message as View
from handlers.views.pictures.captions import card_message

QUESTION = "city"


def build_router() -> Router:
    """Return the router of the city handlers."""
    router = Router(name="cities")
    router.message.register(open_city, Command("city", ignore_case=True))
    router.message.register(open_cities, Command("cities", ignore_case=True))
    router.callback_query.register(open_pressed_city, OpenCity.filter())
    router.callback_query.register(open_events, OpenCityEvents.filter())
    router.callback_query.register(turn_cities, OpenCities.filter())
    router.callback_query.register(send_map, SendCityMap.filter())
    router.callback_query.register(send_card, SendCityCard.filter())
    router.callback_query.register(send_file, SendCityFile.filter())
    return router


async def open_city(message: Message, command: CommandObject, context: ChatContext) -> None:
    """Show the city named in the command, or ask for one."""
    if command.args:
        await answer_name(message, context, command.args)
    else:
        await ask_city(message, context)


async def ask_city(event: Message | CallbackQuery, context: ChatContext) -> None:
    """Ask for the name of a city. The answer may come after a restart."""
    await ask_in_place(
        event, context, QUESTION, city_question(context.words, in_group=not context.is_private)
    )


async def answer_name(message: Message, context: ChatContext, name: str) -> None:
    """Show the city with this name.

    If several cities may be meant, or none, offer the nearest as buttons.
    """
    found = context.almanac.cities.find(name)
    if found.match is not None:
        await show_city(message, context, found.match, guessed=found.is_guess)
        return
    await reply(message, city_candidates_message(context.words, found))


async def open_pressed_city(press: CallbackQuery, callback_data: OpenCity, context: ChatContext) -> None:
    """Show a city in place of the list, or below a notice."""
    city = require_city(context, callback_data.id)
    await show_city(press, context, city, fresh=callback_data.fresh)


async def open_events(press: CallbackQuery, callback_data: OpenCityEvents, context: ChatContext) -> None:
    """Show a page of the events in a city."""
    view = context.almanac.city_view(require_city(context, callback_data.id), context.today)
    await reply(press, city_events_message(context.words, view, callback_data.page, context.today))


async def open_cities(message: Message, context: ChatContext) -> None:
    """Show the first page of all cities."""
    await reply(message, cities_message(context.words, context.almanac.cities.all, 0))


async def turn_cities(press: CallbackQuery, callback_data: OpenCities, context: ChatContext) -> None:
    """Show another page of all cities."""
    await reply(press, cities_message(context.words, context.almanac.cities.all, callback_data.page))


async def send_map(press: CallbackQuery, callback_data: SendCityMap, context: ChatContext) -> None:
    """Send the city's location."""
    city = require_city(context, callback_data.id)
    chat_id, topic = reply_address(press)
    if press.bot is not None:
        place = SendLocation(chat_id=chat_id, latitude=city.lat, longitude=city.lon, message_thread_id=topic)
        await deliver(press.bot, place)


async def send_card(press: CallbackQuery, callback_data: SendCityCard, context: ChatContext) -> None:
    """Send the city's card as a picture."""
    view = context.almanac.city_view(require_city(context, callback_data.id), context.today)
    card = card_message(context.words, view, context.today)
    if card.picture is None:
        raise UserError("city-has-no-card")
    await reply_below(press, card)


async def send_file(press: CallbackQuery, callback_data: SendCityFile, context: ChatContext) -> None:
    """Send the city's next day as a calendar file."""
    city = require_city(context, callback_data.id)
    coming = context.almanac.city_view(city, context.today).coming
    if coming is None:
        raise UserError("city-has-no-day")
    content = calendar_file(context.words, [city_entry(context.almanac, coming)], context.now)
    caption = "city-file-caption-approximate" if coming.approximate else "city-file-caption"
    document = Document(f"mag-{city.id}-{coming.year}.ics", content)
    await reply_below(press, View(context.words(caption), document=document))


async def show_city(
    event: Message | CallbackQuery,
    context: ChatContext,
    city: City,
    *,
    guessed: bool = False,
    fresh: bool = False,
    note: Markup | None = None,
) -> None:
    """Reply with the card of a city.

    guessed means that its name was mistyped. fresh sends the card as a new message. note stands above it.
    """
    view = context.almanac.city_view(city, context.today)
    followed = Subscription(Topic.CITY, city.id) in await context.follows()
    card = city_message(context.words, view, context.today, context.chat, followed=followed, guessed=guessed)
    answer = reply_below if fresh else reply
    await answer(event, replace(card, text=join((note, card.text), "\n\n")) if note else card)


def require_city(context: ChatContext, city_id: str) -> City:
    """Return the city with this id. Raises UserError for an unknown one."""
    city = context.almanac.cities.by_id.get(city_id)
    if city is None:
        raise UserError("city-gone")
    return city
