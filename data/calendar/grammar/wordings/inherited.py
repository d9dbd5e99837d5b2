"""Wordings that say no month or quarter of their own: the heading above lends it."""

from dataclasses import dataclass
from functools import lru_cache

from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.atoms import NTH, Atom, DatePattern, MatchedTokens, date_pattern
from data.calendar.grammar.wordings.days import nth_weekday
from data.calendar.grammar.wordings.spans import decades, first_days, half_months, tens, thirds, weeks
from data.calendar.imprecise_dates import Precision

_LENGTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6}


@dataclass(frozen=True, slots=True)
class HeadingSpan:
    """A month, a quarter or a half of a year by its first month; bare days are days of a month only."""

    precision: Precision
    first_month: int

    @property
    def month(self) -> int | None:
        """The month a bare day lies in."""
        return self.first_month if self.precision is Precision.MONTH else None


@lru_cache(maxsize=64)
def heading_patterns(heading: HeadingSpan) -> tuple[DatePattern, ...]:
    """The rows of the grammar that hold under such a heading."""
    first, length = heading.first_month, _LENGTHS[heading.precision]
    unit = {1: "month_word", 3: "quarter", 6: "half_year"}[length]

    def whole(_: MatchedTokens) -> Atom:
        return Atom(heading.precision, windows.months(first, length))

    def third(matched: MatchedTokens) -> Atom:
        return thirds(first, length, matched)

    stretches = (date_pattern(f"third {unit}", third), date_pattern(f"(?<! [{_NTH_CLASS}] ) {unit}", whole))
    return (*_month_forms(first), *stretches) if length == 1 else stretches


_NTH_CLASS = "ordinal number roman third"


def _month_forms(month: int) -> tuple[DatePattern, ...]:
    own = "month_word?"
    return (
        date_pattern(f"{NTH} decade {own}", lambda matched: decades(matched, month)),
        date_pattern(f"{NTH} half {own}", lambda matched: half_months(matched, month)),
        date_pattern(f"{NTH} week {own}", lambda matched: weeks(matched, month)),
        date_pattern(f"{NTH} (?: weekday | weekend ) {own}", lambda matched: nth_weekday(matched, month)),
        date_pattern(f"ordinal dates_word {own}", lambda matched: first_days(matched, month)),
        date_pattern(f"tens (?: dates_word | filler )? {own}", lambda matched: tens(matched, month)),
    )


HEADING_PRECISIONS = frozenset(_LENGTHS)
"""What a heading may lend."""
