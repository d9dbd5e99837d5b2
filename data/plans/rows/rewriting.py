"""Read what an editor writes in place of a row, or of one of its cells."""

from dataclasses import replace

from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import Precision
from data.calendar.plan import CityDate, Occurrence, Place, PlaceMode, PlanEvent
from data.calendar.wording import read_city_date
from data.plans.doubts import Flag, ListName
from data.plans.files.blocks import Cell
from data.plans.layout.columns import ColumnRole, Columns
from data.plans.layout.printed_rows import PrintedRow
from data.plans.not_understood import NotUnderstood
from data.plans.rows.city_rows import find_age, read_city_row
from data.plans.rows.event_rows import read_event_row
from data.plans.rows.occurrences import EventSchedule, read_schedule
from data.plans.text import fold

_EVENT_COLUMNS = (ColumnRole.TITLE, ColumnRole.PLACE, ColumnRole.WHEN, ColumnRole.ORGANISERS)
_CITY_COLUMNS = (ColumnRole.CITY, ColumnRole.AGE, ColumnRole.WHEN)
_DATE_FLAGS = frozenset(
    {
        Flag.NO_DATE,
        Flag.INVALID_DATE,
        Flag.WEEKDAY_MISMATCH,
        Flag.DATE_OUTSIDE_YEAR,
        Flag.UNREAD_WORDS,
        Flag.SEVERAL_OCCURRENCES,
        Flag.HYBRID,
        Flag.UNKNOWN_CITY,
    }
)
_AGE_FLAGS = frozenset({Flag.NO_AGE, Flag.NOT_MULTIPLE_OF_5, Flag.AGE_WORD_MISMATCH})
_OLDEST = 4999


def rewrite_schedule(
    event: PlanEvent, text: str, year: int, index: CityIndex, *, with_place: bool
) -> PlanEvent:
    """Return an event on the date that was written, at the place that was written or at its own.

    Raises NotUnderstood.
    """
    places = list(dict.fromkeys(one.place.raw for one in event.occurrences if one.place is not None))
    schedule = read_schedule("" if with_place else "; ".join(places), text, year, index)
    if with_place and not any(one.place for one in schedule.occurrences):
        schedule = read_schedule("; ".join(places), text, year, index)
    _check_schedule(schedule, text, year)
    kept = tuple(flag for flag in event.flags if flag not in _DATE_FLAGS)
    return replace(event, occurrences=schedule.occurrences, flags=(*kept, *schedule.flags))


def rewrite_event_row(
    event: PlanEvent | None, number: str, text: str, year: int, index: CityIndex
) -> tuple[PlanEvent, ...]:
    """Return the events of a row: title, place, date and organisers, separated by semicolons.

    Without event, the row is a new one. Raises NotUnderstood for a row without a title or a date, and for one
    of which a part is doubtful.
    """
    cells = [part.strip() for part in text.split(";")]
    if len(cells) < 3 or len(cells) > len(_EVENT_COLUMNS) or not all(cells[:1] + cells[2:3]):
        raise NotUnderstood(text)
    section = event.section if event is not None else None
    row = _printed(ListName.EVENTS, number or (event.number if event else ""), cells, _EVENT_COLUMNS, section)
    read = read_event_row(row, year, index)
    if read.warnings or not read.events:
        doubtful = dict(read.warnings[0].arguments) if read.warnings else {}
        raise NotUnderstood(str(doubtful.get("text") or doubtful.get("city") or text))
    return read.events


def rewrite_city_row(before: CityDate | None, name: str, text: str, year: int, index: CityIndex) -> CityDate:
    """Return a row of a list of cities: city, age and date, separated by semicolons.

    The age may be left out. Raises NotUnderstood.
    """
    cells = [part.strip() for part in text.split(";")]
    if len(cells) == 2:
        cells.insert(1, "")
    if len(cells) != len(_CITY_COLUMNS) or not cells[0] or not cells[2]:
        raise NotUnderstood(text)
    row = _printed(ListName(name), before.number if before else "", cells, _CITY_COLUMNS, None)
    city = read_city_row(row, year, index, approx=before.approx if before else False)
    if city is None or city.city_id is None:
        raise NotUnderstood(cells[0])
    if Flag.NO_AGE in city.flags:
        raise NotUnderstood(cells[1] or text)
    _check_day(city, cells[2])
    return city


