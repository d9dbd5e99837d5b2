"""Read the place and date cells of a row as its occurrences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import Occurrence, Place
from data.calendar.wording import TimedDate
from data.plans.doubts import Flag
from data.plans.rows.city_letters import mend_cities
from data.plans.rows.date_cells import (
    CellPart,
    CellReading,
    read_date_cell,
    read_mixed_cell,
    split_cell,
)
from data.plans.rows.places import PlaceReading, read_places

_MOSCOW = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class EventSchedule:
    """The occurrences of a row with their doubts.

    unknown_cities are those the catalogue lacks. unread are the words of the cells that were not understood.
    """

    occurrences: tuple[Occurrence, ...]
    flags: tuple[Flag, ...] = ()
    unknown_cities: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def dates(self) -> tuple[ImpreciseDate, ...]:
        """The dates of the occurrences that have one."""
        return tuple(one.when for one in self.occurrences if one.when is not None)


def read_schedule(
    place_text: str, date_text: str, year: int, index: CityIndex, window: ImpreciseDate | None = None
) -> EventSchedule:
    """Read the occurrences of a row from one cell with both place and date, or from two.

    Dates are of the plan year. Several places or dates give several occurrences, paired in order where both
    cells hold as many. window is the month, quarter or half-year of the heading above.
    """
    place_text, date_text = (mend_cities(text, index) for text in (place_text, date_text))
    if not date_text.strip():
        reading = read_mixed_cell(place_text, year, index, window)
    elif not place_text.strip():
        reading = read_date_cell(date_text, year, index, window)
    else:
        reading = _read_two_cells(place_text, date_text, year, index, window)
    return _build_schedule(reading, index)


def _read_two_cells(
    place_text: str, date_text: str, year: int, index: CityIndex, window: ImpreciseDate | None
) -> CellReading:
    """Read a place cell and a date cell.

    There may be one date for all places, as many dates as places, or several dates at one place.
    """
    places, pieces = split_cell(place_text), split_cell(date_text)
    if len(places) == len(pieces) > 1:
        read = [read_date_cell(piece, year, index, window) for piece in pieces]
        if all(len(one.parts) == 1 and one.parts[0].dates and not one.parts[0].place for one in read):
            parts = [CellPart(place, one.parts[0].dates) for place, one in zip(places, read, strict=True)]
            return replace(
                read[0], parts=tuple(parts), unread=tuple(word for one in read for word in one.unread)
            )
    reading = read_date_cell(date_text, year, index, window, has_place=True)
    flat = " ".join(place_text.split())
    parts = [part if part.place else CellPart(flat, part.dates) for part in reading.parts] or [
        CellPart(flat, ())
    ]
    dated = read_mixed_cell(place_text, year, index, None)
    doubts = [part.dates[0].when.raw for part in dated.parts if part.dates]
    return replace(reading, parts=tuple(parts), unread=(*reading.unread, *doubts))


def _build_schedule(reading: CellReading, index: CityIndex) -> EventSchedule:
    occurrences: list[Occurrence] = []
    unknown: list[str] = []
    unread = list(reading.unread)
    for part in reading.parts:
        places = read_places(part.place, index)
        unknown.extend(read.place.city or "" for read in places if read.unknown_city)
        unread.extend(read.place.raw for read in places if read.is_doubtful)
        if len(places) == len(part.dates) > 1:
            unread.append(f"{part.place}: {part.dates[0].when.raw}")
        occurrences.extend(_occurrences(places, part.dates))
    if reading.is_moscow_time:
        occurrences, is_elsewhere = _in_moscow_time(occurrences, index)
        unread += [_first_raw(occurrences)] if is_elsewhere else []
    found = tuple(dict.fromkeys(occurrences))
    return EventSchedule(
        found,
        tuple(_flags(found, reading, unknown=bool(unknown), unread=bool(unread))),
        tuple(dict.fromkeys(unknown)),
        tuple(dict.fromkeys(unread)),
    )


def _occurrences(places: Sequence[PlaceReading], dates: Sequence[TimedDate]) -> Iterator[Occurrence]:
    """Yield each date at each place. As many dates as places are paired in order."""
    if len(places) == len(dates) > 1:
        for read, dated in zip(places, dates, strict=True):
            yield Occurrence(read.place, dated.when, dated.time)
        return
    named: list[Place | None] = [read.place for read in places]
    if not dates:
        yield from (Occurrence(place, None) for place in named)
    for dated in dates:
        for place in named or [None]:
            yield Occurrence(place, dated.when, dated.time)


def _in_moscow_time(occurrences: Sequence[Occurrence], index: CityIndex) -> tuple[list[Occurrence], bool]:
    """Drop the hours in Moscow time at places in another zone.

    Returns the occurrences, and whether there were any such hours.
    """
    kept: list[Occurrence] = []
    is_elsewhere = False
    for one in occurrences:
        city = index.by_id.get(one.place.city_id or "") if one.place else None
        differs = one.time is not None and city is not None and city.zone != _MOSCOW
        is_elsewhere = is_elsewhere or differs
        kept.append(replace(one, time=None) if differs else one)
    return kept, is_elsewhere


def _first_raw(occurrences: Sequence[Occurrence]) -> str:
    return next((one.when.raw for one in occurrences if one.when is not None), "")


def _flags(
    occurrences: Sequence[Occurrence], reading: CellReading, *, unknown: bool, unread: bool
) -> Iterator[Flag]:
    if len(occurrences) > 1:
        yield Flag.SEVERAL_OCCURRENCES
    if unknown:
        yield Flag.UNKNOWN_CITY
    if any(one.place is not None and one.place.is_hybrid for one in occurrences):
        yield Flag.HYBRID
    dates = [one.when for one in occurrences if one.when is not None]
    if any(when.precision is Precision.INVALID for when in dates):
        yield Flag.INVALID_DATE
    if reading.has_wrong_weekday:
        yield Flag.WEEKDAY_MISMATCH
    if not dates:
        yield Flag.NO_DATE
    if unread:
        yield Flag.UNREAD_WORDS
