"""Read a new event from one message: «5 июня 15:00, Минск, Форум столиц, организатор МАГ».

Parts stand between commas in any order. A part that is nothing but dates gives the dates, the first that
names a place the place, and a label begins the organisers. What is left is the title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from data.calendar.city_search.lookup import CityIndex
from data.calendar.event_details import HandField
from data.calendar.imprecise_dates import Precision
from data.calendar.plan import Occurrence, Place, PlaceMode, PlanEvent
from data.calendar.wording import FoundDates, TimedDate, find_dates
from data.handwriting.event_fields import LONGEST_TITLE, NO_WHERE, read_where
from data.handwriting.misread import LONGEST_QUOTE, Misread, check_length
from data.handwriting.respelling import respell_dates
from data.plans.rows.city_letters import mask_cities
from data.plans.rows.organisers import OrganiserGroup, read_organisers
from data.plans.rows.place_words import VENUE
from data.plans.rows.titles import kind_of, mend_title

LONGEST_NEW_EVENT = 2000
"""Characters of a message that is read as an event: a title, a place and organisers at their longest."""

_BLANK = "\u0000"
_OPENING, _CLOSING = "«(„“", "»)“”"
_EDGES = " \t:.–—-" + _BLANK
_LABEL = re.compile(
    r"(?:со)?организатор(?:ы|ами|ом)?(?:\s*[:–—-]\s*|\s+)|organi[sz](?:ers?|ed by)\s*:?\s*", re.I
)
_PLACES = frozenset({PlaceMode.CITY, PlaceMode.ONLINE, PlaceMode.ROUTE, PlaceMode.ALTERNATIVES})


@dataclass(slots=True)
class _Parts:
    """What the parts of a message are, collected in their order."""

    titles: list[str] = field(default_factory=list)
    organisers: list[str] = field(default_factory=list)
    is_known_only: bool = False
    """Whether another part names a city of the catalogue, so that «Семинар» is taken for no town."""
    places: tuple[Occurrence, ...] = ()
    is_after_place: bool = False


def read_new_event(text: str, year: int, cities: CityIndex) -> PlanEvent:
    """Return the event that a message describes, with the id 0. Raises Misread."""
    check_length(text, LONGEST_NEW_EVENT)
    text = respell_dates(text)
    read = find_dates(mask_cities(text, cities), year)
    found = list(read.found)
    if any(one.when.precision is Precision.INVALID for dates in found for one in dates.dates):
        raise Misread("date-impossible", text=text[:LONGEST_QUOTE])
    blanked = _blanked(text, [(one.first, one.last) for one in found], list(read.hours))
    has_own = any(_is_dates(blanked[first:last]) for first, last in _segments(blanked))
    parts = _parts_of(text, blanked, cities, has_own=has_own)
    return _event(parts, _dates_used(found, blanked, cities, has_own=has_own))


def _parts_of(text: str, blanked: str, cities: CityIndex, *, has_own: bool) -> _Parts:
    """Collect the parts of a message. In `blanked` its dates and hours are blanks.

    has_own means that a part is nothing but dates.
    """
    segments = list(_segments(blanked))
    known = any(_names_place(blanked[first:last], cities, known=True) for first, last in segments)
    parts = _Parts(is_known_only=known)
    for first, last in segments:
        words = blanked[first:last]
        if not _is_dates(words):
            # a date inside a title is a part of it, unless there is no other
            shown = words if not has_own or _names_place(words, cities) else text[first:last]
            _sort(shown, parts, cities)
    return parts


def _event(parts: _Parts, dates: tuple[TimedDate, ...]) -> PlanEvent:
    """Return the event of these parts. Raises Misread for a title that is missing or too long."""
    title = mend_title(", ".join(parts.titles))
    check_length(title, LONGEST_TITLE)
    if not any(char.isalpha() for char in title):
        raise Misread("new-title")
    organisers = tuple(parts.organisers)
    return PlanEvent(
        number="",
        part=1,
        parts=1,
        section=None,
        title=title,
        kind=kind_of(title, (OrganiserGroup(None, organisers),), None),
        occurrences=tuple(_occurrences(dates, parts.places)),
        organisers=organisers,
        by_hand=frozenset({HandField.ADDED}),
    )


def _blanked(text: str, *spans: list[tuple[int, int]]) -> str:
    for first, last in (one for some in spans for one in some):
        text = text[:first] + _BLANK * (last - first) + text[last:]
    return text


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between separators outside quotes and brackets."""
    start, depth, is_quoted = 0, 0, False
    for position, char in enumerate(text):
        if char == '"':
            is_quoted = not is_quoted
        elif char in _OPENING and depth >= 0 and any(one in text[position:] for one in _CLOSING):
            depth += 1
        elif char in _CLOSING and depth:
            depth -= 1
        elif char in ",;\n" and not depth and not is_quoted:
            yield start, position
            start = position + 1
    yield start, len(text)


