"""Calculate ages and jubilees, and shift a day of celebration to another year."""

from calendar import monthrange
from datetime import date

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.rules import FixedDay

JUBILEE_STEPS = (100, 50, 25, 10, 5)
"""The highest of these that divides the age is the weight of a jubilee."""


def age(epoch: int, year: int) -> int | None:
    """Return the age of a city in a year, or None up to the year its age is counted from.

    A negative epoch follows the city's own count before our era: there is no year-zero correction.
    """
    years = year - epoch
    return years if years > 0 else None


def jubilee_weight(years: int | None, every: int) -> int:
    """Return the weight of a jubilee: 100, 50, 25, 10, 5 or every, and 0 for no jubilee.

    An age divisible by every is a jubilee. Raises ValueError for every below 1.
    """
    if every < 1:
        raise ValueError(every)
    if years is None or years <= 0 or years % every:
        return 0
    return next((step for step in JUBILEE_STEPS if years % step == 0), every)


def next_jubilee(epoch: int, year: int, every: int) -> tuple[int, int]:
    """Return year and age of the first jubilee from that year on. See jubilee_weight for every."""
    if every < 1:
        raise ValueError(every)
    earliest = max(year, epoch + 1)
    found = earliest + -(earliest - epoch) % every
    return found, found - epoch


def shift_years(when: ImpreciseDate, years: int) -> ImpreciseDate | None:
    """Return the same day and month so many years later, or None for a wording without days.

    The result has no wording. 29 February becomes 28 February in common years. A run of days keeps its first
    day and its width. A window of months ends with the last day of its month.
    """
    if when.end is None:
        return None
    start = _shifted(when.start, years) if when.start else None
    if start is not None and when.start is not None and when.is_day:
        return ImpreciseDate("", when.precision, start, start + (when.end - when.start))
    return ImpreciseDate("", when.precision, start, _shifted_end(when.end, years))


def on_day(day: date) -> ImpreciseDate:
    """Return a calculated day, which has no wording to show."""
    return ImpreciseDate("", Precision.DAY, day, day)


def on_days(first: date, last: date) -> ImpreciseDate:
    """Return a run of days, or one day, without a wording to show."""
    return ImpreciseDate("", Precision.DAY if first == last else Precision.DAYS, first, last)


def _shifted(day: date, years: int) -> date:
    return FixedDay(day.month, day.day).on(day.year + years)


def _shifted_end(day: date, years: int) -> date:
    """Shift the end of a window. The last day of a month stays the last, also in February."""
    year = day.year + years
    if day.day == monthrange(day.year, day.month)[1]:
        return date(year, day.month, monthrange(year, day.month)[1])
    return _shifted(day, years)
