"""Read the rows of the table of events as the events of the plan."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import EventStatus, PlanEvent
from data.plans.doubts import Flag, ListName, PlanWarning, WarningCode
from data.plans.layout.printed_rows import PrintedRow
from data.plans.rows.event_cells import EventCells, read_event_cells
from data.plans.rows.event_schedules import read_event_schedule
from data.plans.rows.lettered_rows import split_lettered
from data.plans.rows.occurrences import EventSchedule
from data.plans.rows.organisers import OrganiserGroup
from data.plans.rows.titles import has_bullets, is_compound, kind_of, mend_title, split_titles


@dataclass(frozen=True, slots=True)
class EventRowReading:
    """The events of one row, with its doubts.

    There are several events where the row holds several titles, and none where it holds no title.
    """

    events: tuple[PlanEvent, ...]
    warnings: tuple[PlanWarning, ...]


def read_event_row(row: PrintedRow, year: int, index: CityIndex) -> EventRowReading:
    """Read the events of one row of the table, with dates in the plan year."""
    rows = split_lettered(row)
    if len(rows) == 1:
        return _read_row(row, year, index)
    read = [_read_row(one, year, index) for one in rows]
    events = [
        replace(event, part=part, parts=len(rows), flags=(Flag.ROW_SPLIT_INTO_EVENTS, *event.flags))
        for part, one in enumerate(read, 1)
        for event in one.events
    ]
    return EventRowReading(tuple(events), tuple(warning for one in read for warning in one.warnings))


def _read_row(row: PrintedRow, year: int, index: CityIndex) -> EventRowReading:
    cells = read_event_cells(row)
    if not any(char.isalnum() for char in cells.title.text):
        return EventRowReading(
            (), (PlanWarning.of(WarningCode.TITLE_MISSING, row=row.label, text=row.quote),)
        )
    schedule, doubts = read_event_schedule(row, cells, year, index)
    groups = cells.organisers.groups
    titles = split_titles(cells.title.text, len(groups))
    common = _common_flags(row, schedule, cells, year)
    if len(titles) == 1:
        if len(groups) > 1:
            common.append(Flag.SEVERAL_ORGANISER_GROUPS)
        events = [_build_event(row, cells, schedule, (titles[0], cells.organisers.merged()), common=common)]
    else:
        common.insert(0, Flag.ROW_SPLIT_INTO_EVENTS)
        pairs = zip(titles, groups, strict=True)
        events = [
            _build_event(row, cells, schedule, pair, common=common, part=(part, len(titles)))
            for part, pair in enumerate(pairs, 1)
        ]
    return EventRowReading(tuple(events), (*doubts, *_row_warnings(row, schedule, common, year)))


def _build_event(
    row: PrintedRow,
    cells: EventCells,
    schedule: EventSchedule,
    pair: tuple[str, OrganiserGroup],
    *,
    common: Iterable[Flag],
    part: tuple[int, int] = (1, 1),
) -> PlanEvent:
    title, group = mend_title(pair[0]), pair[1]
    topic = " ".join(filter(None, (row.topic, row.section)))
    flags = [*common, *group.flags]
    if is_compound(title):
        flags.append(Flag.COMPOUND_TITLE)
    if has_bullets(pair[0]):
        flags.append(Flag.BULLET_LIST)
    return PlanEvent(
        number=row.number,
        part=part[0],
        parts=part[1],
        section=row.section,
        title=title,
        kind=kind_of(title, (group,), topic or None),
        occurrences=schedule.occurrences,
        organisers=group.names,
        organiser_label=group.label,
        note=cells.note,
        status=cells.status,
        flags=tuple(dict.fromkeys(flags)),
    )


def _common_flags(row: PrintedRow, schedule: EventSchedule, cells: EventCells, year: int) -> list[Flag]:
    flags = [Flag.ROW_JOINED_ACROSS_PAGE_BREAK] if row.joined else []
    flags += [
        flag
        for flag in schedule.flags
        if flag is not Flag.NO_DATE or cells.status is not EventStatus.CANCELLED
    ]
    if any(_lies_outside(when, year) for when in schedule.dates):
        flags.append(Flag.DATE_OUTSIDE_YEAR)
    return flags


def _lies_outside(when: ImpreciseDate, year: int) -> bool:
    """Return whether a date begins in another year. One that only ends there is accepted."""
    return when.begins is not None and when.begins.year != year


def _row_warnings(
    row: PrintedRow, schedule: EventSchedule, flags: Iterable[Flag], year: int
) -> Iterable[PlanWarning]:
    placed: dict[str, str | int] = {"list": ListName.EVENTS, "row": row.label}
    dates = schedule.dates
    raw = "; ".join(dict.fromkeys(when.raw for when in dates))
    for city in schedule.unknown_cities:
        yield PlanWarning.of(WarningCode.UNKNOWN_CITY, **placed, city=city)
    for when in dict.fromkeys(when.raw for when in dates if when.precision is Precision.INVALID):
        yield PlanWarning.of(WarningCode.INVALID_DATE, **placed, text=when)
    if Flag.WEEKDAY_MISMATCH in flags:
        yield PlanWarning.of(WarningCode.WEEKDAY_MISMATCH, **placed, text=raw)
    if Flag.DATE_OUTSIDE_YEAR in flags:
        yield PlanWarning.of(WarningCode.DATE_OUTSIDE_YEAR, **placed, text=raw, year=year)
    for words in schedule.unread:
        yield PlanWarning.of(WarningCode.UNREAD_WORDS, **placed, text=words)
    if Flag.NO_DATE in flags:
        yield PlanWarning.of(WarningCode.NO_DATE, **placed, text=row.quote)
    if Flag.SEVERAL_ORGANISER_GROUPS in flags:
        yield PlanWarning.of(WarningCode.SEVERAL_ORGANISER_GROUPS, row=row.label, text=row.quote)
