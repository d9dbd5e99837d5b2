"""Occasions as calendar files (RFC 5545), which any calendar takes in."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.calendar.occasions import Occasion
from handlers.calendar_entries import Entry
from handlers.markup import clean
from handlers.views.message import parsed
from handlers.views.occasions import occasion_date, occasion_title, one_line, place_of
from handlers.words import Words

# The library is imported with the first file that is asked for, which takes 0.06 s off every start.
if TYPE_CHECKING:
    from icalendar import Event
    from icalendar.enums import STATUS, TRANSP

PRODUCER = "-//mag-bot//calendar//RU"
DOMAIN = "mag-bot"


def calendar_file(words: Words, entries: Sequence[Entry], now: datetime) -> bytes:
    """Write entries that have days, as all-day ones. now is the aware instant of making.

    A file of nothing but cancelled entries cancels, any other publishes. Taking a later file in again changes
    or removes the entry that an earlier one made.
    """
    from icalendar import Calendar

    method = "CANCEL" if all(entry.is_off for entry in entries) else "PUBLISH"
    calendar = Calendar.new(prodid=PRODUCER, name=words.plain("calendar-name"), method=method)
    for entry in entries:
        calendar.add_component(_component(words, entry, now))
    return bytes(calendar.to_ical())


def _component(words: Words, entry: Entry, now: datetime) -> "Event":
    """Write one all-day entry, whose end is exclusive, as the format has it. ValueError without days."""
    from icalendar import Event

    occasion = entry.occasion
    first, last = occasion.when.begins, occasion.when.end
    if first is None or last is None:
        raise ValueError(occasion.key)
    return Event.new(
        uid=f"{entry.uid}@{DOMAIN}",
        sequence=entry.sequence,
        stamp=now,
        start=first,
        end=last + timedelta(days=1),
        summary=_summary(words, occasion),
        location=clean(one_line(place_of(words, occasion))) or None,
        description=_description(words, occasion),
        status=_status(entry),
        transparency=_transparency(occasion),
    )


def _summary(words: Words, occasion: Occasion) -> str:
    if occasion.event is not None:
        return clean(one_line(occasion.event.title))
    what = parsed(occasion_title(words, occasion))
    place = place_of(words, occasion)
    return words.plain("calendar-city-summary", city=place, what=what) if place else what


def _description(words: Words, occasion: Occasion) -> str:
    """The date as worded, with its doubts, and who organises it."""
    year = occasion.when.begins.year if occasion.when.begins else 0
    lines = [parsed(occasion_date(words, occasion, year))]
    if occasion.event is not None and occasion.event.organisers:
        names = ", ".join(one_line(name) for name in occasion.event.organisers)
        lines.append(words.plain("event-organisers", count=len(occasion.event.organisers), names=names))
    return "\n".join(lines)


def _status(entry: Entry) -> "STATUS":
    from icalendar.enums import STATUS

    occasion = entry.occasion
    if entry.is_off:
        return STATUS.CANCELLED
    return STATUS.TENTATIVE if occasion.approximate or not occasion.when.is_day else STATUS.CONFIRMED


def _transparency(occasion: Occasion) -> "TRANSP":
    """Block time for the named days of an event, not for a day of note or a window."""
    from icalendar.enums import TRANSP

    return TRANSP.OPAQUE if occasion.event is not None and occasion.when.is_day else TRANSP.TRANSPARENT
