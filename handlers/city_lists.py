"""Answer /cities: all names by letter, the groups and the countries."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.cities import CityGroup, OpenCities, OpenCityGroup, OpenCountries
from handlers.chat_context import ChatContext
from handlers.city_listing import FORMER_PAGE, list_cities, overview_of
from handlers.render_cache import RenderCache
from handlers.sending.replies import reply
from handlers.views.city_list import ROWS_ON_PAGE, cities_message, city_group_message, countries_message
from handlers.views.message import Message as View

# one for all handlers: thousands of chats are shown the same on the same day
_lists = RenderCache[View]()


def build_router() -> Router:
    """Return the router of the lists of cities."""
    router = Router(name="city-lists")
    router.message.register(open_cities, Command("cities", ignore_case=True))
    router.callback_query.register(turn_cities, OpenCities.filter())
    router.callback_query.register(open_group, OpenCityGroup.filter())
    router.callback_query.register(open_countries, OpenCountries.filter())
    return router


async def open_cities(message: Message, context: ChatContext) -> None:
    """Show all cities by letter, and the groups."""
    await reply(message, _all_cities(context))


async def turn_cities(press: CallbackQuery, callback_data: OpenCities, context: ChatContext) -> None:
    """Show all cities by letter, or the page that a button of an older message means."""
    if callback_data.page == 0:
        await reply(press, _all_cities(context))
        return
    first = min(callback_data.page * FORMER_PAGE, len(context.almanac.cities.all))
    page = first // ROWS_ON_PAGE
    await open_group(press, OpenCityGroup(group=CityGroup.ALL, page=page), context)


async def open_group(press: CallbackQuery, callback_data: OpenCityGroup, context: ChatContext) -> None:
    """Show a page of a group of cities."""
    listing = list_cities(context.almanac, callback_data, context.today)
    await reply(press, city_group_message(context.words, listing, context.today))


async def open_countries(press: CallbackQuery, callback_data: OpenCountries, context: ChatContext) -> None:
    """Show a page of the countries."""
    await reply(press, countries_message(context.words, context.almanac.cities.all, callback_data.page))


def _all_cities(context: ChatContext) -> View:
    almanac, words, today = context.almanac, context.words, context.today
    own = almanac.cities.by_id.get(context.chat.city or "")
    key = words.language, today, own and own.id
    return _lists.get(almanac, key, lambda: cities_message(words, overview_of(almanac, today), own))
