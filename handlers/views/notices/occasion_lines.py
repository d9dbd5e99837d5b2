"""Render one occasion of a notice in a line or two."""

from data.calendar.cities import City
from data.calendar.occasions import Occasion, OccasionKind
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import shorten
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.days import clock_in_words
from handlers.views.wording.occasions import (
    LONGEST_TITLE,
    city_name,
    mark_of,
    occasion_title,
    one_line,
    place_of,
)

LONGEST_PLACE = 120

_CITY_DATES = frozenset({OccasionKind.CITY_DAY, OccasionKind.JUBILEE})


def is_city_date(occasion: Occasion) -> bool:
    """Return whether it is a city day or jubilee. Their dates are approximate in plans."""
    return occasion.kind in _CITY_DATES


def coming_line(words: Words, occasion: Occasion, this_year: int) -> Markup:
    """Render the occasion: «🎂 Казани исполняется 1020 лет», or a title with the place below.

    The heading above names the day. A span of days and the time are named here.
    """
    line = _celebration_line(words, occasion) if is_city_date(occasion) else _event_line(words, occasion)
    if occasion.when.is_day:
        line = _dated_line(words, occasion, line, this_year)
    if occasion.time is not None:
        line = words("notice-timed", line=line, time=clock_in_words(words, occasion.time))
    place = "" if is_city_date(occasion) else shorten(one_line(place_of(words, occasion)), LONGEST_PLACE)
    return join((line, words("notice-place", place=place) if place else ""))


def _dated_line(words: Words, occasion: Occasion, line: Markup, this_year: int) -> Markup:
    """Return the line with the days of a span, and whether the date is calculated."""
    if occasion.when.start == occasion.when.end:
        return words("notice-calculated", line=line) if occasion.calculated else line
    date = date_in_words(words, occasion.when, this_year)
    if occasion.calculated:
        return words("notice-dated-calculated", line=line, date=date)
    return words("notice-dated", line=line, date=date)


def city_of_age(words: Words, city: City) -> str:
    """Return the name of a city that turns an age, in Russian the dative: «Казани»."""
    return city.cases.dat if words.language == "ru" else city_name(words, city)


def _celebration_line(words: Words, occasion: Occasion) -> Markup:
    city = occasion.city
    if occasion.age is None:
        return words("notice-city-day-ageless", city=place_of(words, occasion))
    if city is None:
        # only cities of the catalogue have a dative
        return words(
            "notice-celebration", city=place_of(words, occasion), age=occasion.age, kind=occasion.kind.value
        )
    if occasion.kind is OccasionKind.JUBILEE:
        return words("notice-jubilee", city=city_of_age(words, city), age=occasion.age)
    return words("notice-city-day", city=city_of_age(words, city), age=occasion.age)


def _event_line(words: Words, occasion: Occasion) -> Markup:
    mark = words("occasion-mark", kind=mark_of(occasion))
    if occasion.event is None:
        return words("notice-event", mark=mark, title=occasion_title(words, occasion))
    title = shorten(one_line(occasion.event.title), LONGEST_TITLE)
    return words("notice-event", mark=mark, title=title)
