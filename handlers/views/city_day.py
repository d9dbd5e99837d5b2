"""What the secretariat sees of a city's day when it names it."""

from datetime import date

from aiogram.filters.callback_data import CallbackData

from data.calendar.cities import City
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion
from handlers.callbacks.browsing import OpenCity
from handlers.text.markup import join
from handlers.text.words import Words
from handlers.views.keyboard import button, keyboard
from handlers.views.message import Message
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.days import span_in_words
from handlers.views.wording.occasions import city_name, occasion_date


def propose_day_message(
    words: Words, city: City, known: Occasion | None, wanted: ImpreciseDate, yes: CallbackData
) -> Message:
    """Old and new, and whether readers will be told."""
    lines = [words("named-day-title", city=city_name(words, city))]
    same = known is not None and (known.when.start, known.when.end) == (wanted.start, wanted.end)
    if known is not None:
        lines.append(words("named-day-known", date=occasion_date(words, known, 0)))
    if same:
        lines.append(words("named-day-confirm"))
    else:
        lines.append(words("named-day-wanted", date=date_in_words(words, wanted, 0)))
        if known is not None:
            lines.append(words("named-day-will-tell-set" if known.calculated else "named-day-will-tell"))
    label = words.plain("named-day-button-confirm" if same else "named-day-button-set")
    back = button(words.plain("named-day-button-leave"), OpenCity(id=city.id))
    return Message(join(lines), keyboard((button(label, yes, style="success"),), (back,)))


def day_set_message(words: Words, city: City, first: date, last: date) -> Message:
    """That the day is in force, with the way to the card."""
    text = words("named-day-set", city=city_name(words, city), date=span_in_words(words, first, last, 0))
    return Message(text, keyboard((button(words.plain("named-day-button-card"), OpenCity(id=city.id)),)))
