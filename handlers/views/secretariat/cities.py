"""Render a city at the desk: its day, note and names, with the buttons to edit them."""

from collections.abc import Iterator, Sequence
from datetime import date

from data.calendar.cities import City
from data.calendar.city_summary import CityView
from handlers.callbacks.cities import AskCityDay, OpenCity
from handlers.callbacks.desk import (
    AskCityField,
    CityField,
    DropCityName,
    KeepCityNote,
    OpenDesk,
    OpenDeskCity,
    ProposeDayReset,
)
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Row, button, keyboard
from handlers.views.message import Message
from handlers.views.secretariat.proposals import undo_row
from handlers.views.wording.occasions import city_name, occasion_date


def desk_cities_message(words: Words, cities: Sequence[City]) -> Message:
    """Offer cities to edit, below the question which one is meant."""
    return Message(words("desk-which-city"), keyboard(*_city_rows(words, cities)))


def city_edited_message(words: Words, city: City, text: Markup, revision: int | None) -> Message:
    """Confirm an edit of a city, with the way back to it and to undoing."""
    return Message(text, keyboard(*_city_rows(words, (city,)), undo_row(words, revision)))


def city_note_message(words: Words, city: City, note: str, answer: int) -> Message:
    """Show a note as readers will see it, before it is stored. An empty one is removed."""
    line = words("desk-city-note", note=note) if note else words("desk-city-no-note")
    card = join((words("city-title", city=city_name(words, city)), line), "\n\n")
    return Message(
        join((words("desk-proposal"), card), "\n\n"),
        keyboard(
            (button(words.plain("desk-button-save"), KeepCityNote(id=city.id, answer=answer)),),
            (button(words.plain("desk-button-drop"), OpenDeskCity(id=city.id)),),
        ),
    )


def _city_rows(words: Words, cities: Sequence[City]) -> list[Row]:
    return [(button(city_name(words, city), OpenDeskCity(id=city.id)),) for city in cities]


def desk_city_message(
    words: Words, view: CityView, names: Sequence[str], set_years: Sequence[int], today: date
) -> Message:
    """Render what readers see of a city that editors can change.

    set_years are those in which an editor has set its day, and it is not over.
    """
    city = view.city
    parts = (
        words("city-title", city=city_name(words, city)),
        join(_day_lines(words, view, set_years, today)),
        words("desk-city-note", note=city.note) if city.note else words("desk-city-no-note"),
        words("desk-city-names", names=", ".join(names)) if names else words("desk-city-no-names"),
    )
    return Message(join(parts, "\n"), keyboard(*_buttons(words, city, names, set_years)))


def ask_city_field_message(words: Words, city: City, field: CityField, note: str) -> Message:
    """Ask for a note on a city, or for another name of it."""
    now = words("desk-ask-now", value=note) if note and field is CityField.NOTE else ""
    question = words(f"desk-ask-city-{field.value}", city=city_name(words, city))
    return Message(join((question, now, words("desk-ask-cancel"))))


def _day_lines(words: Words, view: CityView, set_years: Sequence[int], today: date) -> Iterator[Markup]:
    for occasion in view.ahead:
        date_text = occasion_date(words, occasion, today.year)
        is_set = int(occasion.year in set_years)
        yield words("desk-city-day", year=occasion.year, date=date_text, set=is_set)
    if not view.ahead:
        yield words("city-no-day")


def _buttons(words: Words, city: City, names: Sequence[str], set_years: Sequence[int]) -> Iterator[Row]:
    yield (
        button(words.plain("desk-button-city-day"), AskCityDay(id=city.id)),
        button(words.plain("desk-button-city-note"), AskCityField(id=city.id, field=CityField.NOTE)),
    )
    for year in set_years:
        yield (
            button(words.plain("desk-button-day-reset", year=year), ProposeDayReset(id=city.id, year=year)),
        )
    yield (button(words.plain("desk-button-city-name"), AskCityField(id=city.id, field=CityField.NAME)),)
    for at, name in enumerate(names):
        label = words.plain("desk-button-remove-file", name=name)
        yield (button(label, DropCityName(id=city.id, at=at)),)
    yield (
        button(words.plain("desk-button-card"), OpenCity(id=city.id, fresh=True)),
        button(words.plain("desk-button-desk"), OpenDesk()),
    )
