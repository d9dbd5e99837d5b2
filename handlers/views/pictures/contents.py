"""Compose the pictures: what the almanac knows, in words, drawn as SVG."""

from datetime import date

from data.calendar.almanac import Almanac
from data.calendar.cities import City, EpochKind
from data.calendar.occasions import Occasion
from handlers.pictures.city_card import CityCard, draw_city_card
from handlers.pictures.jubilee_map import JubileeRow, draw_jubilee_map
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.pictures.subjects import jubilees, year_days
from handlers.pictures.year_sheet import draw_year_sheet
from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.message import parsed
from handlers.views.wording.days import age_in_words
from handlers.views.wording.occasions import city_name, is_marked, is_uncertain, plain_date


def svg_of(words: Words, almanac: Almanac, request: PictureRequest) -> str | None:
    """Return a picture as SVG, or None for a city that is gone or has neither day nor age."""
    match request.kind:
        case PictureKind.YEAR:
            return draw_year_sheet(words, year_days(almanac, request.year), request.today)
        case PictureKind.MAP:
            return draw_jubilee_map(words, jubilee_rows(words, almanac, request.year), request.year)
        case PictureKind.CARD:
            card = _city_card(words, almanac, request)
            return None if card is None else draw_city_card(words, card)
        case PictureKind.OWN:
            # its content is stored, and there is nothing to draw
            return None


def jubilee_rows(words: Words, almanac: Almanac, year: int) -> list[JubileeRow]:
    """Return what the map of a year shows, the oldest city first."""
    rows = [
        JubileeRow(city_name(words, one.city), one.age, one.city.lon, one.city.lat)
        for one in jubilees(almanac, year)
        if one.city is not None and one.age is not None
    ]
    return sorted(rows, key=lambda row: (-row.age, row.name))


def _city_card(words: Words, almanac: Almanac, request: PictureRequest) -> CityCard | None:
    city = almanac.cities.by_id.get(request.city)
    if city is None:
        return None
    view = almanac.city_view(city, date(request.year, 1, 1))
    if not view.days and view.age is None:
        return None
    day = view.days[0] if view.days else None
    age = view.age if day is None else day.age
    return CityCard(
        name=city_name(words, city),
        heading=words.plain("picture-card-heading", kind=_heading(day, view.weight)),
        age=None if age is None else _plain(age_in_words(words, age)),
        date=_date(words, day, request.year),
        notes=_notes(words, city, day, request.today),
        is_jubilee=view.weight > 0,
        longitude=city.lon,
        latitude=city.lat,
    )


def _heading(day: Occasion | None, weight: int) -> str:
    if weight:
        return "jubilee"
    return "age" if day is None else "day"


def _date(words: Words, day: Occasion | None, year: int) -> str:
    """Return the date with its year. The sign «≈» is not in the shipped font, a note says it."""
    return words.plain("picture-card-year", year=year) if day is None else _plain(plain_date(words, day, 0))


def _notes(words: Words, city: City, day: Occasion | None, today: date) -> tuple[str, ...]:
    """Return the founding year, and that the day is approximate until it has come."""
    is_founding = city.epoch_kind is EpochKind.FOUNDING and city.epoch is not None and city.epoch > 0
    is_counted = day is None or day.age is None or day.year - day.age == city.epoch
    lines = [words.plain("picture-card-founded", year=city.epoch or 0)] if is_founding and is_counted else []
    if day is not None and is_uncertain(day) and _lies_ahead(day, today):
        lines.append(words.plain("picture-card-approximate" if is_marked(day) else "picture-card-window"))
    return tuple(lines)


def _lies_ahead(day: Occasion, today: date) -> bool:
    return day.when.begins is None or day.when.begins > today


def _plain(text: Markup) -> str:
    return parsed(text)
