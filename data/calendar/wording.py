"""Reading Russian and English date wordings: what a plan prints in its date cells.

What is printed decides. A date the calendar lacks, a range in reverse, a choice between days, a beginning
without an end and the word «зима» (which lies in two years) give the precision invalid without start and
end: reported, never mended, never guessed. Windows: начало, середина, конец and декады are 1-10, 11-20 and
21 to the end, halves of a month 1-15 and 16 to the end. Days of a list that do not adjoin («5 и 19 мая»)
are dates of their own, adjoining ones one run. Each figure, month and date word is used or told as unread.
No text raises, and the time spent on one is bounded.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from data.calendar.grammar.cell import DateCell, DateGroup, read_cell
from data.calendar.grammar.lexer.folding import tidy
from data.calendar.grammar.lexer.kinds import TokenKind
from data.calendar.grammar.scan import Scan, scan
from data.calendar.grammar.wordings.inherited import HEADING_PRECISIONS, HeadingSpan
from data.calendar.grammar.wordings.meaning import INVALID, Meaning
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from data.calendar.rules import NthWeekday

LONGEST = 4_096
"""Characters looked at. Place and date of a plan fill a fortieth of that."""

_QUOTED = re.compile(r"[«„“\"]([^«»„“”\"\n]{2,80})[»“”\"]")
_CLOSING = {"«": "»", "„": "“", "“": "”", '"': '"'}
_ANY_YEAR = 2024
_NAME = "ь"
"""What stands for each letter and figure of a name in quotes: no date is read out of «Октябрь»."""


@dataclass(frozen=True, slots=True)
class TimedDate:
    """A date with the local clock time printed beside it."""

    when: ImpreciseDate
    time: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class FoundDates:
    """The dates of one wording inside a longer text: text[first:last] is what their raw was taken from."""

    first: int
    last: int
    dates: tuple[TimedDate, ...]

    @property
    def value(self) -> ImpreciseDate:
        """The one date, or an invalid one for several."""
        only = self.dates[0].when
        return only if len(self.dates) == 1 else ImpreciseDate(only.raw, Precision.INVALID)


@dataclass(frozen=True, slots=True)
class ReadDates:
    """All that a text says of dates.

    unread are half-open stretches of the text that hold a figure, a month or a word of dates which no date
    took in, hours those of the clock times that dates took. has_wrong_weekday: a weekday is printed that none
    of the days falls on. is_moscow_time: the hours are said to be those of Moscow.
    """

    found: tuple[FoundDates, ...]
    unread: tuple[tuple[int, int], ...] = ()
    hours: tuple[tuple[int, int], ...] = ()
    has_wrong_weekday: bool = False
    is_moscow_time: bool = False

    @property
    def dates(self) -> tuple[TimedDate, ...]:
        """The dates of all wordings in order."""
        return tuple(date for found in self.found for date in found.dates)


@dataclass(frozen=True, slots=True)
class CityDateWording:
    """The day of a city as printed; rule is set for a floating day, worked out into start and end."""

    precision: Precision
    start: date | None
    end: date | None
    rule: NthWeekday | None


def find_dates(text: str, year: int, heading: ImpreciseDate | None = None) -> ReadDates:
    """Every date of a text with its place; year is the plan's, a printed one wins over it.

    heading is the month, quarter or half-year of the heading above: a bare «14» is a day of it.
    Only the first 4,096 characters are looked at; the rest is unread.
    """
    scanned, cell = _read(text, year, heading)
    found = tuple(_found(text, group, year) for group in cell.groups)
    unread = [(part.first, part.last) for part in cell.unread]
    if text[LONGEST:].strip():
        unread.append((LONGEST, len(text)))
    days = [dated.when for wording in found for dated in wording.dates]
    return ReadDates(found, tuple(unread), cell.hours, _mismatch(scanned, days), cell.is_moscow_time)


def date_of_heading(heading: str | None, year: int) -> ImpreciseDate | None:
    """What a heading lends to the rows under it: its month, quarter or half-year, or None for any other."""
    read = find_dates(heading or "", year)
    if len(read.dates) != 1 or read.unread:
        return None
    when = read.dates[0].when
    return when if when.precision in HEADING_PRECISIONS else None


def read_wording(text: str, year: int) -> ImpreciseDate | None:
    """The one date a cell names, or None where it names none; year is the plan's, a printed one wins over it.

    raw is the whole cell as printed, without the full stop of a sentence. Words that say nothing of time are
    passed over; several dates, and words of dates that no date takes in, are invalid.
    """
    if len(text) > LONGEST:
        return None
    scanned, cell = _read(text, year)
    meaning = INVALID if cell.groups and cell.unread else _only(cell)
    return None if meaning is None else meaning.worded(_whole(text, scanned))


def find_wording(text: str, year: int) -> FoundDates | None:
    """The first date wording inside a text with its place, weekday, hour and «(уточняется)» included.

    Only the first 4,096 characters are looked at. None where there is no date.
    """
    return next(iter(find_dates(text, year).found), None)


def read_city_date(text: str, year: int) -> CityDateWording:
    """The day of a city: a day, a range, or a floating day with its rule.

    No date at all, several dates and words of dates beside it that are not understood are invalid.
    """
    cell = _read(text, year)[1]
    meaning = INVALID if cell.unread else _only(cell) or INVALID
    return CityDateWording(meaning.precision, meaning.start, meaning.end, meaning.rule)


def weekday_mismatch(text: str, value: ImpreciseDate) -> bool:
    """Whether the text prints a weekday that no day of its date falls on: «12 марта (пятница)» of 2020."""
    return value.start is not None and _mismatch(scan(text[:LONGEST], value.start.year), [value])


def _read(text: str, year: int, heading: ImpreciseDate | None = None) -> tuple[Scan, DateCell]:
    text = text[:LONGEST]
    span = _heading_span(heading)
    year = heading.start.year if span and heading and heading.start else year
    named = text if _QUOTED.fullmatch(text.strip()) else _QUOTED.sub(_hide_name, text)
    scanned = scan(named, year, span)
    return scanned, read_cell(scanned)


def _hide_name(found: re.Match[str]) -> str:
    """A name in quotes letter by letter; a figure in them is that of a day: «12» августа, «5–7 мая»."""
    if not any(sign.isalpha() for sign in found[1]) or _is_date(found[1]):
        return found[0]
    return "".join(_NAME if sign.isalnum() else " " for sign in found[0])


def _is_date(words: str) -> bool:
    """Whether words in quotes are a day in figures and nothing else: «5–7 мая», and not «8 Марта»."""
    if not any(sign.isdigit() for sign in words) or words != words.lower():
        return False
    scanned = scan(words, _ANY_YEAR)
    return bool(scanned.wordings) and not scanned.loose


def _heading_span(heading: ImpreciseDate | None) -> HeadingSpan | None:
    if heading is None or heading.start is None or heading.precision not in HEADING_PRECISIONS:
        return None
    return HeadingSpan(heading.precision, heading.start.month)


def _found(text: str, group: DateGroup, year: int) -> FoundDates:
    """The dates of a group. Each has its own words where they say it all, else those of the whole list."""
    first, last = _with_quotes(text, group.first, group.last)
    whole = tidy(text[first:last])
    own = [tidy(text[dated.first : dated.last]) for dated in group.dates]
    if len(own) < 2 or not all(
        _says(raw, dated.meaning, year) for raw, dated in zip(own, group.dates, strict=True)
    ):
        own = [whole] * len(own)
    dates = tuple(
        TimedDate(dated.meaning.worded(raw), dated.time) for raw, dated in zip(own, group.dates, strict=True)
    )
    return FoundDates(first, last, dates)


def _with_quotes(text: str, first: int, last: int) -> tuple[int, int]:
    """The stretch with the quotation marks that stand around it or around its first figure."""
    opening = text[first - 1 : first]
    closing = _CLOSING.get(opening)
    if closing is None:
        return first, last
    if closing in text[first:last]:
        return first - 1, last
    return (first - 1, last + 1) if text[last : last + 1] == closing else (first, last)


def _says(text: str, meaning: Meaning, year: int) -> bool:
    """Whether the words say by themselves what they say in their list."""
    alone = read_wording(text, year)
    return alone is not None and (alone.start, alone.end) == (meaning.start, meaning.end)


def _only(cell: DateCell) -> Meaning | None:
    """The one date of a cell."""
    dates = [dated.meaning for group in cell.groups for dated in group.dates]
    if not dates:
        return INVALID if cell.groups else None
    return dates[0] if len(dates) == 1 else INVALID


def _mismatch(scanned: Scan, values: Iterable[ImpreciseDate]) -> bool:
    days: set[int] = set()
    for value in values:
        if not value.is_day or value.start is None or value.end is None:
            return False
        length = (value.end - value.start).days + 1
        days.update((value.start + timedelta(days=day)).weekday() for day in range(min(length, 7)))
    return bool(days) and not days.issuperset(scanned.weekdays)


def _whole(text: str, scanned: Scan) -> str:
    """The cell as printed; the full stop of «ежеквартал.» or «2020 г.» belongs to its word and stays."""
    shown = tidy(text)
    return shown.rstrip(". ") if scanned.tokens[-1].kind is TokenKind.STOP else shown
