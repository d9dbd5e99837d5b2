"""Wordings that say no month or quarter of their own: the heading above lends it."""

from dataclasses import dataclass
from functools import lru_cache

from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.atoms import NTH, Atom, Form, Parts, form
from data.calendar.grammar.wordings.days import nth_weekday
from data.calendar.grammar.wordings.spans import decades, first_days, half_months, tens, thirds, weeks
from data.calendar.imprecise_dates import Precision

_LENGTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6}


@dataclass(frozen=True, slots=True)
class Lent:
    """A month, a quarter or a half of a year by its first month; bare days are days of a month only."""

    precision: Precision
    first_month: int

    @property
    def month(self) -> int | None:
        """The month a bare day lies in."""
        return self.first_month if self.precision is Precision.MONTH else None


@lru_cache(maxsize=64)
def lent_forms(lent: Lent) -> tuple[Form, ...]:
    """The rows of the grammar that hold under such a heading."""
    first, length = lent.first_month, _LENGTHS[lent.precision]
    unit = {1: "month_word", 3: "quarter", 6: "half_year"}[length]

    def whole(_: Parts) -> Atom:
        return Atom(lent.precision, windows.months(first, length))

    def third(parts: Parts) -> Atom:
        return thirds(first, length, parts)

    stretches = (form(f"third {unit}", third), form(f"(?<! [{_NTH_CLASS}] ) {unit}", whole))
    return (*_month_forms(first), *stretches) if length == 1 else stretches


_NTH_CLASS = "ordinal number roman third"


def _month_forms(month: int) -> tuple[Form, ...]:
    own = "month_word?"
    return (
        form(f"{NTH} decade {own}", lambda parts: decades(parts, month)),
        form(f"{NTH} half {own}", lambda parts: half_months(parts, month)),
        form(f"{NTH} week {own}", lambda parts: weeks(parts, month)),
        form(f"{NTH} (?: weekday | weekend ) {own}", lambda parts: nth_weekday(parts, month)),
        form(f"ordinal dates_word {own}", lambda parts: first_days(parts, month)),
        form(f"tens (?: dates_word | filler )? {own}", lambda parts: tens(parts, month)),
    )


LENDERS = frozenset(_LENGTHS)
"""What a heading may lend."""
