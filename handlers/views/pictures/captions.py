"""Render the messages that have a picture: its caption, and buttons to others."""

from collections.abc import Iterator, Sequence
from datetime import date

from data.calendar.almanac import Almanac
from data.calendar.city_summary import CityView
from data.calendar.occasions import Occasion, OccasionKind
from handlers.callbacks.agenda import AgendaKind, OpenAgenda
from handlers.callbacks.browsing import OpenPlan, OpenYearPicture, PlanPart
from handlers.callbacks.cities import OpenCity, SendCityCard
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.pictures.subjects import jubilees, year_days
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button, keyboard
from handlers.views.message import Message
from handlers.views.wording.days import age_in_words
from handlers.views.wording.occasions import (
    approximation_note,
    celebration,
    city_name,
    occasion_date,
    plain_date,
)

_COUNTED = (OccasionKind.EVENT, OccasionKind.CITY_DAY, OccasionKind.JUBILEE)


def year_message(words: Words, almanac: Almanac, year: int, today: date) -> Message:
    """Render the sheet of a year: how many days have what, and whether the plan is there."""
    days = year_days(almanac, year)
    counts = [
        words("picture-caption-count", kind=kind.value, days=count)
        for kind in _COUNTED
        if (count := days.count(kind))
    ]
    plan = () if almanac.has_plan(year) else (words("picture-caption-no-plan", year=year),)
    windows = sum(days.windows.values())
    legend = (words("picture-caption-windows", count=windows),) if windows else ()
    parts = (join((words("picture-caption-year", year=year), *counts)), join((*plan, *legend)))
    return Message(
        join(parts, "\n\n"),
        keyboard(*_rows(words, almanac, OpenYearPicture(year=year), today)),
        picture=PictureRequest(PictureKind.YEAR, words.language, year, today),
    )


def map_message(words: Words, almanac: Almanac, year: int, today: date) -> Message:
    """Render the map of a year's jubilees: how many there are, and the next of them."""
    found = jubilees(almanac, year)
    ahead = [one for one in found if not one.when.is_over(today)]
    heading = words("picture-caption-map", year=year)
    lines = [words("picture-caption-cities", count=len(found)) if found else words("picture-map-none")]
    if ahead:
        lines.append(_next_jubilee(words, ahead[0], today.year))
        lines.append(approximation_note(words, ahead[:1]))
    return Message(
        join((heading, *lines)),
        keyboard(*_rows(words, almanac, OpenYearPicture(year=year, map=True), today)),
        picture=PictureRequest(PictureKind.MAP, words.language, year, today),
    )


def card_message(words: Words, view: CityView, today: date) -> Message:
    """Render the card of a city for its next day, or for its age this year."""
    lines = [words("city-title", city=city_name(words, view.city)), *_card_lines(words, view, today)]
    about = button(words.plain("button-about-city"), OpenCity(id=view.city.id, fresh=True))
    return Message(join(lines), keyboard((about,)), picture=card_picture(words, view, today))


def card_picture(words: Words, view: CityView, today: date) -> PictureRequest | None:
    """Return the card of a city for its next day, or for its age this year. None without both."""
    if view.coming is None and view.age is None:
        return None
    year = view.year if view.coming is None else view.coming.year
    return PictureRequest(PictureKind.CARD, words.language, year, today, view.city.id)


def occasion_picture(words: Words, occasion: Occasion, today: date) -> PictureRequest | None:
    """Return the card of the city that an occasion celebrates. None for any other occasion."""
    if occasion.kind not in (OccasionKind.JUBILEE, OccasionKind.CITY_DAY) or occasion.city is None:
        return None
    return PictureRequest(PictureKind.CARD, words.language, occasion.year, today, occasion.city.id)


def card_button(words: Words, view: CityView) -> tuple[Button, ...]:
    """Return the button that sends the card of a city, or none without a card."""
    if view.coming is None and view.age is None:
        return ()
    return (button(words.plain("button-card"), SendCityCard(id=view.city.id)),)


def picture_button(words: Words, year: int, *, of_jubilees: bool = False) -> Button:
    """Return the button that shows a year as a picture, for a list of what is in it.

    of_jubilees: the list has jubilees only, so the picture is their map.
    """
    key = "button-jubilee-map" if of_jubilees else "button-year-sheet"
    return button(words.plain(key), OpenYearPicture(year=year, map=of_jubilees))


def _card_lines(words: Words, view: CityView, today: date) -> Iterator[Markup]:
    """Yield date, celebration and footnote. On the day itself nothing is approximate."""
    day = view.coming
    if day is not None:
        lies_ahead = day.when.begins is None or day.when.begins > today
        yield (occasion_date if lies_ahead else plain_date)(words, day, today.year)
        yield celebration(words, day)
        yield approximation_note(words, [day] if lies_ahead else [])
    elif view.age is not None:
        yield words("picture-caption-age", year=view.year, age=age_in_words(words, view.age))


def _next_jubilee(words: Words, jubilee: Occasion, this_year: int) -> Markup:
    name = "" if jubilee.city is None else city_name(words, jubilee.city)
    age = "" if jubilee.age is None else age_in_words(words, jubilee.age)
    return words("picture-caption-next", city=name, date=occasion_date(words, jubilee, this_year), age=age)


def _rows(words: Words, almanac: Almanac, shown: OpenYearPicture, today: date) -> Sequence[Row]:
    """Return buttons to the neighbouring years that are known, the other picture and the list."""
    years = almanac.years(today)
    turns = [
        button(words.plain(key, year=year), shown.model_copy(update={"year": year}))
        for key, year in (("button-year-before", shown.year - 1), ("button-year-after", shown.year + 1))
        if year in years
    ]
    other = picture_button(words, shown.year, of_jubilees=not shown.map)
    listed = button(words.plain("button-year-list"), _list_of(almanac, shown))
    return (turns, (other, listed))


def _list_of(almanac: Almanac, shown: OpenYearPicture) -> OpenAgenda | OpenPlan:
    """Return the list of what a picture shows: the plan, else the agenda."""
    if almanac.has_plan(shown.year):
        return OpenPlan(year=shown.year, part=PlanPart.JUBILEES if shown.map else PlanPart.EVENTS)
    kind = AgendaKind.JUBILEES if shown.map else AgendaKind.ALL
    return OpenAgenda(kind=kind).over_year(shown.year)
