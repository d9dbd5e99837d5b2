"""Answer /city and a city's name, and send its map, calendar file and picture."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.methods import SendLocation
from aiogram.types import CallbackQuery, Message

from data.calendar.cities import City
from data.calendar.city_search.lookup import SearchResult, SearchStep
from data.calendar.city_search.mentions import each_once
from data.calendar.city_search.territories import find_territory
from data.calendar.city_summary import CityView
from data.calendar.topics import Subscription, Topic
from handlers.callbacks.cities import (
    CityGroup,
    OpenCity,
    OpenCityEvents,
    OpenCityGroup,
    OpenCityMore,
    SendCityCard,
    SendCityFile,
    SendCityMap,
)
from handlers.chat_context import ChatContext
from handlers.city_listing import list_cities, territory_key
from handlers.errors import UserError
from handlers.expected_reminders import promise_of
from handlers.ics_entries import city_entry, with_alarms
from handlers.ics_files import calendar_file
from handlers.permissions import Right, Roles, is_in_private
from handlers.questions import ask_in_place
from handlers.render_cache import RenderCache
from handlers.sending.bot_requests import deliver
from handlers.sending.replies import reply, reply_address, reply_below
from handlers.text.markup import Markup, join
from handlers.views.cities import (
    city_candidates_message,
    city_question,
    named_cities_message,
    territory_message,
)
from handlers.views.city_card import city_message, city_more_message
from handlers.views.city_events import city_events_message
from handlers.views.city_list import city_group_message
from handlers.views.message import Document
from handlers.views.message import Message as View
from handlers.views.pictures.captions import card_message
from handlers.views.settings import silence_in_words

QUESTION = "city"

# one for all handlers: thousands of chats are shown the same on the same day
_cards = RenderCache[View]()


def build_router() -> Router:
    """Return the router of the city handlers."""
    router = Router(name="cities")
    router.message.register(open_city, Command("city", ignore_case=True))
    router.callback_query.register(open_pressed_city, OpenCity.filter())
    router.callback_query.register(open_more, OpenCityMore.filter())
    router.callback_query.register(open_events, OpenCityEvents.filter())
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

    Offer all cities that a text names, those of a region or country, and else the nearest as buttons.
    """
    found = context.almanac.cities.find(name)
    if found.match is not None:
        await show_city(message, context, found.match, guessed=found.is_guess)
    else:
        await reply(message, choice_for(context, found))


def choice_for(context: ChatContext, found: SearchResult) -> View:
    """Return what is offered for a text that is no single city's name."""
    cities = context.almanac.cities
    named = each_once(city for city, _, _ in cities.named(found.query))
    if len(named) > 1:
        return named_cities_message(context.words, named)
    of_territory = territory_choice(context, found.query) if found.step is SearchStep.UNKNOWN else None
    return of_territory or city_candidates_message(context.words, found)


def territory_choice(context: ChatContext, name: str) -> View | None:
    """Return the cities of the region or country with this name, or None.

    A country has pages of cities: the first is returned.
    """
    found = find_territory(context.almanac.cities.all, name)
    if found is None:
        return None
    if not found.is_country:
        return territory_message(context.words, found)
    request = OpenCityGroup(group=CityGroup.COUNTRY, country=territory_key(found.territory))
    listing = list_cities(context.almanac, request, context.today)
    return city_group_message(context.words, listing, context.today)


async def open_pressed_city(press: CallbackQuery, callback_data: OpenCity, context: ChatContext) -> None:
    """Show a city in place of the list, or below a notice."""
    city = require_city(context, callback_data.id)
    await show_city(press, context, city, fresh=callback_data.fresh)


async def open_more(
    press: CallbackQuery, callback_data: OpenCityMore, context: ChatContext, roles: Roles
) -> None:
    """Show a city's card with its other buttons. Editors can name its day there."""
    city = require_city(context, callback_data.id)
    may_correct = is_in_private(press) and await roles.has(press.from_user, Right.EDIT_PLAN)
    view = context.almanac.city_view(city, context.today)
    card = await _card_of(context, view)
    await reply(press, city_more_message(context.words, view, card, may_correct=may_correct))


async def open_events(press: CallbackQuery, callback_data: OpenCityEvents, context: ChatContext) -> None:
    """Show a page of the events in a city."""
    view = context.almanac.city_view(require_city(context, callback_data.id), context.today)
    await reply(press, city_events_message(context.words, view, callback_data.page, context.today))


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
    entries = await with_alarms(context, [city_entry(context.almanac, coming)])
    content = calendar_file(context.words, entries, context.now)
    caption = "city-file-caption-approximate" if coming.approximate else "city-file-caption"
    if coming.when.is_window:
        caption = "city-file-caption-window"
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
    card = await _card_of(context, context.almanac.city_view(city, context.today), guessed=guessed)
    answer = reply_below if fresh else reply
    await answer(event, replace(card, text=join((note, card.text), "\n\n")) if note else card)


async def _card_of(context: ChatContext, view: CityView, *, guessed: bool = False) -> View:
    """Return the card of a city for this chat, with what is promised to its followers."""
    following = Subscription(Topic.CITY, view.city.id)
    followed = following in await context.follows()
    card = _shared_card(context, view, followed=followed, guessed=guessed)
    promise = await promise_of(context, following) if followed else None
    return replace(card, text=join((card.text, promise), "\n\n")) if promise else card


def _shared_card(context: ChatContext, view: CityView, *, followed: bool, guessed: bool) -> View:
    """Return the card without a promise. Chats that see the same share it."""
    chat, words, today = context.chat, context.words, context.today

    def make() -> View:
        return city_message(words, view, today, chat, followed=followed, guessed=guessed)

    if followed and silence_in_words(words, chat, today):
        return make()
    key = (
        *(words.language, today, view.city.id, followed, guessed),
        *(chat.city == view.city.id, context.is_private),
    )
    return _cards.get(context.almanac, key, make)


def require_city(context: ChatContext, city_id: str) -> City:
    """Return the city with this id. Raises UserError for an unknown one."""
    city = context.almanac.cities.by_id.get(city_id)
    if city is None:
        raise UserError("city-gone")
    return city
