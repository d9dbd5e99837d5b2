"""Read Russian and English date wordings: what a plan prints in its date cells.

The printed words decide. The precision is invalid, without start and end, for a date the calendar lacks, a
range in reverse, a choice between days, a beginning without an end, and «зима», which lies in two years.
Such a wording is reported, never mended or guessed. The parts of a month are in data.calendar.month_parts.
Days of a list that do not adjoin («5 и 19 мая») are dates of their own, adjoining ones are one date. Each
figure, month and date word belongs to a date or is reported as unread. No text raises an error, and the
time spent on one is bounded.

The way of a text, with the module of each step:

1. Names in quotation marks are masked (grammar.quotes), and the text is folded and split into tokens
   (grammar.lexer).
2. Weekdays, hours and doubts are set aside as decorations (grammar.decorations).
3. Patterns read atoms from the other tokens: «12 марта», «конец мая» (grammar.wordings.days, spans).
4. Joined atoms are a series: «3, 10 и 17 октября» (grammar.wordings.series). Its years are settled, and its
   ranges become one date (grammar.wordings.years, grammar.runs).
5. A series with its preposition is a cluster: «с 5 по 7 мая», «до мая» (grammar.clusters).
6. Clusters with only punctuation between them are a group: «I квартал (март)» (grammar.wording_groups).
7. Groups get their hours and doubts. What is left over is unread (grammar.cell).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from data.calendar.grammar.cell import DateCell, DateGroup, read_cell
from data.calendar.grammar.lexer.folding import tidy
from data.calendar.grammar.lexer.kinds import TokenKind
from data.calendar.grammar.quotes import mask_names, with_quotation_marks
from data.calendar.grammar.scan import Scan, scan
from data.calendar.grammar.wordings.inherited import HEADING_PRECISIONS, HeadingSpan
from data.calendar.grammar.wordings.meaning import INVALID, Meaning
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from data.calendar.rules import NthWeekday

LONGEST = 4_096
"""Characters of a text that are read. Place and date of a plan fill a fortieth of that."""


@dataclass(frozen=True, slots=True)
class TimedDate:
    """A date with the local clock time printed beside it."""

    when: ImpreciseDate
    time: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class FoundDates:
    """The dates of one wording inside a longer text. Their raw is taken from text[first:last]."""

    first: int
    last: int
    dates: tuple[TimedDate, ...]

    @property
    def value(self) -> ImpreciseDate:
        """Return the one date, or an invalid one for several."""
        only = self.dates[0].when
        return only if len(self.dates) == 1 else ImpreciseDate(only.raw, Precision.INVALID)


@dataclass(frozen=True, slots=True)
class ReadDates:
    """All that a text says of dates.

    unread are half-open spans of the text with a figure, a month or a date word that belongs to no date.
    hours are the spans of the clock times that dates have. has_wrong_weekday is set where a weekday is
    printed that none of the days falls on, is_moscow_time where the hours are said to be those of Moscow.
    """

    found: tuple[FoundDates, ...]
    unread: tuple[tuple[int, int], ...] = ()
    hours: tuple[tuple[int, int], ...] = ()
    has_wrong_weekday: bool = False
    is_moscow_time: bool = False

    @property
    def dates(self) -> tuple[TimedDate, ...]:
        """Return the dates of all wordings in order."""
        return tuple(date for found in self.found for date in found.dates)


@dataclass(frozen=True, slots=True)
class CityDateWording:
    """The day of a city as printed. rule is set for a floating day, of which it gives the dates."""

    precision: Precision
    start: date | None
    end: date | None
    rule: NthWeekday | None


def find_dates(text: str, year: int, heading: ImpreciseDate | None = None) -> ReadDates:
    """Find every date of a text, in order.

    year is the year of the plan, for wordings that print none. heading is the month, quarter or half-year of
    the heading above the text: under a month a bare «14» is a day of it. Only the first 4,096 characters are
    read, the rest is reported as unread.
    """
    scanned, cell = _scan_and_read(text, year, heading)
    found = tuple(_dates_of_group(text, group, year) for group in cell.groups)
    unread = [(part.first, part.last) for part in cell.unread]
    if text[LONGEST:].strip():
        unread.append((LONGEST, len(text)))
    days = [dated.when for wording in found for dated in wording.dates]
    return ReadDates(found, tuple(unread), cell.hours, _has_wrong_weekday(scanned, days), cell.is_moscow_time)


def date_of_heading(heading: str | None, year: int) -> ImpreciseDate | None:
    """Return the month, quarter or half-year that a heading names, or None for any other."""
    read = find_dates(heading or "", year)
    if len(read.dates) != 1 or read.unread:
        return None
    when = read.dates[0].when
    return when if when.precision in HEADING_PRECISIONS else None


def read_wording(text: str, year: int) -> ImpreciseDate | None:
    """Read the one date of a cell, or return None where it has none.

    year is the year of the plan, for wordings that print none. raw is the whole cell as printed, without the
    full stop of a sentence. Words that say nothing of time are passed over. Several dates are invalid, and
    so are date words that belong to no date.
    """
    if len(text) > LONGEST:
        return None
    scanned, cell = _scan_and_read(text, year)
    meaning = INVALID if cell.groups and cell.unread else _only_meaning(cell)
    return None if meaning is None else meaning.worded(_whole_cell(text, scanned))


def find_wording(text: str, year: int) -> FoundDates | None:
    """Find the first date wording inside a text, including its weekday, hour and «(уточняется)».

    Only the first 4,096 characters are read. Returns None where there is no date.
    """
    return next(iter(find_dates(text, year).found), None)


def read_city_date(text: str, year: int) -> CityDateWording:
    """Read the day of a city: a day, a range, or a floating day with its rule.

    No date, several dates, and unread date words beside the date are invalid.
    """
    cell = _scan_and_read(text, year)[1]
    meaning = INVALID if cell.unread else _only_meaning(cell) or INVALID
    return CityDateWording(meaning.precision, meaning.start, meaning.end, meaning.rule)


def weekday_mismatch(text: str, value: ImpreciseDate) -> bool:
    """Return whether a printed weekday contradicts the date: 12 March 2020 was no «пятница»."""
    return value.start is not None and _has_wrong_weekday(scan(text[:LONGEST], value.start.year), [value])


def _scan_and_read(text: str, year: int, heading: ImpreciseDate | None = None) -> tuple[Scan, DateCell]:
    text = text[:LONGEST]
    span = _heading_span(heading)
    year = heading.start.year if span and heading and heading.start else year
    scanned = scan(mask_names(text), year, span)
    return scanned, read_cell(scanned)


def _heading_span(heading: ImpreciseDate | None) -> HeadingSpan | None:
    if heading is None or heading.start is None or heading.precision not in HEADING_PRECISIONS:
        return None
    return HeadingSpan(heading.precision, heading.start.month)


def _dates_of_group(text: str, group: DateGroup, year: int) -> FoundDates:
    """Return the dates of a group.

    Each has its own words as raw where they mean the same alone («5 мая» of «5 мая, 19 мая»), otherwise the
    words of the whole list («5 и 19 мая»).
    """
    first, last = with_quotation_marks(text, group.first, group.last)
    whole = tidy(text[first:last])
    own = [tidy(text[dated.first : dated.last]) for dated in group.dates]
    if len(own) < 2 or not all(
        _means_alone(raw, dated.meaning, year) for raw, dated in zip(own, group.dates, strict=True)
    ):
        own = [whole] * len(own)
    dates = tuple(
        TimedDate(dated.meaning.worded(raw), dated.time) for raw, dated in zip(own, group.dates, strict=True)
    )
    return FoundDates(first, last, dates)


def _means_alone(text: str, meaning: Meaning, year: int) -> bool:
    """Return whether words mean the same alone as in their list."""
    alone = read_wording(text, year)
    return alone is not None and (alone.start, alone.end) == (meaning.start, meaning.end)


def _only_meaning(cell: DateCell) -> Meaning | None:
    """Return the one date of a cell. Several are INVALID, None stands for no date."""
    dates = [dated.meaning for group in cell.groups for dated in group.dates]
    if not dates:
        return INVALID if cell.groups else None
    return dates[0] if len(dates) == 1 else INVALID


def _has_wrong_weekday(scanned: Scan, values: Iterable[ImpreciseDate]) -> bool:
    days: set[int] = set()
    for value in values:
        if not value.is_day or value.start is None or value.end is None:
            return False
        length = (value.end - value.start).days + 1
        days.update((value.start + timedelta(days=day)).weekday() for day in range(min(length, 7)))
    return bool(days) and not days.issuperset(scanned.weekdays)


def _whole_cell(text: str, scanned: Scan) -> str:
    """Return the cell as printed. A full stop that belongs to its word («2020 г.») stays."""
    shown = tidy(text)
    return shown.rstrip(". ") if scanned.tokens[-1].kind is TokenKind.STOP else shown
