"""Read the blocks of a document as a plan with its doubts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import CityDate, Plan, PlanEvent
from data.plans.consistency import warn_of_city_order, warn_of_numbers, warn_of_row_order, warn_of_two_names
from data.plans.counts import Counts, count_rows
from data.plans.doubts import Flag, ListName, PlanWarning, WarningCode
from data.plans.files.blocks import Sheet
from data.plans.layout.columns import ColumnRole
from data.plans.layout.footnotes import DocumentFootnotes, is_approximate, read_footnotes
from data.plans.layout.outline import read_outline
from data.plans.layout.printed_rows import Outline, PrintedRow, UnreadLine
from data.plans.layout.title_page import choose_year, read_title_page
from data.plans.rows.city_rows import flag_repeats, read_city_row
from data.plans.rows.event_rows import read_event_row
from data.plans.unreadable import Unreadable, UnreadableReason

MAX_ROWS = 1_000
"""Rows of the three lists together. The plan of 2020 has 49."""

_CITY_WARNINGS = (
    (Flag.UNKNOWN_CITY, WarningCode.UNKNOWN_CITY),
    (Flag.NO_AGE, WarningCode.NO_AGE),
    (Flag.TWICE_IN_LIST, WarningCode.TWICE_IN_LIST),
)
_DATE_WARNINGS = (
    (Flag.INVALID_DATE, WarningCode.INVALID_DATE),
    (Flag.WEEKDAY_MISMATCH, WarningCode.WEEKDAY_MISMATCH),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of one document. Nothing of it is stored yet.

    warnings are for the person who imports. unread are the lines that became nothing, each with a warning.
    source_hash is the SHA-256 of the file, in hexadecimal.
    """

    plan: Plan
    warnings: tuple[PlanWarning, ...]
    unread: tuple[UnreadLine, ...]
    source_name: str
    source_hash: str
    counts: Counts = field(default_factory=Counts)


@dataclass(frozen=True, slots=True)
class _Lists:
    """The three lists, with the warnings and unread lines of their rows."""

    events: tuple[PlanEvent, ...]
    jubilees: tuple[CityDate, ...]
    city_days: tuple[CityDate, ...]
    warnings: tuple[PlanWarning, ...]
    unread: tuple[UnreadLine, ...]


def read_sheet(sheet: Sheet, index: CityIndex, *, year: int | None, source: tuple[str, str]) -> Reading:
    """Read the plan in the blocks of a document. source is the file's name and hash.

    year overrides the title's year. Raises Unreadable without a table of events, without a row in it, or when
    the title does not name one year.
    """
    outline = read_outline(sheet)
    _check_outline(outline)
    page = read_title_page(outline.preamble, outline.later)
    plan_year = choose_year(page, year)
    footnotes = read_footnotes(outline)
    lists = _read_lists(outline, footnotes, plan_year, index)
    plan = Plan(
        title=page.title,
        year=plan_year,
        events=lists.events,
        jubilees=lists.jubilees,
        city_days=lists.city_days,
        footnotes=footnotes.footnotes,
        draft=page.draft,
    )
    warnings = (
        *_warn_of_year(page.years, plan_year),
        *outline.warnings,
        *lists.warnings,
        *_warn_of_plan(plan, outline, footnotes, index),
        *_warn_of_unread(lists.unread),
    )
    unique = tuple(dict.fromkeys(warnings))
    return Reading(plan, unique, lists.unread, *source, count_rows(outline, unique, lists.unread))


def _check_outline(outline: Outline) -> None:
    """Refuse a document without a table of events or a row in it, and one with too many rows."""
    if not any(columns.is_events for columns in outline.columns):
        raise Unreadable(
            UnreadableReason.NO_TABLE,
            expected="№, мероприятие, место, дата",
            found=next((line.text for line in outline.preamble if line.text), ""),
        )
    if not any(row.list_name is ListName.EVENTS for row in outline.rows):
        raise Unreadable(
            UnreadableReason.NO_ROWS,
            expected="1.",
            found=next((line.text for line in outline.unread), ""),
        )
    if len(outline.rows) > MAX_ROWS:
        raise Unreadable(UnreadableReason.TOO_LONG, expected=str(MAX_ROWS), found=str(len(outline.rows)))


def _warn_of_unread(lines: Iterable[UnreadLine]) -> Iterator[PlanWarning]:
    for unread in lines:
        yield PlanWarning.of(WarningCode.LINE_UNREAD, line=unread.line, text=unread.text)


