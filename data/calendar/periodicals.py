"""Yield the issues of the weekly bulletin and of the quarterly journal as occasions."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from data.calendar.anniversaries import on_day
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind

_BULLETIN_KEY = re.compile(r"bulletin:([0-9]{4})-W([0-9]{2})")
_JOURNAL_KEY = re.compile(r"journal:([0-9]{4})-Q([1-4])")


def bulletins(first: date, last: date, weekday: int) -> Iterator[Occasion]:
    """Yield the issues whose day lies in first…last, both included. weekday 0 is Monday."""
    days = (weekday - first.weekday()) % 7
    while days <= (last - first).days:
        yield _bulletin(first + timedelta(days=days))
        days += 7


def journals(first: date, last: date) -> Iterator[Occasion]:
    """Yield the quarters that overlap first…last. An issue comes out on some day of each."""
    for quarter in range(_quarter(first), _quarter(last) + 1):
        yield _journal(quarter // 4, quarter % 4)


def issue(key: str, weekday: int) -> Occasion | None:
    """Return the issue with this key, or None for other text. weekday is that of the bulletin."""
    if found := _BULLETIN_KEY.fullmatch(key):
        try:
            return _bulletin(date.fromisocalendar(int(found[1]), int(found[2]), weekday + 1))
        except ValueError:
            return None
    found = _JOURNAL_KEY.fullmatch(key)
    return _journal(int(found[1]), int(found[2]) - 1) if found and int(found[1]) else None


def _bulletin(day: date) -> Occasion:
    year, week, _ = day.isocalendar()
    return Occasion(f"bulletin:{year:04}-W{week:02}", OccasionKind.BULLETIN, on_day(day), day.year)


def _quarter(day: date) -> int:
    """Return the number of the quarter, counted from the year 0."""
    return day.year * 4 + (day.month - 1) // 3


def _journal(year: int, quarter: int) -> Occasion:
    start = date(year, 3 * quarter + 1, 1)
    end = date(year, 12, 31) if quarter == 3 else date(year, 3 * quarter + 4, 1) - timedelta(days=1)
    when = ImpreciseDate("", Precision.QUARTER, start, end)
    return Occasion(f"journal:{year:04}-Q{quarter + 1}", OccasionKind.JOURNAL, when, year)
