"""Render the question for a city, and the replies to a name that is no single city's."""

from collections.abc import Sequence

from data.calendar.cities import City
from data.calendar.city_search.lookup import SearchResult, SearchStep
from data.calendar.city_search.territories import NamedTerritory
from handlers.callbacks.cities import OpenCities, OpenCity
from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.keyboard import button, in_rows, keyboard, shorten
from handlers.views.message import Message
from handlers.views.questions.ways_on import ways_on
from handlers.views.wording.occasions import city_name, one_line, territory_name

LONGEST_QUERY_SHOWN = 100
MOST_NAMED = 8
"""Cities of one text that are offered."""


def city_question(words: Words, *, in_group: bool = False) -> Message:
    """Ask for the name of a city. In a group only a reply is sure to reach the bot."""
    question = words("city-ask-group" if in_group else "city-ask")
    return Message(question, keyboard((button(words.plain("button-all-cities"), OpenCities()),)))


def city_candidates_message(words: Words, found: SearchResult) -> Message:
    """Ask which city is meant, or say that none has this name and offer the nearest."""
    buttons = [button(city_name(words, city), OpenCity(id=city.id)) for city in found.candidates]
    return Message(candidates_text(words, found), keyboard(*in_rows(buttons, 2), ways_on(words)))


def named_cities_message(words: Words, cities: Sequence[City]) -> Message:
    """Offer all cities that a text names, as many as fit."""
    buttons = [button(city_name(words, city), OpenCity(id=city.id)) for city in cities[:MOST_NAMED]]
    return Message(words("city-several"), keyboard(*in_rows(buttons, 2)))


def territory_message(words: Words, found: NamedTerritory) -> Message:
    """Offer the cities of a region."""
    buttons = [button(city_name(words, city), OpenCity(id=city.id)) for city in found.cities]
    everything = (button(words.plain("button-all-cities"), OpenCities()),)
    name = territory_name(words, found.territory)
    text = words("city-territory", name=name, count=len(found.cities))
    return Message(text, keyboard(*in_rows(buttons, 2), everything))


def candidates_text(words: Words, found: SearchResult) -> Markup:
    """Say what a name that is no single city's may mean."""
    if found.step is SearchStep.AMBIGUOUS:
        return words("city-which" if len(found.candidates) > 1 else "city-which-one")
    key = "city-unknown" if found.candidates else "city-unknown-and-none-near"
    return words(key, query=shorten(one_line(found.query), LONGEST_QUERY_SHOWN))