def _read_lists(outline: Outline, footnotes: DocumentFootnotes, year: int, index: CityIndex) -> _Lists:
    events: list[PlanEvent] = []
    cities: dict[ListName, list[CityDate]] = {ListName.JUBILEES: [], ListName.CITY_DAYS: []}
    warnings: list[PlanWarning] = []
    unread = list(outline.unread)
    for row in outline.rows:
        if row.list_name is ListName.EVENTS:
            read = read_event_row(row, year, index)
            events.extend(read.events)
            warnings.extend(read.warnings)
            continue
        approx = is_approximate(footnotes, row.list_name, row.marks)
        city = read_city_row(row, year, index, approx=approx)
        if city is None:
            unread.append(_unread_line(row))
        else:
            cities[row.list_name].append(city)
    jubilees, city_days = flag_repeats(cities[ListName.JUBILEES], cities[ListName.CITY_DAYS])
    warnings += _warn_of_cities(ListName.JUBILEES, jubilees) + _warn_of_cities(ListName.CITY_DAYS, city_days)
    unread.sort(key=lambda left: left.line)
    return _Lists(tuple(events), jubilees, city_days, tuple(warnings), tuple(unread))


def _unread_line(row: PrintedRow) -> UnreadLine:
    words = (" ".join(cell.text.split()) for cell in row.cells if cell.text)
    return UnreadLine(row.line, " | ".join(words))


def _warn_of_cities(name: ListName, rows: Iterable[CityDate]) -> list[PlanWarning]:
    warnings: list[PlanWarning] = []
    for row in rows:
        placed: dict[str, str | int] = {"list": name, "row": row.number or row.city_raw}
        warnings += [
            PlanWarning.of(code, **placed, city=row.city)
            for flag, code in _CITY_WARNINGS
            if flag in row.flags
        ]
        warnings += [
            PlanWarning.of(code, **placed, text=row.date_raw)
            for flag, code in _DATE_WARNINGS
            if flag in row.flags
        ]
        if Flag.NO_DATE in row.flags:
            warnings.append(PlanWarning.of(WarningCode.NO_DATE, **placed, text=row.city_raw))
        if Flag.NOT_MULTIPLE_OF_5 in row.flags and row.age is not None:
            warnings.append(
                PlanWarning.of(WarningCode.NOT_MULTIPLE_OF_5, **placed, city=row.city, age=row.age)
            )
        if Flag.IN_BOTH_LISTS in row.flags and name is ListName.JUBILEES:
            warnings.append(PlanWarning.of(WarningCode.IN_BOTH_LISTS, city=row.city))
    return warnings


def _warn_of_year(printed: tuple[int, ...], year: int) -> list[PlanWarning]:
    if not printed or year in printed:
        return []
    return [PlanWarning.of(WarningCode.YEAR_DIFFERS, printed=", ".join(map(str, printed)), year=year)]


def _warn_of_plan(
    plan: Plan, outline: Outline, footnotes: DocumentFootnotes, index: CityIndex
) -> list[PlanWarning]:
    """Return the doubts about the document as a whole, in its order."""
    warnings: list[PlanWarning] = []
    for name in ListName:
        numbers = [row.number for row in outline.rows if row.list_name is name and row.number]
        warnings += warn_of_numbers(name, numbers)
    warnings += warn_of_row_order(plan.events)
    warnings += warn_of_city_order(plan.jubilees) + warn_of_city_order(plan.city_days)
    warnings += footnotes.warnings
    warnings += warn_of_two_names(plan.events, plan.jubilees, plan.city_days, index)
    return warnings + list(_warn_of_columns(outline))


def _warn_of_columns(outline: Outline) -> Iterator[PlanWarning]:
    """Yield the filled columns that were not read, and those understood only by their cells."""
    reported: set[str] = set()
    for header in outline.columns:
        rows = [row for row in outline.rows if row.columns == header]
        for column, (name, role) in enumerate(zip(header.names, header.roles, strict=True)):
            is_filled = any(column < len(row.cells) and row.cells[column].text for row in rows)
            if name in reported or not is_filled:
                continue
            if role is ColumnRole.OTHER:
                reported.add(name)
                yield PlanWarning.of(WarningCode.COLUMN_UNREAD, column=name or str(column + 1))
            elif column in header.guessed:
                reported.add(name)
                yield PlanWarning.of(WarningCode.COLUMN_GUESSED, column=name or str(column + 1), role=role)
