"""Read when and where the event of a row takes place, and what is doubtful about it."""

from collections.abc import Iterator
from dataclasses import replace

from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import EventStatus, Occurrence
from data.calendar.wording import date_of_heading, find_dates
from data.plans.doubts import Flag, ListName, PlanWarning, WarningCode
from data.plans.layout.columns import ColumnRole
from data.plans.layout.printed_rows import PrintedRow
from data.plans.layout.status_words import looks_like_status
from data.plans.rows.event_cells import EventCells
from data.plans.rows.occurrences import EventSchedule, read_schedule
from data.plans.rows.row_cells import columns_differ
from data.plans.text import quote


def read_event_schedule(
    row: PrintedRow, cells: EventCells, year: int, index: CityIndex
) -> tuple[EventSchedule, list[PlanWarning]]:
    """Read the occurrences of a row, on the date it was moved to, and the doubts about them."""
    schedule = read_schedule(cells.place.text, cells.date.text, year, index, _window_of(row, year))
    doubts: list[PlanWarning] = []
    if cells.new_date:
        moved = _on_new_date(schedule, cells.new_date, year)
        if moved is None:
            doubts.append(_warn(row, WarningCode.STATUS_UNCLEAR, cells.note or ""))
        else:
            schedule = moved
    doubts += _status_doubts(row, cells.status)
    return schedule, [*doubts, *_date_doubts(row, schedule, year)]


def _warn(row: PrintedRow, code: WarningCode, text: str) -> PlanWarning:
    return PlanWarning.of(code, list=ListName.EVENTS, row=row.label, text=quote(text))


def _status_doubts(row: PrintedRow, status: EventStatus) -> Iterator[PlanWarning]:
    """Yield the cells of a planned event that may name a status, and any struck text."""
    if status is EventStatus.PLANNED:
        for cell in row.cells:
            if looks_like_status(cell.text):
                yield _warn(row, WarningCode.STATUS_UNCLEAR, cell.text)
    struck = " | ".join(cell.struck for cell in row.cells if cell.struck)
    if struck:
        yield _warn(row, WarningCode.STRUCK_TEXT, struck)


def _date_doubts(row: PrintedRow, schedule: EventSchedule, year: int) -> Iterator[PlanWarning]:
    """Yield a date outside the heading above, and columns of a date that differ."""
    outside = _outside_heading(row, schedule, year)
    if outside:
        yield PlanWarning.of(
            WarningCode.DATE_OUTSIDE_HEADING,
            list=ListName.EVENTS,
            row=row.label,
            text=outside,
            heading=quote(row.period),
        )
    differing = columns_differ(row)
    if differing:
        yield _warn(row, WarningCode.DATE_COLUMNS_DIFFER, differing)


def _window_of(row: PrintedRow, year: int) -> ImpreciseDate | None:
    """Return the month or quarter that dates of the row fall into if they name none.

    It stands in a column of the row, else in the heading above: under «АПРЕЛЬ» a bare «14» is 14 April.
    """
    return date_of_heading(
        row.text(ColumnRole.MONTH) or row.text(ColumnRole.QUARTER), year
    ) or date_of_heading(row.period, year)


def _outside_heading(row: PrintedRow, schedule: EventSchedule, year: int) -> str:
    """Return a date outside the month or quarter of the heading above, or nothing."""
    above = date_of_heading(row.period, year)
    if above is None or above.start is None or above.end is None:
        return ""
    outside = [
        when.raw
        for when in schedule.dates
        if when.end is not None and not when.overlaps(above.start, above.end)
    ]
    return next(iter(outside), "")


def _on_new_date(schedule: EventSchedule, text: str, year: int) -> EventSchedule | None:
    """Return the schedule on the new date, or None where it is unclear what moves where.

    An hour that the new date does not name stays.
    """
    read = find_dates(text, year)
    if len(read.dates) != 1 or read.unread or len(schedule.occurrences) > 1:
        return None
    dated = read.dates[0]
    if dated.when.precision is Precision.INVALID:
        return None
    occurrences = schedule.occurrences or (Occurrence(None, None),)
    return replace(
        schedule,
        occurrences=tuple(replace(one, when=dated.when, time=dated.time or one.time) for one in occurrences),
        flags=tuple(flag for flag in schedule.flags if flag not in {Flag.NO_DATE, Flag.INVALID_DATE}),
    )
