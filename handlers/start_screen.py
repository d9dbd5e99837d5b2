"""Put together what the first screen shows: facts of the day and the chat's own city."""

from collections.abc import Callable, Sequence
from datetime import date

from aiogram.types import Chat as TelegramChat

from data.calendar.almanac import Almanac
from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.highlights import Highlights, choose_highlights
from data.calendar.topics import Subscription
from data.store.chat_values import Chat, ChatKind
from handlers.callbacks.browsing import Follow
from handlers.chat_context import ChatContext
from handlers.my_city import likely_cities, my_city
from handlers.render_cache import RenderCache
from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.highlights import city_line, highlights_text
from handlers.views.message import Message as View
from handlers.views.start import ONE_TAP_TOPICS, StartScreen, start_message

_LIKELY_AT_START = 3

# for all handlers: thousands of chats are shown the same on the same day
_facts = RenderCache[tuple[Highlights, Markup]]()
_city_lines = RenderCache[Markup]()
_screens = RenderCache[View]()


async def start_view(
    context: ChatContext,
    title_city: City | None = None,
    done: Follow | None = None,
    *,
    link_gone: bool = False,
) -> View:
    """Return the first screen of this chat on this day.

    title_city is the city to ask about. done is the tap that the screen confirms. link_gone says that the
    link's target is gone.
    """
    follows, chat, words = await context.follows(), context.chat, context.words
    likely = likely_cities(context, follows, _LIKELY_AT_START) if asks_city(context) else []
    topics = frozenset(one for one in follows if one.topic in ONE_TAP_TOPICS)
    screen = _screen(context, topics, likely, title_city)
    chosen = chat.kind, chat.state, chat.city, topics, tuple(city.id for city in likely)
    said = title_city.id if title_city else None, done.pack() if done else None, link_gone
    return _screens.get(
        context.almanac,
        (words.language, context.today, chosen, said),
        lambda: start_message(words, screen(), done, link_gone=link_gone),
    )


def _screen(
    context: ChatContext,
    followed: frozenset[Subscription],
    likely: Sequence[City],
    title_city: City | None,
) -> Callable[[], StartScreen]:
    """Return what makes the content of the first screen, where it is not cached."""

    def make() -> StartScreen:
        highlights, facts = _facts_of_day(context.words, context.almanac, context.today)
        city = my_city(context)
        return StartScreen(
            chat=context.chat,
            facts=facts,
            followed=followed,
            city_line=Markup("") if city is None else _city_line(context, city),
            jubilee_year=highlights.jubilee_year if highlights.jubilees else None,
            plan_year=_plan_year(context.almanac, context.today.year),
            asks_city=asks_city(context),
            likely=likely,
            title_city=title_city,
        )

    return make


def asks_city(context: ChatContext) -> bool:
    """Return whether the first screen asks for the city: in a private chat without one."""
    return context.is_private and my_city(context) is None


def facts_of_day(words: Words, almanac: Almanac, today: date) -> Markup:
    """Return the next occasions and the jubilees of the year, cached for the day."""
    return _facts_of_day(words, almanac, today)[1]


def title_city_to_ask(cities: CityIndex, chat: Chat, telegram_chat: TelegramChat) -> City | None:
    """Return the one city that a group's title names.

    None for a group that has a city or was asked before.
    """
    if chat.kind is ChatKind.PRIVATE or chat.city is not None or chat.is_title_asked:
        return None
    named = {city.id: city for city, _, _ in cities.named(telegram_chat.title or "")}
    return next(iter(named.values())) if len(named) == 1 else None


def _facts_of_day(words: Words, almanac: Almanac, today: date) -> tuple[Highlights, Markup]:
    def make() -> tuple[Highlights, Markup]:
        highlights = choose_highlights(almanac, today)
        return highlights, highlights_text(words, highlights, today)

    return _facts.get(almanac, (words.language, today), make)


def _city_line(context: ChatContext, city: City) -> Markup:
    words, almanac, today = context.words, context.almanac, context.today
    key = words.language, today, city.id
    return _city_lines.get(almanac, key, lambda: city_line(words, almanac.city_view(city, today), today))


def _plan_year(almanac: Almanac, this_year: int) -> int | None:
    """Return the year of the plan to open: this one, else the next, else the latest there is."""
    for year in (this_year, this_year + 1):
        if almanac.has_plan(year):
            return year
    return almanac.latest_plan.year if almanac.latest_plan else None
