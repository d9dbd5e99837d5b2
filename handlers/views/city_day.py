"""Render the dialogue in which the secretariat names a city's day."""

from dataclasses import dataclass
from datetime import date

from aiogram.filters.callback_data import CallbackData

from data.calendar.cities import City
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion
from handlers.callbacks.cities import OpenCity
from handlers.text.markup import join
from handlers.text.words import Words
from handlers.views.keyboard import button, keyboard
from handlers.views.message import Message
from handlers.views.secretariat.proposals import undo_row
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.days import span_in_words
from handlers.views.wording.occasions import city_name, is_marked, plain_date


def ask_day_message(words: Words, city: City) -> Message:
    """Ask for the day of a city."""
    return Message(words("named-day-ask", city=city_name(words, city)))


@dataclass(frozen=True, slots=True)
class DayChoice:
    """The data of the buttons that set a day, and how many readers would be told."""

    aloud: CallbackData
    in_silence: CallbackData
    readers: int = 0


def propose_day_message(
    words: Words, city: City, current: Occasion | None, wanted: ImpreciseDate, choice: DayChoice
) -> Message:
    """Render the old and the new day, and say whether followers will be notified."""
    lines = [words("named-day-title", city=city_name(words, city))]
    same = current is not None and _is_same_day(current.when, wanted)
    if current is not None:
        key = "named-day-known-approximate" if is_marked(current) else "named-day-known"
        lines.append(words(key, date=plain_date(words, current, 0)))
    if same:
        has_mark = current is not None and is_marked(current)
        lines.append(words("named-day-confirm" if has_mark else "named-day-confirm-exact"))
    else:
        lines.append(words("named-day-wanted", date=date_in_words(words, wanted, 0)))
        lines.append(words(_who_is_told(current)))
        lines.append(words("named-day-readers", count=choice.readers))
    label = words.plain("named-day-button-confirm" if same else "named-day-button-set")
    back = button(words.plain("named-day-button-leave"), OpenCity(id=city.id))
    rows = [(button(label, choice.aloud, style="success"),)]
    if choice.readers and not same:
        rows.append((button(words.plain("named-day-button-silent"), choice.in_silence),))
    return Message(join(lines), keyboard(*rows, (back,)))


def _who_is_told(current: Occasion | None) -> str:
    """Return the sentence on who will be told of a first day, a corrected guess or a move."""
    if current is None:
        return "named-day-will-tell-first"
    return "named-day-will-tell-set" if current.calculated else "named-day-will-tell"


def day_set_message(words: Words, city: City, first: date, last: date, revision: int) -> Message:
    """Confirm that the day is in force, with buttons to the city's card and to undo it."""
    text = words("named-day-set", city=city_name(words, city), date=span_in_words(words, first, last, 0))
    card = button(words.plain("named-day-button-card"), OpenCity(id=city.id))
    return Message(text, keyboard((card,), undo_row(words, revision)))


def _is_same_day(current: ImpreciseDate, wanted: ImpreciseDate) -> bool:
    """Return whether the day in force is the wanted one. A window of the same days names no day."""
    return current.is_day and (current.start, current.end) == (wanted.start, wanted.end)
