"""Read the rules of city days from the catalogue and check every field."""

from abc import abstractmethod
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.calendar.rules import DayRule, DayWindow, FixedDay, NthWeekday, RuleTerm, WeekdayAfter, WindowEdge

_SAMPLE_YEARS = range(2000, 2028)
"""The 14 kinds of years, common and leap by their first weekday, and no year more than 28 apart."""

_LONGEST = 92
"""Days that a celebration or its window may span. A longer one promises nothing."""

_Year = Annotated[int, Field(ge=1, le=9999)]
_Month = Annotated[int, Field(ge=1, le=12)]
_MonthDay = Annotated[int, Field(ge=1, le=31)]
_Weekday = Annotated[int, Field(ge=0, le=6)]
_Offset = Annotated[int, Field(ge=-_LONGEST, le=_LONGEST)]


class _RuleModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Edge(_RuleModel):
    """An end of a window: a day of a month, or the nth weekday of it, with plus days added."""

    month: _Month
    day: _MonthDay | None = None
    weekday: _Weekday | None = None
    nth: Literal[-1, 1, 2, 3, 4] | None = None
    plus: _Offset = 0

    @model_validator(mode="after")
    def _has_one_form(self) -> Self:
        self.edge()
        return self

    def edge(self) -> WindowEdge:
        match self:
            case _Edge(day=int(day), weekday=None, nth=None):
                return WindowEdge(FixedDay(self.month, day), self.plus)
            case _Edge(day=None, weekday=int(weekday), nth=int(nth)):
                return WindowEdge(NthWeekday(self.month, weekday, nth), self.plus)
        raise ValueError("neither a day of the month nor an nth weekday of it")


class _Term(_RuleModel):
    """What rules of all forms have: the years they hold in."""

    since: _Year | None = None
    until: _Year | None = None

    @model_validator(mode="after")
    def _holds_in_every_year(self) -> Self:
        if self.since is not None and self.until is not None and self.since > self.until:
            raise ValueError("since is later than until")
        check_term(self.term())
        return self

    @abstractmethod
    def term(self) -> RuleTerm:
        """Return the rule with the years it holds in."""


class _DayTerm(_Term):
    """A rule that gives a day, and the days of the celebration counted from it."""

    days: Annotated[list[_Offset], Field(min_length=2, max_length=2)] = [0, 0]

    def term(self) -> RuleTerm:
        first, last = self.days
        return RuleTerm(self.rule(), self.since, self.until, (first, last))

    @abstractmethod
    def rule(self) -> DayRule:
        """Return the rule of the day alone."""


class _Fixed(_DayTerm):
    kind: Literal["fixed"]
    month: _Month
    day: _MonthDay

    def rule(self) -> DayRule:
        return FixedDay(self.month, self.day)


class _Nth(_DayTerm):
    kind: Literal["nth"]
    month: _Month
    weekday: _Weekday
    nth: Literal[-1, 1, 2, 3, 4, 5]

    def rule(self) -> DayRule:
        return NthWeekday(self.month, self.weekday, self.nth)


class _After(_DayTerm):
    kind: Literal["after"]
    month: _Month
    day: _MonthDay
    weekday: _Weekday
    nth: Literal[1, 2, 3, 4, 5]

    def rule(self) -> DayRule:
        return WeekdayAfter(self.month, self.day, self.weekday, self.nth)


class _Window(_Term):
    kind: Literal["window"]
    start: _Edge
    end: _Edge

    def term(self) -> RuleTerm:
        return RuleTerm(DayWindow(self.start.edge(), self.end.edge()), self.since, self.until)


RuleEntry = Annotated[_Fixed | _Nth | _After | _Window, Field(discriminator="kind")]
"""A rule as the catalogue writes it. Its kind decides which fields it has."""


def check_term(term: RuleTerm) -> None:
    """Check that a rule gives valid days in every kind of year.

    Raises ValueError for a day that no calendar has, for a celebration or a window that ends before it
    begins, lasts too long, or begins in another year than its own. Only a fifth weekday may be missing.
    """
    for year in _SAMPLE_YEARS:
        span = term.span(year)
        if span is None:
            if term.is_window:
                raise ValueError("the window ends before it begins")
            continue
        first, last = span
        if first > last:
            raise ValueError("the celebration ends before it begins")
        if (last - first).days >= _LONGEST:
            raise ValueError(f"longer than {_LONGEST} days")
        if first.year != year:
            raise ValueError("begins in another year than its own")
