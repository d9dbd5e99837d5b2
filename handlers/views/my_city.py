"""Render a chat's own city: the question for it, its buttons, its confirmation."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from data.calendar.cities import City
from data.calendar.city_search.lookup import SearchResult
from data.calendar.nearest_city import NearestCity
from data.store.chat_values import Chat, ChatKind
from handlers.callbacks.browsing import OpenScreen, Screen
from handlers.callbacks.cities import OpenCities, OpenCity
from handlers.callbacks.preferences import AskMyCity, DeclineTitleCity, DropMyCity, SetMyCity
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button, in_rows, keyboard
from handlers.views.message import Message
from handlers.views.wording.local_time import zone_in_words
from handlers.views.wording.occasions import city_name

_INSIDE_KM = 15
"""So near its centre a place is in the city itself, and the distance says nothing."""


def my_city_button(words: Words, chat: Chat, city: City) -> Button:
    """Return the button of a city's card that makes it the chat's own, or changes it if it is."""
    group = _in_group(chat)
    if chat.city == city.id:
        return button(words.plain("my-city-button-change", group=group), AskMyCity())
    return button(words.plain("my-city-button-set", group=group), SetMyCity(id=city.id))


def my_city_question(words: Words, chat: Chat, likely: Sequence[City]) -> Message:
    """Ask for the chat's own city, with the likely ones as buttons.

    In a group only a reply is sure to reach the bot.
    """
    more = button(words.plain("button-all-cities"), OpenCities())
    menu = button(words.plain("button-menu"), OpenScreen(screen=Screen.START))
    rows = in_rows(city_choices(words, likely), 3)
    return Message(words("my-city-ask", group=_in_group(chat)), keyboard(*rows, (more, menu)))


def city_choices(words: Words, cities: Sequence[City]) -> list[Button]:
    """Return a button for each city that makes it the chat's own."""
    return [button(city_name(words, city), SetMyCity(id=city.id)) for city in cities]


def which_my_city_message(words: Words, found: SearchResult, text: Markup) -> Message:
    """Offer the cities that an answer may mean, below a text that says so."""
    everything = (button(words.plain("button-all-cities"), OpenCities()),)
    return Message(text, keyboard(*in_rows(city_choices(words, found.candidates), 2), everything))


def my_city_set_note(words: Words, before: Chat, after: Chat, city: City, now: datetime) -> Markup:
    """Say which city is the chat's own now, and what became of the time zone."""
    name = city_name(words, city)
    lines = [words("my-city-set", city=name, group=_in_group(after))]
    zone = zone_in_words(words, after.zone, now)
    if after.zone != before.zone:
        lines.append(words("my-city-zone-taken", zone=zone))
    elif after.zone != city.zone:
        lines.append(words("my-city-zone-kept", zone=zone))
    return join(lines, " ")


def nearest_city_note(words: Words, nearest: NearestCity) -> Markup:
    """Say which city is nearest to a shared location, and how far away it is."""
    km = nearest.km if nearest.km > _INSIDE_KM else 0
    return words("my-city-nearest", city=city_name(words, nearest.city), km=km)


def far_city_message(words: Words, nearest: NearestCity) -> Message:
    """Offer the nearest city of a location that has none near."""
    city = nearest.city
    rows = (
        city_choices(words, (city,)),
        (button(words.plain("my-city-button-card"), OpenCity(id=city.id)),),
        (button(words.plain("button-all-cities"), OpenCities()),),
    )
    text = words("my-city-far", city=city_name(words, city), km=nearest.km)
    return Message(text, keyboard(*rows))


def title_question(words: Words, city: City) -> Markup:
    """Ask whether a group is the chat of the city that its title names."""
    name = words("city-genitive", genitive=city.cases.gen, name=city_name(words, city))
    return words("my-city-of-title", city=name)


def title_answers(words: Words, city: City) -> Row:
    """Return the buttons that answer the question about the title."""
    yes = button(words.plain("my-city-button-yes"), SetMyCity(id=city.id))
    return yes, button(words.plain("my-city-button-no"), DeclineTitleCity())


def my_city_line(words: Words, city: City | None, *, in_group: bool) -> Markup:
    """Return the line of the settings that names the chat's own city."""
    group = int(in_group)
    if city is None:
        return words("my-city-line-none", group=group)
    return words("my-city-line", city=city_name(words, city), group=group)


def my_city_choices(words: Words, city: City | None) -> Iterator[Button]:
    """Yield the buttons of the settings that set, change and remove the chat's own city."""
    if city is None:
        yield button(words.plain("my-city-button-name"), AskMyCity())
        return
    yield button(words.plain("my-city-button-other"), AskMyCity())
    yield button(words.plain("my-city-button-drop"), DropMyCity())


def _in_group(chat: Chat) -> int:
    """Return 1 for a chat of several people, for the sentences that name it."""
    return int(chat.kind is not ChatKind.PRIVATE)
