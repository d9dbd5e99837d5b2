"""Hold the parts of a month: the words people use for them and the days they cover."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MonthPart(StrEnum):
    """A part of a month that has a name."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    FIRST_HALF = "first-half"
    SECOND_HALF = "second-half"


THIRDS = (MonthPart.EARLY, MonthPart.MIDDLE, MonthPart.LATE)
"""Beginning, middle and end in order, which are also the first, second and third ten days («декада»)."""

HALVES = (MonthPart.FIRST_HALF, MonthPart.SECOND_HALF)

_LAST = 31
"""Stands for the last day of the month, also of a shorter one."""

_DAYS = {
    MonthPart.EARLY: (1, 10),
    MonthPart.MIDDLE: (11, 20),
    MonthPart.LATE: (21, _LAST),
    MonthPart.FIRST_HALF: (1, 15),
    MonthPart.SECOND_HALF: (16, _LAST),
}
_PARTS = {days: part for part, days in _DAYS.items()}


@dataclass(frozen=True, slots=True)
class PartWords:
    """The words for a beginning, a middle or an end, which also divide a season and a year.

    Each field holds forms separated by spaces, except phrase: an example and a regular expression.
    """

    russian: str
    abbreviations: str
    english: str
    phrase: tuple[str, str] | None = None


THIRD_WORDS = (
    PartWords(
        "начало начала началу начале началом",
        "нач",
        "early beginning start",
        ("первые числа", r"первы(?:е|х) числа|первых чисел"),
    ),
    PartWords("середина середины середине середину серединой", "сер", "mid middle"),
    PartWords(
        "конец конца концу конце концом",
        "кон",
        "late end",
        ("последние числа", r"последни(?:е|х) числа|последних чисел"),
    ),
)
"""In the order of THIRDS."""

HALF_WORDS = PartWords("половина половины половине половину половиной", "пол полов", "half")
"""The noun only: its number stands before it («первая половина мая», «first half of May»)."""


def days_of_part(part: MonthPart, year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a part of that month."""
    first, last = _DAYS[part]
    return date(year, month, first), date(year, month, min(last, monthrange(year, month)[1]))


def part_of_days(first: date, last: date) -> MonthPart | None:
    """Return the part of a month that covers exactly the days first…last, or None."""
    if (first.year, first.month) != (last.year, last.month):
        return None
    is_end = last.day == monthrange(last.year, last.month)[1]
    return _PARTS.get((first.day, _LAST if is_end else last.day))
