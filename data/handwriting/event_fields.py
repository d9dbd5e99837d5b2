"""Read what an editor writes of an event: a date, an hour, a place, a link and so on.

Each read_… takes the text and the event as it is, and returns the event as edited. It raises Misread for what
cannot be read.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from data.calendar.city_search.lookup import CityIndex
from data.calendar.event_details import HandField
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import PLAN_ZONE, EventStatus, Occurrence, Place, PlaceMode, PlanEvent
from data.calendar.wording import ReadDates, TimedDate, find_dates
from data.handwriting.addresses import read_link
from data.handwriting.misread import LONGEST_QUOTE, REMOVAL_SIGNS, Misread, check_length
from data.handwriting.respelling import respell_dates
from data.plans.rows.organisers import read_organisers
from data.plans.rows.place_words import VENUE
from data.plans.rows.places import read_places
from data.plans.rows.titles import mend_title

LONGEST_TITLE = 500
"""Characters. The longest title of 2020 has 184."""

LONGEST_DESCRIPTION = 1500
"""Characters. With it a card stays within one message of 4,096."""

LONGEST_PLACE = 300
LONGEST_ORGANISERS = 1000

_HOUR = r"\d{1,2}(?:\s*(?:часов|часа|час|ч\b\.?))?"
_ONLY_HOURS = re.compile(
    rf"(?:(?:с|от|в|from|at)\s+)?{_HOUR}(?:\s*(?:до|to|[-–—])\s*{_HOUR})?", re.IGNORECASE
)
_BARE_HOURS = re.compile(r"(?<![\d:.])(\d{1,2})(?![\d:.])(?:\s*(?:часов|часа|час|ч\b\.?))?")

NO_WHERE = Occurrence(None, None)


@dataclass(frozen=True, slots=True)
class Target:
    """The event that a text is about, one of its places and dates, the year of its plan."""

    event: PlanEvent
    at: int
    year: int
    cities: CityIndex

    @property
    def occurrence(self) -> Occurrence:
        """Return the place and date that is edited. Raises Misread where it is no longer there."""
        occurrences = self.event.occurrences or (NO_WHERE,)
        if self.at >= len(occurrences):
            raise Misread("place-gone")
        return occurrences[self.at]

    def check_clock(self, text: str) -> None:
        """Raise Misread for an hour by the clocks of Moscow where the place has others."""
        place = self.occurrence.place
        city = None if place is None else self.cities.by_id.get(place.city_id or "")
        if city is not None and city.zone != PLAN_ZONE and find_dates(text, self.year).is_moscow_time:
            raise Misread("time-of-moscow", city=city.name)

    def with_occurrences(self, new: tuple[Occurrence, ...], field: HandField) -> PlanEvent:
        """Return the event with these places and dates in place of the one that is edited."""
        before = self.event.occurrences
        occurrences = (*before[: self.at], *new, *before[self.at + 1 :])
        return replace(self.event, occurrences=occurrences, by_hand=self.event.by_hand | {field})


def read_when(text: str, target: Target) -> PlanEvent:
    """Read one date or several, each with its hour or with the one there is."""
    before = target.occurrence
    dates = find_days(text, target.year)
    target.check_clock(text)
    new = tuple(
        replace(before, when=_new_date(before, one.when), time=one.time or before.time) for one in dates
    )
    event = target.with_occurrences(new, HandField.WHEN)
    if any(one.time is not None for one in dates):
        event = replace(event, by_hand=event.by_hand | {HandField.TIME})
    return _moved(before, new, event)


def _new_date(before: Occurrence, when: ImpreciseDate) -> ImpreciseDate:
    """Return the date, or the one there is with its printed words where it means the same."""
    known = before.when
    return known if known is not None and replace(known, raw=when.raw) == when else when


def _moved(before: Occurrence, new: tuple[Occurrence, ...], event: PlanEvent) -> PlanEvent:
    """Mark an event as moved if a named day became another one.

    A confirmed date holds no longer.
    """
    is_other = _days(before.when) != _days(new[0].when)
    if not is_other or event.status is EventStatus.CANCELLED:
        return event
    if len(new) == 1 and all(when is not None and when.is_day for when in (before.when, new[0].when)):
        return replace(event, status=EventStatus.MOVED, by_hand=event.by_hand | {HandField.STATUS})
    return replace(event, status=EventStatus.PLANNED) if event.status is EventStatus.CONFIRMED else event


def _days(when: ImpreciseDate | None) -> object:
    return None if when is None else (when.start, when.end)


def find_days(text: str, year: int) -> tuple[TimedDate, ...]:
    """Return the dates of a text that is nothing but dates. Raises Misread for any other."""
    words = respell_dates(text)
    read = find_dates(words, year)
    dates = read.dates
    if any(one.when.precision is Precision.INVALID for one in dates):
        raise Misread("date-impossible", text=text[:LONGEST_QUOTE])
    if not dates or read.unread or read.has_wrong_weekday or _beside(words, read):
        key = "weekday-wrong" if read.has_wrong_weekday else "date-unclear"
        raise Misread(key, text=text[:LONGEST_QUOTE])
    return dates


def _beside(text: str, read: ReadDates) -> str:
    """Return the words that belong to no date and no hour."""
    for first, last in (*((one.first, one.last) for one in read.found), *read.hours):
        text = text[:first] + " " * (last - first) + text[last:]
    words = "".join(char if char.isalnum() else " " for char in text).split()
    return " ".join(word for word in words if word.lower() not in _LINKS)


_LINKS = frozenset({"и", "and", "в", "с", "at", "on", "from", "the", "дата", "date"})
"""Words that join dates and hours and say nothing by themselves."""


def read_time(text: str, target: Target) -> PlanEvent:
    """Read «15:00» or «с 10 до 12 часов» as the hours of the day that is set."""
    before = target.occurrence
    if text in REMOVAL_SIGNS:
        return target.with_occurrences((replace(before, time=None),), HandField.TIME)
    # an hour is read beside a day only, so it is given one
    words = respell_dates(text)
    if _ONLY_HOURS.fullmatch(words):
        words = _BARE_HOURS.sub(r"\1:00", words)
    dated = f"1 января {target.year}, {words}"
    read = find_dates(dated, target.year)
    found = read.dates[0] if len(read.dates) == 1 else None
    is_alone = found is not None and found.when.start == found.when.end == date(target.year, 1, 1)
    if found is None or found.time is None or not is_alone or read.unread or _beside(dated, read):
        raise Misread("time-unclear", text=text[:LONGEST_QUOTE])
    target.check_clock(dated)
    return target.with_occurrences((replace(before, time=found.time),), HandField.TIME)


def read_place(text: str, target: Target) -> PlanEvent:
    """Read one place with its venue, or several cities that each host the event."""
    before = target.occurrence
    if text in REMOVAL_SIGNS:
        return target.with_occurrences((replace(before, place=None),), HandField.PLACE)
    new = read_where(text, before, target.cities)
    if len(new) == 1 and _stays_in_city(before.place, new[0].place, text):
        new = (replace(before, place=replace(before.place, venue=text)),) if before.place else ()
    if not new:
        raise Misread("place-unclear", text=text[:LONGEST_QUOTE])
    return target.with_occurrences(new, HandField.PLACE)


def _stays_in_city(before: Place | None, new: Place | None, text: str) -> bool:
    """Return whether a text names only a venue, in the city that is set already."""
    if before is None or before.mode is not PlaceMode.CITY or new is None:
        return False
    return new.mode in {PlaceMode.VENUE, PlaceMode.TEXT} or (
        new.mode is PlaceMode.REGION and VENUE.search(text.lower()) is not None
    )


def read_where(text: str, at: Occurrence, cities: CityIndex) -> tuple[Occurrence, ...]:
    """Return the occurrence at the places of a text, none where it names no place.

    What follows a city after a comma is the venue: «Минск, Дворец Республики».
    """
    check_length(text, LONGEST_PLACE)
    whole = [read.place for read in read_places(text, cities)]
    head, _, venue = (part.strip() for part in text.partition(","))
    first = [read.place for read in read_places(head, cities)]
    if len(first) == len(whole) == 1 and first[0].mode is PlaceMode.CITY and _is_venue(venue, cities):
        return (replace(at, place=replace(_named(first[0], cities), venue=venue)),)
    return tuple(replace(at, place=_named(place, cities)) for place in whole)


def _is_venue(words: str, cities: CityIndex) -> bool:
    """Return whether the words after a city name a place in it, and not its region or «онлайн»."""
    if VENUE.search(words.lower()):
        return True
    modes = [read.place.mode for read in read_places(words, cities)]
    return bool(modes) and not {PlaceMode.REGION, PlaceMode.ONLINE} & set(modes)


def _named(place: Place, cities: CityIndex) -> Place:
    """Return a place that is a city alone under its name: «в Минске» is «Минск»."""
    city = cities.by_id.get(place.city_id or "")
    bare = place.raw.removeprefix("в ").removeprefix("во ")
    if city is None or cities.exact(bare) is not city or place.raw in (*city.alt, *city.old):
        return place
    return replace(place, raw=city.name)


def read_title(text: str, target: Target) -> PlanEvent:
    check_length(text, LONGEST_TITLE)
    title = mend_title(text)
    if not any(char.isalpha() for char in title):
        raise Misread("title-unclear")
    return _by_hand(replace(target.event, title=title), HandField.TITLE)


def read_organisers_of(text: str, target: Target) -> PlanEvent:
    if text in REMOVAL_SIGNS:
        return _by_hand(replace(target.event, organisers=(), organiser_label=None), HandField.ORGANISERS)
    names = organisers_in(text)
    if not names:
        raise Misread("organisers-unclear")
    return _by_hand(replace(target.event, organisers=names), HandField.ORGANISERS)


def organisers_in(text: str) -> tuple[str, ...]:
    """Return the names of a list of organisers, with or without its label."""
    check_length(text, LONGEST_ORGANISERS)
    return read_organisers(text).merged().names


def read_event_link(text: str, target: Target) -> PlanEvent:
    link = None if text in REMOVAL_SIGNS else read_link(text)
    return replace(target.event, details=replace(target.event.details, link=link))


def read_description(text: str, target: Target) -> PlanEvent:
    check_length(text, LONGEST_DESCRIPTION)
    description = "" if text in REMOVAL_SIGNS else text
    return replace(target.event, details=replace(target.event.details, description=description))


def read_registration(text: str, target: Target) -> PlanEvent:
    """Read the last day of registration: «1 июня», «до 1 июня»."""
    if text in REMOVAL_SIGNS:
        return replace(target.event, details=replace(target.event.details, register_by=None))
    dates = find_days(text, target.year)
    when = dates[0].when
    is_one = when.precision is Precision.DEADLINE or (when.is_day and when.start == when.end)
    if len(dates) > 1 or not is_one or when.end is None:
        raise Misread("registration-unclear", text=text[:LONGEST_QUOTE])
    return replace(target.event, details=replace(target.event.details, register_by=when.end))


def _by_hand(event: PlanEvent, field: HandField) -> PlanEvent:
    return replace(event, by_hand=event.by_hand | {field})
