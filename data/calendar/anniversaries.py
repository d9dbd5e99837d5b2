"""Ages, jubilees, and the day of celebration carried from one year to another."""

from calendar import monthrange
from datetime import date

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.rules import FixedDay

JUBILEE_STEPS = (100, 50, 25, 10, 5)
"""What makes one jubilee outweigh another: the highest of these that divides the age."""


def age(epoch: int, year: int) -> int | None:
    """How old a city is in a year; None in the year it is counted from and before.

    A negative epoch follows the city's own count before our era: there is no year-zero correction.
    """
    years = year - epoch
    return years if years > 0 else None


def jubilee_weight(years: int | None, every: int) -> int:
    """0 for an age that is no jubilee by the setting, else 100, 50, 25, 10, 5 or the setting's own step.

    every: an age divisible by it is a jubilee; 1 or more, else ValueError.
    """
    if every < 1:
        raise ValueError(every)
    if years is None or years <= 0 or years % every:
        return 0
    return next((step for step in JUBILEE_STEPS if years % step == 0), every)


def next_jubilee(epoch: int, year: int, every: int) -> tuple[int, int]:
    """Year and age of the first jubilee in that year or after it; every as in jubilee_weight."""
    if every < 1:
        raise ValueError(every)
    earliest = max(year, epoch + 1)
    found = earliest + -(earliest - epoch) % every
    return found, found - epoch


def carry(when: ImpreciseDate, years: int) -> ImpreciseDate | None:
    """The same day and month so many years on, without wording; None for a wording without days.

    29 February is 28 February in common years. A run of days keeps its first day and its width; a window of
    months ends with the last day of its month.
    """
    if when.end is None:
        return None
    start = _moved(when.start, years) if when.start else None
    if start is not None and when.start is not None and when.is_day:
        return ImpreciseDate("", when.precision, start, start + (when.end - when.start))
    return ImpreciseDate("", when.precision, start, _moved_end(when.end, years))


def on_day(day: date) -> ImpreciseDate:
    """A day worked out by us: it has no wording to show."""
    return ImpreciseDate("", Precision.DAY, day, day)


def on_days(first: date, last: date) -> ImpreciseDate:
    """A run of days, or one day, without a wording to show."""
    return ImpreciseDate("", Precision.DAY if first == last else Precision.DAYS, first, last)


def _moved(day: date, years: int) -> date:
    return FixedDay(day.month, day.day).on(day.year + years)


def _moved_end(day: date, years: int) -> date:
    """The end of a window: the last day of a month stays the last, in a leap February too."""
    year = day.year + years
    if day.day == monthrange(day.year, day.month)[1]:
        return date(year, day.month, monthrange(year, day.month)[1])
    return _moved(day, years)
