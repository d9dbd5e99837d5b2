"""Answer what is asked of a city in one sentence: its age, its day, its next jubilee."""

from collections.abc import Sequence
from datetime import date

from data.calendar.cities import City
from data.calendar.city_summary import CityView
from data.calendar.occasions import Occasion
from data.calendar.questions.question import Question
from data.calendar.questions.wishes import AskedKind
from handlers.callbacks.agenda import OpenAgenda
from handlers.callbacks.cities import OpenCity
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import button, in_rows, keyboard
from handlers.views.message import Message
from handlers.views.wording.occasions import approximation_note, city_name, occasion_date


def asked_fact(words: Words, asked: Question, view: CityView, today: date) -> Markup | None:
    """Return the fact that a question about a city asks for, or None for the card alone."""
    if asked.asks_age:
        year = asked.span.first.year if asked.span is not None else today.year
        return _age_fact(words, view, year, today)
    if asked.kind is AskedKind.JUBILEES:
        return _jubilee_fact(words, view, today)
    return _day_fact(words, view, today) if asked.kind is AskedKind.CITY_DAYS else None


def asked_cities_message(
    words: Words, views: Sequence[CityView], request: OpenAgenda | None, today: date
) -> Message:
    """Render a line for each of several cities, and a button to its card or its list."""
    lines = [_city_line(words, view, today) for view in views]
    buttons = [
        button(
            city_name(words, view.city),
            OpenCity(id=view.city.id)
            if request is None
            else request.model_copy(update={"city": view.city.id}),
        )
        for view in views
    ]
    note = approximation_note(words, [view.coming for view in views if view.coming is not None])
    return Message(join((*lines, note), "\n\n"), keyboard(*in_rows(buttons, 2)))


def _city_line(words: Words, view: CityView, today: date) -> Markup:
    name = words("city-title", city=city_name(words, view.city))
    fact = _age_fact(words, view, today.year, today)
    is_dated = view.coming is not None and view.coming.age is not None
    day = None if is_dated else _day_fact(words, view, today)
    return join((name, day or "", fact))


def _age_fact(words: Words, view: CityView, year: int, today: date) -> Markup:
    coming, city = view.coming, view.city
    origin = words("fact-origin", year=city.epoch) if city.epoch is not None and city.epoch > 0 else ""
    if coming is not None and coming.age is not None and year in {today.year, coming.year}:
        when = occasion_date(words, coming, today.year)
        fact = words("fact-age", **_names(words, city), age=coming.age, when=when)
    elif city.epoch is not None and year > city.epoch:
        fact = words("fact-age-in-year", **_names(words, city), age=year - city.epoch, year=year)
    else:
        fact = words("fact-age-unknown", **_names(words, city))
    return join((fact, origin), " ")


def _day_fact(words: Words, view: CityView, today: date) -> Markup | None:
    if view.coming is None:
        return None
    return words("fact-day", **_names(words, view.city), when=occasion_date(words, view.coming, today.year))


def _jubilee_fact(words: Words, view: CityView, today: date) -> Markup | None:
    names = _names(words, view.city)
    coming: Occasion | None = view.coming
    if coming is not None and coming.weight and coming.age is not None:
        when = occasion_date(words, coming, today.year)
        return words("fact-jubilee", **names, age=coming.age, when=when)
    if view.next_jubilee is None:
        return None
    year, age = view.next_jubilee
    return words("fact-jubilee", **names, age=age, when=words("agenda-year", year=year))


def _names(words: Words, city: City) -> dict[str, str]:
    """Return the forms of a city's name that the sentences of both languages need."""
    return {
        "name": city_name(words, city),
        "dative": city.cases.dat,
        "genitive": city.cases.gen,
        "place": words.plain(
            "city-in", preposition=city.preposition, locative=city.cases.loc, name=city_name(words, city)
        ),
    }
