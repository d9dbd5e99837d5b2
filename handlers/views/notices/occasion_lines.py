"""Render one occasion among others in a line or two. The heading above names the day."""

from datetime import date

from data.calendar.cities import City
from data.calendar.occasions import Occasion, OccasionKind
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.event_details import link_line
from handlers.views.keyboard import shorten
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.event_hours import hour_in_words
from handlers.views.wording.occasions import (
    LONGEST_TITLE,
    city_name,
    is_marked,
    mark_of,
    occasion_title,
    one_line,
    place_of,
)
from handlers.views.wording.until import until

LONGEST_PLACE = 120
_WEEK, _MONTH = 7, 30

_CITY_DATES = frozenset({OccasionKind.CITY_DAY, OccasionKind.JUBILEE})


def is_city_date(occasion: Occasion) -> bool:
    """Return whether it is a city day or jubilee. Their dates are approximate in plans."""
    return occasion.kind in _CITY_DATES


def is_greeting(occasion: Occasion, today: date) -> bool:
    """Return whether a city is to be congratulated: its day is today."""
    return is_city_date(occasion) and occasion.when.is_day and occasion.when.start == today


def coming_line(words: Words, occasion: Occasion, today: date, zone: str) -> Markup:
    """Render the occasion: «🎂 Казани исполнится 1020 лет ≈», or a title with the place below.

    A span of days and the time are named here, with the time in the reader's zone. «≈» marks an approximate
    day, which a footnote explains.
    """
    if is_city_date(occasion):
        line = _celebration_line(words, occasion, is_today=is_greeting(occasion, today))
    else:
        line = _event_line(words, occasion)
    if occasion.when.is_day and occasion.when.start != occasion.when.end:
        line = words("notice-dated", line=line, date=date_in_words(words, occasion.when, today.year))
    hour = hour_in_words(words, occasion, zone)
    if hour:
        line = words("notice-timed", line=line, time=hour)
    if is_marked(occasion):
        line = words("notice-marked", line=line)
    place = short_place(words, occasion)
    return join((line, words("notice-place", place=place) if place else "", _link_line(words, occasion)))


def _link_line(words: Words, occasion: Occasion) -> Markup:
    """Return the link of an event, which has no button where a message tells of several."""
    address = None if occasion.event is None else occasion.event.details.link
    return Markup("") if address is None else link_line(words, address)


def ahead_in_words(words: Words, today: date, day: date) -> Markup:
    """Return «Завтра», «Через неделю», «Через 15 дней» or «Через месяц», exact to the day."""
    days = (day - today).days
    is_month = days == _MONTH or (day.day == today.day and 0 < days <= _MONTH + 1)
    is_round = is_month or (days % _WEEK == 0 and days < 4 * _WEEK)
    text = until(words, today, day) if is_round else words("days-ahead", days=days)
    return Markup(text[:1].upper() + text[1:])


def short_place(words: Words, occasion: Occasion) -> str:
    """Return the place of an event, shortened. Empty for the day of a city."""
    return "" if is_city_date(occasion) else shorten(one_line(place_of(words, occasion)), LONGEST_PLACE)


def city_of_age(words: Words, city: City) -> str:
    """Return the name of a city that turns an age, in Russian the dative: «Казани»."""
    return city.cases.dat if words.language == "ru" else city_name(words, city)


def _celebration_line(words: Words, occasion: Occasion, *, is_today: bool) -> Markup:
    city = occasion.city
    if occasion.age is None:
        return words("notice-city-day-ageless", city=place_of(words, occasion))
    if city is None:
        # only cities of the catalogue have a dative
        return words(
            "notice-celebration", city=place_of(words, occasion), age=occasion.age, kind=occasion.kind.value
        )
    name = city_of_age(words, city)
    if occasion.kind is OccasionKind.JUBILEE:
        return words("notice-jubilee-today" if is_today else "notice-jubilee", city=name, age=occasion.age)
    return words("notice-city-day", city=name, age=occasion.age)


def _event_line(words: Words, occasion: Occasion) -> Markup:
    mark = words("occasion-mark", kind=mark_of(occasion))
    if occasion.event is None:
        return words("notice-event", mark=mark, title=occasion_title(words, occasion))
    title = shorten(one_line(occasion.event.title), LONGEST_TITLE)
    return words("notice-event", mark=mark, title=title)
