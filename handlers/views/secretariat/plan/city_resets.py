"""Render what taking back the set day of a city does."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.calendar.cities import City
from data.calendar.occasions import Occasion
from handlers.callbacks.desk import OpenDeskCity, ResetCityDay
from handlers.text.markup import join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button, keyboard
from handlers.views.message import Message
from handlers.views.secretariat.plan.city_revisions import city_day_in_words
from handlers.views.wording.occasions import city_name, plain_date


@dataclass(frozen=True, slots=True)
class DayReset:
    """What taking back the set day of a city does.

    now is the day in force, then the one that holds afterwards, None without any. reach is how many chats
    would be told. mark names what changes.
    """

    city: City
    year: int
    now: Occasion | None
    then: Occasion | None
    reach: int
    mark: str


def day_reset_message(words: Words, view: DayReset, *, is_outrun: bool = False) -> Message:
    """Render the day now and afterwards, and ask whether readers are to be told."""
    now = "" if view.now is None else plain_date(words, view.now, 0)
    parts = (
        words("desk-city-outrun") if is_outrun else "",
        words("desk-day-reset", city=city_name(words, view.city), year=view.year),
        words("desk-day-reset-now", date=now) if now else "",
        words("desk-day-reset-then", day=city_day_in_words(words, view.then)),
        words("desk-day-reset-reach", count=view.reach),
    )
    return Message(join(parts), keyboard(*_buttons(words, view)))


def day_reset_done_message(words: Words, view: DayReset, told: int) -> Message:
    """Say that the day is taken back, which one holds now, and how many will be told."""
    parts = (
        words("desk-day-reset-done", city=city_name(words, view.city), year=view.year),
        city_day_in_words(words, view.then),
        words("desk-day-reset-reach", count=told) if told else words("desk-undo-city-untold"),
    )
    return Message(join(parts), keyboard((_back(words, view),)))


def _buttons(words: Words, view: DayReset) -> Iterator[Row]:
    aloud = ResetCityDay(id=view.city.id, year=view.year, shown=view.mark, tell=True)
    yield (button(words.plain("desk-button-day-reset-tell", count=view.reach), aloud, style="danger"),)
    if view.reach:
        silently = aloud.model_copy(update={"tell": False})
        yield (button(words.plain("desk-button-day-reset-silent"), silently),)
    yield (_back(words, view),)


def _back(words: Words, view: DayReset) -> Button:
    return button(city_name(words, view.city), OpenDeskCity(id=view.city.id))