def rewrite_city_day(row: CityDate, text: str, year: int) -> CityDate:
    """Return a city's row with the day that was written. Raises NotUnderstood."""
    found = read_city_date(text, year)
    kept = tuple(flag for flag in row.flags if flag not in _DATE_FLAGS)
    changed = replace(
        row,
        date_raw=text,
        precision=found.precision,
        start=found.start,
        end=found.end,
        rule=found.rule,
        flags=kept,
    )
    _check_day(changed, text)
    return changed


def rewrite_age(row: CityDate, text: str) -> CityDate:
    """Return a city's row with the age that was written, in years. Raises NotUnderstood."""
    found = find_age(text)
    if found is None or not 0 < found[0] <= _OLDEST:
        raise NotUnderstood(text)
    kept = tuple(flag for flag in row.flags if flag not in _AGE_FLAGS)
    return replace(row, age=found[0], age_raw=text.strip(), flags=kept)


def rename_city(row: CityDate, text: str, index: CityIndex) -> CityDate:
    """Return a city's row with the city of the catalogue that was written. Raises NotUnderstood."""
    city = index.find(text).match
    if city is None:
        raise NotUnderstood(text)
    kept = tuple(flag for flag in row.flags if flag != Flag.UNKNOWN_CITY)
    return replace(row, city=city.name, city_id=city.id, flags=kept)


def rename_place(event: PlanEvent, printed: str, text: str, index: CityIndex) -> PlanEvent:
    """Return an event with the city that was written in place of the printed one.

    printed is folded. Raises NotUnderstood for a city that the catalogue lacks.
    """
    if not any(_is_printed(one, printed) for one in event.occurrences):
        return event
    city = index.find(text).match
    if city is None:
        raise NotUnderstood(text)
    place = Place(city.name, city.name, PlaceMode.CITY, city.id)
    occurrences = tuple(
        replace(one, place=replace(place, is_hybrid=one.place.is_hybrid))
        if one.place is not None and _is_printed(one, printed)
        else one
        for one in event.occurrences
    )
    kept = tuple(flag for flag in event.flags if flag != Flag.UNKNOWN_CITY)
    return replace(event, occurrences=occurrences, flags=kept)


def _is_printed(occurrence: Occurrence, printed: str) -> bool:
    place = occurrence.place
    return place is not None and place.city_id is None and fold(place.city or place.raw) == printed


def _check_schedule(schedule: EventSchedule, text: str, year: int) -> None:
    doubtful = (*schedule.unread, *schedule.unknown_cities)
    if doubtful:
        raise NotUnderstood(doubtful[0])
    is_readable = schedule.dates and all(when.precision is not Precision.INVALID for when in schedule.dates)
    if not is_readable or Flag.WEEKDAY_MISMATCH in schedule.flags:
        raise NotUnderstood(text)
    if any(when.begins is not None and when.begins.year != year for when in schedule.dates):
        raise NotUnderstood(text)


def _check_day(row: CityDate, text: str) -> None:
    is_readable = row.precision is not Precision.INVALID and (row.start is not None or row.rule is not None)
    if not is_readable or Flag.WEEKDAY_MISMATCH in row.flags:
        raise NotUnderstood(text)


def _printed(
    name: ListName, number: str, cells: list[str], roles: tuple[ColumnRole, ...], section: str | None
) -> PrintedRow:
    columns = Columns(roles, tuple(role.value for role in roles))
    return PrintedRow(name, number, tuple(Cell(cell) for cell in cells), columns, section, 0)
