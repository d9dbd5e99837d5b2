"""Write calendar files (RFC 5545) that any calendar can import."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from data.calendar.occasions import Occasion
from data.calendar.plan import PLAN_ZONE
from handlers.ics_entries import CalendarEntry
from handlers.text.markup import clean
from handlers.text.words import Words
from handlers.views.message import parsed
from handlers.views.wording.occasions import is_uncertain, occasion_title, one_line, place_of, plain_date

# The library is imported with the first file. That saves 0.06 s of every start.
if TYPE_CHECKING:
    from icalendar import Alarm, Event
    from icalendar.enums import STATUS, TRANSP

PRODUCER = "-//mag-bot//calendar//RU"
DOMAIN = "mag-bot"
_ZONE_YEARS = 2
"""Years after the last entry for which the file has the rules of its zone."""


def calendar_file(words: Words, entries: Sequence[CalendarEntry], now: datetime) -> bytes:
    """Return a calendar file with these entries, which must have days.

    now is the aware instant of creation. A file of cancelled entries only has the method CANCEL, any
    other PUBLISH. Importing a later file again changes or removes the entry that an earlier one made.
    """
    from icalendar import Calendar

    method = "CANCEL" if all(entry.is_off for entry in entries) else "PUBLISH"
    calendar = Calendar.new(
        prodid=PRODUCER,
        name=words.plain("calendar-name"),
        method=method,
        uid=f"{entries[0].uid.rpartition(':')[0]}@{DOMAIN}" if entries else DOMAIN,
    )
    components = [_component(words, entry, now) for entry in entries]
    for component in components:
        calendar.add_component(component)
    if components:
        years = [component.start.year for component in components]
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + _ZONE_YEARS, 1, 1))
    return bytes(calendar.to_ical())


def _component(words: Words, entry: CalendarEntry, now: datetime) -> "Event":
    """Return one entry as a component. Raises ValueError without days.

    An occasion with a clock time begins at it, in the zone of its place. Whole days end with the day
    after the last, as the format requires.
    """
    from icalendar import Event

    occasion = entry.occasion
    first, last = occasion.when.begins, occasion.when.end
    if first is None or last is None:
        raise ValueError(occasion.key)
    start, end = _span(occasion, first, last)
    event = Event.new(
        uid=f"{entry.uid}@{DOMAIN}",
        sequence=entry.sequence,
        stamp=now,
        start=start,
        end=end,
        summary=_summary(words, occasion),
        location=clean(one_line(place_of(words, occasion))) or None,
        description=_description(words, occasion),
        status=_status(entry),
        transparency=_transparency(occasion),
        url=_address(occasion),
    )
    for before in entry.alarms:
        event.add_component(_alarm(words, occasion, before))
    return event


def _alarm(words: Words, occasion: Occasion, before: timedelta) -> "Alarm":
    """Return an alarm so long before the beginning."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _summary(words, occasion))
    alarm.add("trigger", -before)
    return alarm


def _span(occasion: Occasion, first: date, last: date) -> tuple[date, date | None]:
    """Return the beginning and the end.

    They are aware instants for one day with a clock time, else whole days.
    """
    if occasion.time is None or first != last:
        return first, last + timedelta(days=1)
    zone = ZoneInfo(occasion.city.zone if occasion.city is not None else PLAN_ZONE)
    start = datetime.combine(first, occasion.time.start, zone)
    if occasion.time.end is None:
        return start, None
    end = datetime.combine(first, occasion.time.end, zone)
    return start, end if end > start else end + timedelta(days=1)


def _summary(words: Words, occasion: Occasion) -> str:
    """Return the title. That of a window says that no day is named."""
    title = _title(words, occasion)
    return words.plain("calendar-window-summary", title=title) if occasion.when.is_window else title


def _title(words: Words, occasion: Occasion) -> str:
    if occasion.event is not None:
        return clean(one_line(occasion.event.title))
    what = parsed(occasion_title(words, occasion))
    place = place_of(words, occasion)
    return words.plain("calendar-city-summary", city=place, what=what) if place else what


def _description(words: Words, occasion: Occasion) -> str:
    """Return the date as the plan words it, the organisers, and what editors say of the event."""
    year = occasion.when.begins.year if occasion.when.begins else 0
    when = plain_date(words, occasion, year)
    lines = [parsed(words("date-approximate-in-file", date=when) if is_uncertain(occasion) else when)]
    if occasion.event is not None and occasion.event.organisers:
        names = ", ".join(one_line(name) for name in occasion.event.organisers)
        lines.append(words.plain("event-organisers", count=len(occasion.event.organisers), names=names))
    if occasion.event is not None and occasion.event.details.description:
        lines.append(clean(occasion.event.details.description))
    return "\n".join(lines)


def _address(occasion: Occasion) -> str | None:
    """Return the link of an event, or None."""
    link = None if occasion.event is None else occasion.event.details.link
    return None if link is None else link.url


def _status(entry: CalendarEntry) -> "STATUS":
    from icalendar.enums import STATUS

    occasion = entry.occasion
    if entry.is_off:
        return STATUS.CANCELLED
    return STATUS.TENTATIVE if occasion.approximate or not occasion.when.is_day else STATUS.CONFIRMED


def _transparency(occasion: Occasion) -> "TRANSP":
    """Return OPAQUE, which marks the time as busy, for events on exact days only."""
    from icalendar.enums import TRANSP

    return TRANSP.OPAQUE if occasion.event is not None and occasion.when.is_day else TRANSP.TRANSPARENT
