"""Define the imprecise date: what the wording of a plan may mean, as one value."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a wording names its date. Only DAY and DAYS are real dates."""

    DAY = "day"
    DAYS = "days"
    MONTH = "month"
    MONTHS = "months"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    PART = "part"
    SEASON = "season"
    DEADLINE = "deadline"
    RECURRING = "recurring"
    UNSCHEDULED = "unscheduled"
    INVALID = "invalid"


class Recurrence(StrEnum):
    """How often standing work repeats."""

    CONSTANT = "constant"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


REAL_DAYS = frozenset({Precision.DAY, Precision.DAYS})


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """The printed wording with the first and the last day it may mean, both included.

    A deadline has no start. Recurring, unscheduled and invalid wordings have neither start nor end. tbc is
    set for a date to be confirmed («уточняется»). The value is shown as worded, never as an invented day.
    """

    raw: str
    precision: Precision
    start: date | None = None
    end: date | None = None
    tbc: bool = False
    recurrence: Recurrence | None = None

    @property
    def is_day(self) -> bool:
        """Return whether it is one day or a run of named days, which reminders may count down to."""
        return self.precision in REAL_DAYS

    @property
    def is_window(self) -> bool:
        """Return whether the day lies somewhere in a span: a month, a quarter, before a deadline."""
        return self.end is not None and not self.is_day

    @property
    def begins(self) -> date | None:
        """Return the day it is sorted by: the first day, or the last of a deadline."""
        return self.start or self.end

    def is_over(self, today: date) -> bool:
        """Return whether its last day is past. A date without days is never over."""
        return self.end is not None and self.end < today

    def overlaps(self, first: date, last: date) -> bool:
        """Return whether any day it may mean lies in first…last, both included."""
        begins = self.begins
        return begins is not None and self.end is not None and begins <= last and self.end >= first

    def sort_key(self) -> tuple[date, int]:
        """Sort by first day, then by width, undated last. A day comes before the month it lies in."""
        begins = self.begins
        if begins is None or self.end is None:
            return date.max, 0
        return begins, (self.end - begins).days


@dataclass(frozen=True, slots=True)
class ClockTime:
    """The local time at which an event begins and ends. end is None where none is printed."""

    start: time
    end: time | None = None
