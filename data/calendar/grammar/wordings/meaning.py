"""What a wording comes down to, and what several of them come down to together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.calendar.grammar.wordings.windows import Window
from data.calendar.imprecise_dates import REAL_DAYS, ImpreciseDate, Precision, Recurrence
from data.calendar.rules import NthWeekday


@dataclass(frozen=True, slots=True)
class Meaning:
    """An imprecise date without its wording, with the rule where it is a floating day."""

    precision: Precision
    start: date | None = None
    end: date | None = None
    tbc: bool = False
    recurrence: Recurrence | None = None
    rule: NthWeekday | None = None

    def worded(self, raw: str) -> ImpreciseDate:
        """The imprecise date of that printed wording."""
        return ImpreciseDate(raw, self.precision, self.start, self.end, self.tbc, self.recurrence)

    @property
    def is_day(self) -> bool:
        """True for one day or a run of days."""
        return self.precision in REAL_DAYS

    @property
    def window(self) -> Window | None:
        """First and last day; a deadline counts as its last day alone."""
        return None if self.end is None else (self.start or self.end, self.end)


@dataclass(frozen=True, slots=True)
class Piece:
    """One date of a wording: its meaning and its half-open span of tokens."""

    meaning: Meaning
    first: int
    last: int


INVALID = Meaning(Precision.INVALID)

_WITHIN = frozenset({Recurrence.DAILY, Recurrence.YEARLY})
"""Recurrences that say nothing more beside a date of the year."""


def settle(meanings: Sequence[Meaning]) -> Meaning:
    """One meaning for several that stand for the same date: the one that lies inside all the others.

    «I квартал (март)» is March. Where none does («12 марта, потом 15 апреля») nothing is chosen: INVALID.
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
    """A recurring wording beside dates.

    «ежегодно, 12 июня» is that day and «1–15 октября, ежедневно» those days; «ежемесячно с марта» recurs.
    """
    if not dated or all(meaning.precision is Precision.YEAR for meaning in dated):
        return recurring
    return settle(dated) if recurring.recurrence in _WITHIN else recurring
