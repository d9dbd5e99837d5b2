"""Read wordings that take their month or quarter from the heading above them.

Under the heading «Май» the cells «14», «вторая декада» and «конец месяца» are complete dates.
"""

from dataclasses import dataclass
from functools import lru_cache

from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.atoms import NTH, Atom, DatePattern, MatchedTokens, date_pattern
from data.calendar.grammar.wordings.days import nth_weekday
from data.calendar.grammar.wordings.spans import decades, first_days, half_months, tens, thirds, weeks
from data.calendar.imprecise_dates import Precision

_LENGTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6}
"""The number of months of what a heading may lend."""

_UNITS = {1: "month_word", 3: "quarter", 6: "half_year"}
_WHOLE_EXAMPLES = {1: "в течение месяца", 3: "в течение квартала", 6: "в течение полугодия"}
_THIRD_EXAMPLES = {1: "конец месяца", 3: "начало квартала", 6: "середина полугодия"}

HEADING_PRECISIONS = frozenset(_LENGTHS)
"""The kinds of date that a heading lends to the cells under it."""


@dataclass(frozen=True, slots=True)
class HeadingSpan:
    """The month, the quarter or the half of a year that a heading names, by its first month."""

    precision: Precision
    first_month: int

    @property
    def month(self) -> int | None:
        """Return the month of a bare day. A quarter gives None: it has three days of each number."""
        return self.first_month if self.precision is Precision.MONTH else None


@lru_cache(maxsize=64)
def heading_patterns(heading: HeadingSpan) -> tuple[DatePattern, ...]:
    """Return the patterns that hold under such a heading, beside those that always hold."""
    first, length = heading.first_month, _LENGTHS[heading.precision]
    unit = _UNITS[length]

    def whole(_: MatchedTokens) -> Atom:
        return Atom(heading.precision, windows.months(first, length))

    def third(matched: MatchedTokens) -> Atom:
        return thirds(first, length, matched)

    spans = (
        date_pattern(_THIRD_EXAMPLES[length], f"third {unit}", third),
        date_pattern(_WHOLE_EXAMPLES[length], f"(?<! [{_NTH_CLASS}] ) {unit}", whole),
    )
    return (*_month_patterns(first), *spans) if length == 1 else spans


_NTH_CLASS = "ordinal number roman third"


def _month_patterns(month: int) -> tuple[DatePattern, ...]:
    own = "month_word?"
    return (
        date_pattern("вторая декада", f"{NTH} decade {own}", lambda matched: decades(matched, month)),
        date_pattern(
            "первая половина месяца", f"{NTH} half {own}", lambda matched: half_months(matched, month)
        ),
        date_pattern("вторая неделя", f"{NTH} week {own}", lambda matched: weeks(matched, month)),
        date_pattern(
            "вторая суббота месяца",
            f"{NTH} (?: weekday | weekend ) {own}",
            lambda matched: nth_weekday(matched, month),
        ),
        date_pattern(
            "последних числах", f"ordinal dates_word {own}", lambda matched: first_days(matched, month)
        ),
        date_pattern(
            "20-х числах", f"tens (?: dates_word | filler )? {own}", lambda matched: tens(matched, month)
        ),
    )
