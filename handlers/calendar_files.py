"""Occasions as calendar files (RFC 5545), which any calendar takes in."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.calendar.occasions import Occasion
from handlers.markup import clean
from handlers.views.message import parsed
from handlers.views.occasions import occasion_date, occasion_title, one_line, place_of
from handlers.words import Words

# The library is imported with the first file that is asked for, which takes 0.06 s off every start.
if TYPE_CHECKING:
    from icalendar import Event
    from icalendar.enums import STATUS

PRODUCER = "-//mag-bot//calendar//RU"
DOMAIN = "mag-bot"


def calendar_file(words: Words, occasions: Iterable[Occasion], now: datetime) -> bytes:
    """The occasions that have days, as all-day entries; now is the aware instant of making.

    The uid is the occasion's key, so that taking the file in again after a move changes the entry.
    """
    from icalendar import Calendar

    calendar = Calendar.new(prodid=PRODUCER, name=words.plain("calendar-name"))
    for occasion in occasions:
        entry = calendar_entry(words, occasion, now)
        if entry is not None:
            calendar.add_component(entry)
    return bytes(calendar.to_ical())


def calendar_entry(words: Words, occasion: Occasion, now: datetime) -> "Event | None":
    """One all-day entry; None for an occasion without days.

    The end is exclusive, as the format has it. A window, somewhere in which the day lies, blocks no time.
    """
    from icalendar import Event
    from icalendar.enums import TRANSP

    first, last = occasion.when.begins, occasion.when.end
    if first is None or last is None:
        return None
    return Event.new(
        uid=f"{occasion.key}@{DOMAIN}",
        stamp=now,
        start=first,
        end=last + timedelta(days=1),
        summary=_summary(words, occasion),
        location=clean(one_line(place_of(words, occasion))) or None,
        description=_description(words, occasion),
        status=_status(occasion),
        transparency=TRANSP.OPAQUE if occasion.when.is_day else TRANSP.TRANSPARENT,
    )


def has_days(occasion: Occasion) -> bool:
    """Whether a calendar could hold it."""
    return occasion.when.end is not None and not occasion.is_cancelled


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


def _status(occasion: Occasion) -> "STATUS":
    from icalendar.enums import STATUS

    if occasion.is_cancelled:
        return STATUS.CANCELLED
    return STATUS.TENTATIVE if occasion.approximate or not occasion.when.is_day else STATUS.CONFIRMED
