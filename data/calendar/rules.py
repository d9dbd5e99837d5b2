"""Define the rules by which a city sets its day, or the window of its day, in any year."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class FixedDay:
    """The same day and month every year. 29 February is 28 February in common years."""

    month: int
    day: int

    def on(self, year: int) -> date:
        """Return the day in that year."""
        if (self.month, self.day) == (2, 29) and not _is_leap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The nth weekday of a month. weekday 0 is Monday, nth -1 the last."""

    month: int
    weekday: int
    nth: int

    def on(self, year: int) -> date | None:
        """Return the day in that year, or None where the month has no such fifth weekday."""
        if self.nth < 0:
            following = date(year + self.month // 12, self.month % 12 + 1, 1)
            last = following - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - self.weekday) % 7 + 7 * (-self.nth - 1))
        first = date(year, self.month, 1)
        found = first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        return found if found.month == self.month else None


@dataclass(frozen=True, slots=True)
class WeekdayAfter:
    """The nth weekday strictly after a day of the year («первое воскресенье после 12 июля»)."""

    month: int
    day: int
    weekday: int
    nth: int = 1

    def on(self, year: int) -> date:
        """Return the day in that year."""
        after = date(year, self.month, self.day) + timedelta(days=1)
        return after + timedelta(days=(self.weekday - after.weekday()) % 7 + 7 * (self.nth - 1))


DayRule = FixedDay | NthWeekday | WeekdayAfter


@dataclass(frozen=True, slots=True)
class WindowEdge:
    """The first or the last day of a window: a day of the year, and so many days more."""

    day: FixedDay | NthWeekday
    plus: int = 0

    def on(self, year: int) -> date | None:
        """Return the day in that year, or None where the month has no such fifth weekday."""
        found = self.day.on(year)
        return None if found is None else found + timedelta(days=self.plus)


@dataclass(frozen=True, slots=True)
class DayWindow:
    """The days, both ends included, among which a city names its day each year."""

    start: WindowEdge
    end: WindowEdge

    def span(self, year: int) -> tuple[date, date] | None:
        """Return the first and the last day in that year, or None where it has no such window."""
        first, last = self.start.on(year), self.end.on(year)
        return None if first is None or last is None or first > last else (first, last)


@dataclass(frozen=True, slots=True)
class RuleTerm:
    """A rule with the years it holds in, both included. None is an open end.

    days are the first and the last day of the celebration, counted from the day of the rule. They have no
    meaning for a window.
    """

    rule: DayRule | DayWindow
    since: int | None = None
    until: int | None = None
    days: tuple[int, int] = (0, 0)

    @property
    def is_window(self) -> bool:
        """Return whether the rule gives only the days among which the day is named each year."""
        return isinstance(self.rule, DayWindow)

    def holds_in(self, year: int) -> bool:
        """Return whether the rule holds in that year."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)

    def span(self, year: int) -> tuple[date, date] | None:
        """Return the first and the last day of the celebration or of its window, or None."""
        if isinstance(self.rule, DayWindow):
            return self.rule.span(year)
        day = self.rule.on(year)
        if day is None:
            return None
        first, last = self.days
        return day + timedelta(days=first), day + timedelta(days=last)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
