"""Reading Russian date wordings: what a plan prints in its date cells.

What is printed decides. A date the calendar lacks, a range in reverse, a choice between days, a beginning
without an end and the word «зима» (which lies in two years) give the precision invalid without start and
end: reported, never mended, never guessed. Windows: начало, середина, конец and декады are 1-10, 11-20 and
21 to the end, halves of a month 1-15 and 16 to the end. A list of days («3, 10 и 17 октября») is days from
its first to its last, a choice of months («март или апрель») is months still to be confirmed. No text
raises, and the time spent on one is bounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.calendar.dates import ImpreciseDate, Precision
from data.calendar.grammar.decorations import Role
from data.calendar.grammar.extent import extent, first_group
from data.calendar.grammar.folding import tidy
from data.calendar.grammar.kinds import Kind
from data.calendar.grammar.meaning import Meaning, settle, settle_recurring
from data.calendar.grammar.scan import Finding, Scan, scan
from data.calendar.rules import NthWeekday

LONGEST = 1_000
"""Characters looked at. Place and date of a plan fill a tenth of that."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date wording inside a longer text: text[first:last] is what value.raw was taken from."""

    first: int
    last: int
    value: ImpreciseDate


@dataclass(frozen=True, slots=True)
class CityDateWording:
    """The day of a city as printed; rule is set for a floating day, worked out into start and end."""

    precision: Precision
    start: date | None
    end: date | None
    rule: NthWeekday | None


def read_wording(text: str, year: int) -> ImpreciseDate | None:
    """The date a cell names, or None where it names none; year is the plan's, a printed one wins over it.

    raw is the whole cell as printed, without the full stop of a sentence. Words that say nothing of time are
    passed over; two dates of which neither lies in the other are invalid.
    """
    if len(text) > LONGEST:
        return None
    scanned = scan(text, year)
    meaning = _meaning(scanned, scanned.findings)
    return None if meaning is None else meaning.worded(_whole(text, scanned))


def find_wording(text: str, year: int) -> FoundDate | None:
    """The first date wording inside a text with its place, weekday, hour and «(уточняется)» included.

    Only the first 1,000 characters are looked at. None where there is no date.
    """
    text = text[:LONGEST]
    scanned = scan(text, year)
    group = first_group(scanned) or _unclear(scanned)
    meaning = _meaning(scanned, group)
    if meaning is None or not group:
        return None
    first, last = extent(scanned, group[0].first, group[-1].last)
    return FoundDate(first, last, meaning.worded(tidy(text[first:last])))


def read_city_date(text: str, year: int) -> CityDateWording:
    """The day of a city: a day, a range, or a floating day with its rule. No date at all is invalid."""
    scanned = scan(text[:LONGEST], year)
    meaning = _meaning(scanned, scanned.findings) or Meaning(Precision.INVALID)
    return CityDateWording(meaning.precision, meaning.start, meaning.end, meaning.rule)


def weekday_mismatch(text: str, value: ImpreciseDate) -> bool:
    """Whether the text prints a weekday that no day of its date falls on: «12 марта (пятница)» of 2020."""
    if not value.is_day or value.start is None or value.end is None:
        return False
    length = (value.end - value.start).days + 1
    days = {(value.start + timedelta(days=day)).weekday() for day in range(min(length, 7))}
    return not days.issuperset(scan(text[:LONGEST], value.start.year).weekdays)


def _meaning(scanned: Scan, findings: Sequence[Finding]) -> Meaning | None:
    """What findings come to together, with the doubts printed anywhere in the text."""
    roles = {found.role for found in scanned.decorations}
    dated = [found.meaning for found in findings if found.meaning.precision not in _UNDATED]
    recurring = [found.meaning for found in findings if found.meaning.precision is Precision.RECURRING]
    is_doubtful = Role.UNCLEAR in roles
    if recurring:
        meaning = settle_recurring(recurring[0], dated)
    elif dated:
        meaning = settle(dated)
        is_doubtful = is_doubtful or len(dated) < len(findings)
    elif findings or is_doubtful:
        meaning = Meaning(Precision.UNSCHEDULED)
    else:
        return None
    return replace(meaning, tbc=meaning.tbc or is_doubtful or Role.ABOUT in roles)


_UNDATED = frozenset({Precision.RECURRING, Precision.UNSCHEDULED})


def _unclear(scanned: Scan) -> list[Finding]:
    """«дата уточняется» with no date beside it, as a finding of its own."""
    return [
        Finding(Meaning(Precision.UNSCHEDULED), found.first, found.last)
        for found in scanned.decorations
        if found.role is Role.UNCLEAR
    ][:1]


def _whole(text: str, scanned: Scan) -> str:
    """The cell as printed; the full stop of «ежеквартал.» or «2020 г.» belongs to its word and stays."""
    shown = tidy(text)
    last = scanned.tokens[-1]
    is_loose = last.kind is Kind.OTHER and scanned.folded.text[last.first] == "."
    return shown.rstrip(". ") if is_loose else shown
