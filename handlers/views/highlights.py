"""Render the first facts of a day: next occasions, jubilees, the chat's own city."""

from collections.abc import Iterator
from datetime import date, timedelta

from data.calendar.city_summary import CityView
from data.calendar.highlights import Highlights
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion
from handlers.text.markup import Markup, escape, join
from handlers.text.words import Words
from handlers.views.keyboard import shorten
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.occasions import (
    approximation_note,
    city_name,
    is_marked,
    mark_of,
    occasion_date,
    one_line,
    place_of,
)
from handlers.views.wording.until import until_date

LONGEST_TITLE = 56
"""Characters of an event's title in one line. The card has the whole title."""

_DAYS_WITHOUT_YEAR = timedelta(days=350)
"""So near a day needs no year beside «через 9 месяцев»."""


def highlights_text(words: Words, highlights: Highlights, today: date) -> Markup:
    """Render the next occasions in lines with a footnote, and the jubilees in a sentence.

    Empty where nothing at all is known.
    """
    lines = [coming_line(words, one, today) for one in highlights.coming]
    note = approximation_note(words, highlights.coming)
    coming = join((words("highlights-coming"), *lines, note)) if lines else Markup("")
    return join((coming, _jubilees_line(words, highlights)), "\n\n")


def coming_line(words: Words, occasion: Occasion, today: date) -> Markup:
    """Return «🏙 ≈ 10 марта · Нарьян-Мар, 92 года» or «🏛 12 марта · Форум столиц»."""
    return words(
        "highlights-line",
        mark=words("occasion-mark", kind=mark_of(occasion)),
        when=occasion_date(words, occasion, today.year),
        what=_subject(words, occasion),
    )


def city_line(words: Words, view: CityView, today: date) -> Markup:
    """Return «🏙 Казань: День города через 9 месяцев, ≈ 30 августа, исполнится 1022 года»."""
    city, coming = city_name(words, view.city), view.coming
    if coming is None:
        return words("highlights-city-no-day", city=city)
    mark = words("occasion-mark", kind=coming.kind.value)
    when = _when_and_until(words, coming, today)
    if coming.age is None:
        return words("highlights-city-ageless", mark=mark, city=city, when=when)
    age = words("highlights-age", age=coming.age, now=int(_is_on(coming.when, today)))
    key = "highlights-city-jubilee" if coming.weight else "highlights-city"
    return words(key, mark=mark, city=city, when=when, age=age)


def _subject(words: Words, occasion: Occasion) -> Markup:
    if occasion.event is not None:
        return escape(shorten(one_line(occasion.event.title), LONGEST_TITLE))
    place = place_of(words, occasion)
    if occasion.age is None:
        return escape(place)
    return words("highlights-turns", city=place, age=occasion.age)


def _jubilees_line(words: Words, highlights: Highlights) -> Markup:
    if not highlights.jubilees:
        return Markup("")
    return words(
        "highlights-jubilees",
        year=highlights.jubilee_year,
        cities=join(_jubilee_names(words, highlights), ", "),
        more=highlights.jubilee_count - len(highlights.jubilees),
    )


def _jubilee_names(words: Words, highlights: Highlights) -> Iterator[Markup]:
    for one in highlights.jubilees:
        place = place_of(words, one)
        yield escape(place) if one.age is None else words("highlights-jubilee", city=place, age=one.age)


def _when_and_until(words: Words, occasion: Occasion, today: date) -> Markup:
    """Return the date and how long it is until then.

    A window is named after that, and has no «≈».
    """
    distance = until_date(words, today, occasion.when)
    if occasion.when.is_window:
        return distance
    text = date_in_words(words, occasion.when, _year_to_omit(occasion.when, today))
    marked = words("date-approximate", date=text) if is_marked(occasion) else text
    return words("highlights-when", date=marked, until=distance)


def _is_on(when: ImpreciseDate, today: date) -> bool:
    """Return whether the days have begun. Of a window that is not known."""
    return when.is_day and when.begins is not None and when.begins <= today


def _year_to_omit(when: ImpreciseDate, today: date) -> int:
    """Return the year that needs no name: this one, and that of a day less than a year ahead."""
    end = when.end
    return end.year if end is not None and end - today <= _DAYS_WITHOUT_YEAR else today.year
