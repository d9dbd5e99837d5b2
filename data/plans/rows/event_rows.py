"""The rows of the table of events to the events of the plan."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import EventStatus, Occurrence, PlanEvent
from data.calendar.wording import TimedDate, find_dates, lent_by
from data.plans.doubts import Flag, ListName, PlanWarning, WarningCode
from data.plans.layout.columns import DATES, Role
from data.plans.layout.printed_rows import PrintedRow
from data.plans.layout.status_words import looks_like_status, status_in
from data.plans.rows.lettered_rows import split_lettered
from data.plans.rows.lookalikes import mend_look_alikes
from data.plans.rows.occurrences import Schedule, read_schedule
from data.plans.rows.organisers import NOBODY, Group, Hosts, read_note, read_organisers
from data.plans.rows.row_cells import columns_differ, date_text, place_text
from data.plans.rows.statuses import Marked, mark_date, mark_title, new_date
from data.plans.rows.titles import has_bullets, is_compound, kind_of, mend_title, split_titles
from data.plans.text import quote

_NO_GROUP = Group(None, ())


@dataclass(frozen=True, slots=True)
class ReadRow:
    """The events of one row: several where it held several titles, none where it held no title."""

    events: tuple[PlanEvent, ...]
    warnings: tuple[PlanWarning, ...]


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a row by what they say, words of status set apart.

    moved is the date that a note gives in place of the printed one, or nothing.
    """

    title: Marked
    place: Marked
    date: Marked
    hosts: Hosts
    status: EventStatus
    moved: str = ""

    @property
    def note(self) -> str | None:
        parts = (self.title.remark, self.place.remark, self.date.remark, self.hosts.note)
        return "; ".join(dict.fromkeys(part for part in parts if part)) or None


def read_event_row(row: PrintedRow, year: int, index: CityIndex) -> ReadRow:
    """The events of one row of the table, dates in the plan year, with the row's doubts."""
    rows = split_lettered(row)
    if len(rows) == 1:
        return _read_row(row, year, index)
    read = [_read_row(one, year, index) for one in rows]
    events = [
        replace(event, part=part, parts=len(rows), flags=(Flag.ROW_SPLIT_INTO_EVENTS, *event.flags))
        for part, one in enumerate(read, 1)
        for event in one.events
    ]
    return ReadRow(tuple(events), tuple(warning for one in read for warning in one.warnings))


def _read_row(row: PrintedRow, year: int, index: CityIndex) -> ReadRow:
    cells = _read_cells(row)
    if not any(sign.isalnum() for sign in cells.title.text):
        return ReadRow((), (PlanWarning.of(WarningCode.TITLE_MISSING, row=row.label, text=row.quote),))
    schedule, doubts = _read_schedule(row, cells, year, index)
    groups = cells.hosts.groups
    titles = split_titles(cells.title.text, len(groups))
    common = _common_flags(row, schedule, cells, year)
    if len(titles) == 1:
        if len(groups) > 1:
            common.append(Flag.SEVERAL_ORGANISER_GROUPS)
        events = [_event(row, cells, schedule, (titles[0], cells.hosts.merged()), common=common)]
    else:
        common.insert(0, Flag.ROW_SPLIT_INTO_EVENTS)
        pairs = zip(titles, groups, strict=True)
        events = [
            _event(row, cells, schedule, pair, common=common, part=(part, len(titles)))
            for part, pair in enumerate(pairs, 1)
        ]
    return ReadRow(tuple(events), (*doubts, *_warnings(row, schedule, common, year)))


def _read_cells(row: PrintedRow) -> _Cells:
    title, place, date = (
        mark_title(row.text(Role.TITLE)),
        mark_date(place_text(row)),
        mark_date(date_text(row)),
    )
    hosts = _read_hosts(row)
    told = (title.remark, place.remark, date.remark, hosts.note)
    moved = next((new for note in told if note and (new := new_date(note))), "")
    return _Cells(
        title, place, date, hosts, _status(row, title, date), moved if moved not in date.text else ""
    )


def _status(row: PrintedRow, title: Marked, date: Marked) -> EventStatus:
    """What any cell of the row says became of the event; a date struck through beside another is a move."""
    found = {title.status, date.status}
    for cell, role in zip(row.cells, row.columns.roles, strict=False):
        if role is not Role.TITLE:
            found.add(status_in(cell.text))
    if row.struck or EventStatus.CANCELLED in found:
        return EventStatus.CANCELLED
    is_redated = bool(date.text) and any(row.struck_text(role) for role in DATES)
    is_redated = is_redated or any(row.struck_text(role) for role in (Role.WHEN, Role.PLACE_AND_WHEN))
    return EventStatus.MOVED if EventStatus.MOVED in found or is_redated else EventStatus.PLANNED


