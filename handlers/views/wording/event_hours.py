"""Word the hour of an event, at its place and in the reader's own zone.

The hours are Telegram's date_time entities. Apps that know them show the moment in the zone of the device, at
once or on a tap. Others show the text.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from data.calendar.cities import City
from data.calendar.imprecise_dates import ClockTime
from data.calendar.occasions import Occasion
from data.calendar.plan import PLAN_ZONE
from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.wording.days import day_in_words
from handlers.views.wording.occasions import city_name

# How an app writes the moment in the zone of its device. Without a format it keeps our text.
_AS_TIME, _AS_DAY_AND_TIME = "t", "Dt"


def hour_in_words(words: Words, occasion: Occasion, zone: str) -> Markup:
    """Return «15:00», or «15:00 по Минску, у вас 16:00» for a reader in another zone.

    Empty without a time or a day. zone is an IANA name.
    """
    clock, day = occasion.time, occasion.when.start
    if clock is None or day is None or not occasion.when.is_day:
        return Markup("")
    there = _zone_of(occasion.city)
    start = datetime.combine(day, clock.start, there)
    here = start.astimezone(ZoneInfo(zone))
    hours = _span(words, clock, day, there, there, "")
    if here.replace(tzinfo=None) == start.replace(tzinfo=None):
        return hours
    own_hours = _span(words, clock, day, there, ZoneInfo(zone), _AS_TIME)
    if here.date() != day:
        moved = day_in_words(words, here.date(), day.year)
        text = words("event-hour-on-day", day=moved, time=f"{here:%H:%M}")
        own_hours = _entity(words, start, text, _AS_DAY_AND_TIME)
    return words("event-hour-abroad", hour=hours, place=_place(words, occasion.city), own=own_hours)


def _span(
    words: Words, clock: ClockTime, day: date, there: ZoneInfo, shown_in: ZoneInfo, form: str
) -> Markup:
    """Return the hours of a day at a place, written in a zone."""

    def entity(at: time) -> Markup:
        moment = datetime.combine(day, at, there)
        return _entity(words, moment, f"{moment.astimezone(shown_in):%H:%M}", form)

    if clock.end is None:
        return entity(clock.start)
    return words("clock-span", start=entity(clock.start), end=entity(clock.end))


def _entity(words: Words, moment: datetime, text: str, form: str) -> Markup:
    unix = str(int(moment.timestamp()))
    return words("date-time-entity", unix=unix, text=text, form=form or "none")


def _zone_of(city: City | None) -> ZoneInfo:
    return ZoneInfo(PLAN_ZONE if city is None else city.zone)


def _place(words: Words, city: City | None) -> str:
    """Return whose time it is: «Минску» after «по», in English “Minsk time”."""
    if city is None:
        return words.plain("event-hour-of-plan")
    return (
        city.cases.dat
        if words.language == "ru"
        else words.plain("event-hour-of-city", city=city_name(words, city))
    )
