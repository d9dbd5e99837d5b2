"""Define the meaning of a wording, and settle several wordings of one date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.calendar.grammar.wordings.windows import Window
from data.calendar.imprecise_dates import REAL_DAYS, ImpreciseDate, Precision, Recurrence
from data.calendar.rules import NthWeekday


@dataclass(frozen=True, slots=True)
class Meaning:
    """An imprecise date without its wording.

    rule is set for a floating day («вторая суббота мая»).
    """

    precision: Precision
    start: date | None = None
    end: date | None = None
    tbc: bool = False
    recurrence: Recurrence | None = None
    rule: NthWeekday | None = None

    def worded(self, raw: str) -> ImpreciseDate:
        """Return the imprecise date with this printed wording."""
        return ImpreciseDate(raw, self.precision, self.start, self.end, self.tbc, self.recurrence)

    @property
    def is_day(self) -> bool:
        """Return whether it is one day or a run of days."""
        return self.precision in REAL_DAYS

    @property
    def window(self) -> Window | None:
        """Return the first and the last day. A deadline gives its last day twice."""
        return None if self.end is None else (self.start or self.end, self.end)


@dataclass(frozen=True, slots=True)
class Piece:
    """One date of a wording: its meaning and its half-open span of tokens."""

    meaning: Meaning
    first: int
    last: int


INVALID = Meaning(Precision.INVALID)

_IMPLIED = frozenset({Recurrence.DAILY, Recurrence.YEARLY})
"""Recurrences that add nothing to a date: «ежегодно, 12 июня» is 12 June."""


def settle(meanings: Sequence[Meaning]) -> Meaning:
    """Return the meaning that lies inside all the others, or INVALID where none does.

    «I квартал (март)» is March. «12 марта, потом 15 апреля» is invalid, because neither contains the other.
    """
    found = [(meaning, meaning.window) for meaning in meanings]
    windows = [window for _, window in found if window is not None]
    if len(windows) < len(found):
        return INVALID
    for meaning, inner in found:
        if inner and all(outer[0] <= inner[0] and inner[1] <= outer[1] for outer in windows):
            return meaning
    return INVALID


def settle_recurring(recurring: Meaning, dated: Sequence[Meaning]) -> Meaning:
    """Return the meaning of a recurring wording together with the dates beside it.

    «ежегодно, 12 июня» is that day. «1–15 октября, ежедневно» are those days. «ежемесячно, март» recurs.
    """
    if not dated or all(meaning.precision is Precision.YEAR for meaning in dated):
        return recurring
    return settle(dated) if recurring.recurrence in _IMPLIED else recurring