def _read_schedule(
    row: PrintedRow, cells: _Cells, year: int, index: CityIndex
) -> tuple[Schedule, list[PlanWarning]]:
    """The occurrences of a row, on the date it was moved to, and what is doubtful about its status."""
    placed: dict[str, str | int] = {"list": ListName.EVENTS, "row": row.label}
    schedule = read_schedule(cells.place.text, cells.date.text, year, index, _lent(row, year))
    doubts: list[PlanWarning] = []
    if cells.moved:
        read = find_dates(cells.moved, year)
        dated = read.dates[0] if len(read.dates) == 1 and not read.unread else None
        if dated is None or dated.when.precision is Precision.INVALID or len(schedule.occurrences) > 1:
            doubts.append(PlanWarning.of(WarningCode.STATUS_UNCLEAR, **placed, text=quote(cells.note or "")))
        else:
            schedule = _redated(schedule, dated)
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


def _lent(row: PrintedRow, year: int) -> ImpreciseDate | None:
    """The month or quarter that a column of the row lends to its date, else that of the heading above."""
    return lent_by(row.text(Role.MONTH) or row.text(Role.QUARTER), year) or lent_by(row.period, year)


def _outside_heading(row: PrintedRow, schedule: Schedule, year: int) -> str:
    """A date of the row that lies in another month or quarter than the heading above it, or nothing."""
    above = lent_by(row.period, year)
    if above is None or above.start is None or above.end is None:
        return ""
    outside = [
        when.raw
        for when in _dates(schedule)
        if when.end is not None and not when.overlaps(above.start, above.end)
    ]
    return next(iter(outside), "")


def _redated(schedule: Schedule, dated: TimedDate) -> Schedule:
    """The schedule on the new date; an hour that the new date does not name stays."""
    occurrences = schedule.occurrences or (Occurrence(None, None),)
    flags = tuple(flag for flag in schedule.flags if flag not in {Flag.NO_DATE, Flag.INVALID_DATE})
    return replace(
        schedule,
        occurrences=tuple(replace(one, when=dated.when, time=dated.time or one.time) for one in occurrences),
        flags=flags,
    )


def _read_hosts(row: PrintedRow) -> Hosts:
    """Organisers from their own column and from labels in the note; those responsible stand in for none."""
    own, responsible, noted = (
        mend_look_alikes(row.text(role)) for role in (Role.ORGANISERS, Role.RESPONSIBLE, Role.NOTE)
    )
    note = read_note(noted) if noted else NOBODY
    groups, notes = note.groups, [note.note]
    if own:
        hosts = read_organisers(own)
        groups, notes = hosts.groups + groups, [hosts.note, *notes]
    if responsible:
        hosts = read_organisers(responsible)
        if groups:
            notes.append(f"{row.columns.name(Role.RESPONSIBLE)}: {' '.join(responsible.split())}")
        else:
            groups, notes = hosts.groups, [*notes, hosts.note]
    return Hosts(groups, "; ".join(part for part in notes if part) or None)


def _event(
    row: PrintedRow,
    cells: _Cells,
    schedule: Schedule,
    pair: tuple[str, Group],
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


def _common_flags(row: PrintedRow, schedule: Schedule, cells: _Cells, year: int) -> list[Flag]:
    flags = [Flag.ROW_JOINED_ACROSS_PAGE_BREAK] if row.joined else []
    flags += [
        flag
        for flag in schedule.flags
        if flag is not Flag.NO_DATE or cells.status is not EventStatus.CANCELLED
    ]
    if any(_lies_outside(when, year) for when in _dates(schedule)):
        flags.append(Flag.DATE_OUTSIDE_YEAR)
    return flags


def _dates(schedule: Schedule) -> list[ImpreciseDate]:
    return [occurrence.when for occurrence in schedule.occurrences if occurrence.when is not None]


def _lies_outside(when: ImpreciseDate, year: int) -> bool:
    """A date that begins in another year; one that only ends there runs over New Year."""
    return when.begins is not None and when.begins.year != year


def _warnings(row: PrintedRow, schedule: Schedule, flags: Iterable[Flag], year: int) -> Iterable[PlanWarning]:
    placed: dict[str, str | int] = {"list": ListName.EVENTS, "row": row.label}
    dates = _dates(schedule)
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
