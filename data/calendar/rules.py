"""Define the rules by which a city sets its day in any year."""

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
class RuleTerm:
    """A rule with the years it holds in, both included. None is an open end."""

    rule: DayRule
    since: int | None = None
    until: int | None = None

    def holds_in(self, year: int) -> bool:
        """Return whether the rule holds in that year."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
