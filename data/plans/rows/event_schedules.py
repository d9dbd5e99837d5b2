"""Read when and where the event of a row takes place, and what is doubtful about it."""

from dataclasses import replace

from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import EventStatus, Occurrence
from data.calendar.wording import TimedDate, find_dates, lent_by
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
    """The occurrences of a row, on the date it was moved to, and what is doubtful about its status."""
    placed: dict[str, str | int] = {"list": ListName.EVENTS, "row": row.label}
    schedule = read_schedule(cells.place.text, cells.date.text, year, index, _window_of(row, year))
    doubts: list[PlanWarning] = []
    if cells.new_date:
        read = find_dates(cells.new_date, year)
        dated = read.dates[0] if len(read.dates) == 1 and not read.unread else None
        if dated is None or dated.when.precision is Precision.INVALID or len(schedule.occurrences) > 1:
            doubts.append(PlanWarning.of(WarningCode.STATUS_UNCLEAR, **placed, text=quote(cells.note or "")))
        else:
            schedule = _on_new_date(schedule, dated)
    if cells.status is EventStatus.PLANNED:
        doubts += [
            PlanWarning.of(WarningCode.STATUS_UNCLEAR, **placed, text=quote(cell.text))
            for cell in row.cells
            if looks_like_status(cell.text)
        ]
    struck = quote(" | ".join(cell.struck for cell in row.cells if cell.struck))
    if struck:
        doubts.append(PlanWarning.of(WarningCode.STRUCK_TEXT, **placed, text=struck))
    outside = _outside_heading(row, schedule, year)
    if outside:
        heading = quote(row.period)
        doubts.append(
            PlanWarning.of(WarningCode.DATE_OUTSIDE_HEADING, **placed, text=outside, heading=heading)
        )
    differing = columns_differ(row)
    if differing:
        doubts.append(PlanWarning.of(WarningCode.DATE_COLUMNS_DIFFER, **placed, text=quote(differing)))
    return schedule, doubts


def _window_of(row: PrintedRow, year: int) -> ImpreciseDate | None:
    """The month or quarter that a column of the row lends to its date, else that of the heading above."""
    return lent_by(row.text(ColumnRole.MONTH) or row.text(ColumnRole.QUARTER), year) or lent_by(
        row.period, year
    )


def _outside_heading(row: PrintedRow, schedule: EventSchedule, year: int) -> str:
    """A date of the row that lies in another month or quarter than the heading above it, or nothing."""
    above = lent_by(row.period, year)
    if above is None or above.start is None or above.end is None:
        return ""
    outside = [
        when.raw
        for when in schedule.dates
        if when.end is not None and not when.overlaps(above.start, above.end)
    ]
    return next(iter(outside), "")


def _on_new_date(schedule: EventSchedule, dated: TimedDate) -> EventSchedule:
    """The schedule on the new date; an hour that the new date does not name stays."""
    occurrences = schedule.occurrences or (Occurrence(None, None),)
    flags = tuple(flag for flag in schedule.flags if flag not in {Flag.NO_DATE, Flag.INVALID_DATE})
    return replace(
        schedule,
        occurrences=tuple(replace(one, when=dated.when, time=dated.time or one.time) for one in occurrences),
        flags=flags,
    )