def _is_dates(words: str) -> bool:
    """Return whether a part is nothing but dates and hours, or empty."""
    rest = "".join(char if char.isalnum() else " " for char in words).split()
    return all(word.lower() in {"в", "с", "at", "on", "дата", "date", "когда"} for word in rest)


def _names_place(words: str, cities: CityIndex, *, known: bool = False) -> bool:
    """Return whether a part is a place.

    With known it must be certain: in the catalogue, or online.
    """
    places = [one.place for one in _place_of(words, cities)]
    return bool(places) and all(
        place is not None
        and place.mode in _PLACES
        and (not known or place.mode is not PlaceMode.CITY or place.city_id is not None)
        for place in places
    )


def _place_of(words: str, cities: CityIndex) -> tuple[Occurrence, ...]:
    """Return the places of a part that names nothing else, or none."""
    bare = " ".join(words.replace(_BLANK, " ").split()).strip(_EDGES)
    bare = re.sub(r"^(?:место|place|где)\s*:?\s*", "", bare, flags=re.IGNORECASE)
    if not bare:
        return ()
    places = read_where(bare, NO_WHERE, cities)
    return (
        places if all(one.place is not None and _is_whole(one.place, bare, cities) for one in places) else ()
    )


def _is_whole(place: Place, words: str, cities: CityIndex) -> bool:
    """Return whether the words are the place and no title that names one: «Форум в Минске»."""
    if place.mode is PlaceMode.CITY and place.city_id is not None:
        named = re.split(r"\s+и\s+", re.sub(r"^(?:в|во|in|г\.|город)\s*", "", words, flags=re.IGNORECASE))
        return all(cities.exact(one) is not None for one in named)
    return place.mode in _PLACES and len(words.split()) <= 3


def _sort(words: str, parts: _Parts, cities: CityIndex) -> None:
    """Put a part where it belongs."""
    bare = " ".join(words.replace(_BLANK, " ").split()).strip(_EDGES)
    label = _LABEL.match(bare)
    if label is not None:
        parts.organisers += read_organisers(bare[label.end() :]).merged().names
        parts.is_after_place = False
    elif (
        not parts.places
        and _names_place(words, cities, known=parts.is_known_only)
        and (places := _place_of(words, cities))
    ):
        parts.places, parts.is_after_place = places, True
    elif parts.organisers:
        parts.organisers += read_organisers(bare).merged().names
    elif parts.is_after_place and _is_venue(bare):
        parts.places = tuple(
            replace(one, place=replace(one.place, venue=", ".join(filter(None, (one.place.venue, bare)))))
            for one in parts.places
            if one.place is not None
        )
    else:
        parts.titles.append(bare)
        parts.is_after_place = False


def _is_venue(words: str) -> bool:
    return VENUE.search(words.lower()) is not None


def _dates_used(
    found: list[FoundDates], blanked: str, cities: CityIndex, *, has_own: bool
) -> tuple[TimedDate, ...]:
    """Return the dates of the parts that are dates or a place with a date, else all there are."""
    if not has_own:
        return tuple(one for dates in found for one in dates.dates)
    own = [
        (first, last)
        for first, last in _segments(blanked)
        if _is_dates(blanked[first:last]) or _names_place(blanked[first:last], cities)
    ]
    return tuple(
        one
        for dates in found
        if any(first <= dates.first < last for first, last in own)
        for one in dates.dates
    )


def _occurrences(dates: tuple[TimedDate, ...], places: tuple[Occurrence, ...]) -> Iterator[Occurrence]:
    """Yield each date at each place."""
    if not dates:
        yield from places
    for dated in dates:
        for one in places or (NO_WHERE,):
            yield replace(one, when=dated.when, time=dated.time)
