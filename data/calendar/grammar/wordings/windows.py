"""Windows of the calendar: the first and the last day that a named stretch of a year covers."""

from collections.abc import Callable
from datetime import date, timedelta

Window = tuple[date, date]
"""First and last day, both included."""

WindowOf = Callable[[int], Window | None]
"""A window in a given year, or None. May raise ValueError for a day the calendar lacks."""

ONE_DAY = timedelta(days=1)


def months(first: int, count: int) -> Callable[[int], Window]:
    """Whole months, the first numbered from 1."""

    def window(year: int) -> Window:
        last = first + count - 1
        return date(year, first, 1), date(year + last // 12, last % 12 + 1, 1) - ONE_DAY

    return window


def years(first: int, last: int) -> Window:
    """Whole years from the first to the last."""
    return date(first, 1, 1), date(last, 12, 31)


def day(month: int, number: int) -> WindowOf:
    """One day of the month."""
    return lambda year: (date(year, month, number), date(year, month, number))


def decade(month: int, first: int, last: int) -> WindowOf:
    """Decades of a month from the first to the last of them: 1-10, 11-20, 21 to the end."""

    def window(year: int) -> Window:
        begin, end = months(month, 1)(year)
        return begin.replace(day=10 * first - 9), end if last == 3 else end.replace(day=10 * last)

    return window


def tens(month: int, number: int) -> WindowOf:
    """Days of a month written with 10 or 20, to 19 or 29, or to the end of a short month."""

    def window(year: int) -> Window | None:
        begin, end = months(month, 1)(year)
        last = min(end.day, number + 9)
        return (begin.replace(day=number), end.replace(day=last)) if number in {10, 20} else None

    return window


def half_month(month: int, number: int) -> WindowOf:
    """Halves of a month: 1-15 and 16 to the end."""

    def window(year: int) -> Window:
        begin, end = months(month, 1)(year)
        return (begin, begin.replace(day=15)) if number == 1 else (begin.replace(day=16), end)

    return window


def week(month: int, number: int) -> WindowOf:
    """Sevens of days of a month counted from its first day, or from its end where the number is -1."""

    def window(year: int) -> Window:
        begin, end = months(month, 1)(year)
        if number < 0:
            return end - 6 * ONE_DAY, end
        return begin.replace(day=7 * number - 6), min(begin.replace(day=1) + (7 * number - 1) * ONE_DAY, end)

    return window


def third(first_month: int, count: int, first: int, last: int) -> WindowOf:
    """Beginning, middle, end (1, 2, 3) of a stretch of months: decades of one month, else whole months."""
    if count == 1:
        return decade(first_month, first, last)
    step = count // 3
    return months(first_month + (first - 1) * step, step * (last - first + 1))


def middle(window: Window) -> date:
    """The day in the middle of a window, the earlier of two."""
    return window[0] + (window[1] - window[0]) // 2
