"""The rows of the table of events to the events of the plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.calendar.dates import ImpreciseDate, Precision
from data.calendar.lookup import CityIndex
from data.calendar.plan import EventStatus, PlanEvent
from data.calendar.wording import lent_by
from data.plans.doubts import Flag, PlanWarning, WarningCode
from data.plans.headings import ListName
from data.plans.layout import Role
from data.plans.occurrences import Schedule, read_schedule
from data.plans.organisers import NOBODY, Group, Hosts, read_note, read_organisers
from data.plans.printed import PrintedRow
from data.plans.statuses import Marked, mark_date, mark_title, status_in
from data.plans.titles import has_bullets, is_compound, kind_of, mend_title, split_titles

_NO_GROUP = Group(None, ())


@dataclass(frozen=True, slots=True)
class ReadRow:
    """The events of one row: several where it held several titles, none where it held no title."""

    events: tuple[PlanEvent, ...]
    warnings: tuple[PlanWarning, ...]


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a row by what they say, words of status set apart."""

    title: Marked
    place: Marked
    date: Marked
    hosts: Hosts

    @property
    def status(self) -> EventStatus:
        found = {self.title.status, self.place.status, self.date.status, status_in(self.hosts.note or "")}
        if EventStatus.CANCELLED in found:
            return EventStatus.CANCELLED
        return EventStatus.MOVED if EventStatus.MOVED in found else EventStatus.PLANNED

    @property
    def note(self) -> str | None:
        parts = (self.title.remark, self.place.remark, self.date.remark, self.hosts.note)
        return "; ".join(dict.fromkeys(part for part in parts if part)) or None


def read_event_row(row: PrintedRow, year: int, index: CityIndex) -> ReadRow:
    """The events of one row of the table, dates in the plan year, with the row's doubts."""
    cells = _read_cells(row)
    if not any(sign.isalnum() for sign in cells.title.text):
        return ReadRow((), (PlanWarning.of(WarningCode.TITLE_MISSING, row=row.number),))
    schedule = read_schedule(cells.place.text, cells.date.text, year, index, lent_by(row.section, year))
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
    return ReadRow(tuple(events), tuple(_warnings(row.number, schedule, common, year)))


def _read_cells(row: PrintedRow) -> _Cells:
    title = row.text(Role.TITLE)
    place = "\n".join(filter(None, (row.text(Role.PLACE), row.text(Role.PLACE_AND_WHEN))))
    return _Cells(mark_title(title), mark_date(place), mark_date(row.text(Role.WHEN)), _read_hosts(row))


def _read_hosts(row: PrintedRow) -> Hosts:
    """Organisers from their own column and from labels in the note; those responsible stand in for none."""
    own, responsible, noted = (row.text(role) for role in (Role.ORGANISERS, Role.RESPONSIBLE, Role.NOTE))
    note = read_note(noted) if noted else NOBODY
    groups, notes = note.groups, [note.note]
    if own:
        hosts = read_organisers(own)
        groups, notes = hosts.groups + groups, [hosts.note, *notes]
    if responsible:
        hosts = read_organisers(responsible)
        if groups:
            place = row.columns.place(Role.RESPONSIBLE)
            name = row.columns.names[place] if place is not None else ""
            notes.append(f"{name}: {' '.join(responsible.split())}")
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
        kind=kind_of(title, (group,), row.section),
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
        flag for flag in schedule.flags if flag is not Flag.NO_DATE or cells.status is EventStatus.PLANNED
    ]
    if any(_lies_outside(when, year) for when in _dates(schedule)):
        flags.append(Flag.DATE_OUTSIDE_YEAR)
    return flags


def _dates(schedule: Schedule) -> list[ImpreciseDate]:
    return [occurrence.when for occurrence in schedule.occurrences if occurrence.when is not None]


def _lies_outside(when: ImpreciseDate, year: int) -> bool:
    """A date that begins in another year; one that only ends there runs over New Year."""
    return when.begins is not None and when.begins.year != year


def _warnings(number: str, schedule: Schedule, flags: Iterable[Flag], year: int) -> Iterable[PlanWarning]:
    placed: dict[str, str | int] = {"list": ListName.EVENTS, "row": number}
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
        yield PlanWarning.of(WarningCode.NO_DATE, **placed)
    if Flag.SEVERAL_ORGANISER_GROUPS in flags:
        yield PlanWarning.of(WarningCode.SEVERAL_ORGANISER_GROUPS, row=number)
