"""Compute windows: the first and the last day that a named span of a year covers."""

from collections.abc import Callable
from datetime import date, timedelta

from data.calendar.month_parts import THIRDS, MonthPart, days_of_part

Window = tuple[date, date]
"""First and last day, both included."""

WindowOf = Callable[[int], Window | None]
"""Returns the window in a given year, or None. May raise ValueError for a day the calendar lacks."""

ONE_DAY = timedelta(days=1)


def months(first: int, count: int) -> Callable[[int], Window]:
    """Cover whole months, the first numbered from 1 for January."""

    def window(year: int) -> Window:
        last = first + count - 1
        return date(year, first, 1), date(year + last // 12, last % 12 + 1, 1) - ONE_DAY

    return window


def years(first: int, last: int) -> Window:
    """Cover whole years from the first to the last."""
    return date(first, 1, 1), date(last, 12, 31)


def day(month: int, number: int) -> WindowOf:
    """Cover one day of a month."""
    return lambda year: (date(year, month, number), date(year, month, number))


def month_part(month: int, part: MonthPart) -> WindowOf:
    """Cover a named part of a month, such as its beginning or its first half."""
    return lambda year: days_of_part(part, year, month)


def tens(month: int, number: int) -> WindowOf:
    """Cover the days from 10 to 19 or from 20 to 29 («20-е числа»). Any other number gives None."""

    def window(year: int) -> Window | None:
        begin, end = months(month, 1)(year)
        last = min(end.day, number + 9)
        return (begin.replace(day=number), end.replace(day=last)) if number in {10, 20} else None

    return window


def week(month: int, number: int) -> WindowOf:
    """Cover seven days counted from the first of the month, or its last seven for the number -1."""

    def window(year: int) -> Window:
        begin, end = months(month, 1)(year)
        if number < 0:
            return end - 6 * ONE_DAY, end
        return begin.replace(day=7 * number - 6), min(begin.replace(day=1) + (7 * number - 1) * ONE_DAY, end)

    return window


def third(first_month: int, count: int, number: int) -> WindowOf:
    """Cover the beginning, the middle or the end (1, 2, 3) of a number of months.

    Of one month these are its parts («начало мая»: 1–10 May), of more months whole ones («начало года»:
    January to April).
    """
    if count == 1:
        return month_part(first_month, THIRDS[number - 1])
    length = count // 3
    return months(first_month + (number - 1) * length, length)


def middle(window: Window) -> date:
    """Return the day in the middle of a window, the earlier of two."""
    return window[0] + (window[1] - window[0]) // 2
