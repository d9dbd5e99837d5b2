"""Word how long it is until a day: «завтра», «через 3 недели», «через 9 месяцев»."""

from datetime import date

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.wording.dates import date_in_words

_WEEK = 7
_DAYS_COUNTED = 13
"""Up to so many days ahead are counted one by one."""

_A_MONTH = range(28, 32)
_WEEKS_COUNTED = 60
"""Up to so many days ahead are counted in weeks."""

_MONTHS_OF_YEAR = 12
_DAYS_OF_MONTH = 30


def until(words: Words, today: date, day: date) -> Markup:
    """Return «сегодня», «послезавтра», «через 5 дней», «через 3 недели» or «через 9 месяцев».

    Weeks, months and years are the nearest whole number. Raises ValueError for a day that is past.
    """
    days = (day - today).days
    if days < 0:
        raise ValueError(day)
    if days <= _DAYS_COUNTED and days != _WEEK:
        return words("days-ahead", days=days)
    if days in _A_MONTH:
        return words("until-months", months=1)
    if days <= _WEEKS_COUNTED:
        return words("until-weeks", weeks=_nearest(days, _WEEK))
    return _months_or_years(words, _months_between(today, day))


def until_date(words: Words, today: date, when: ImpreciseDate) -> Markup:
    """Return how long it is until the first day, or that the days have begun.

    A window is named as well: «через 9 месяцев, в один из дней 4–12 сентября». Empty for a date without
    days and for one that is over.
    """
    first = when.begins
    if first is None or when.is_over(today):
        return Markup("")
    if when.is_window:
        window = date_in_words(words, when, today.year)
        return words("until-window", until=_until_window(words, today, when, first), window=window)
    return until(words, today, first) if first >= today else words("until-begun")


def _until_window(words: Words, today: date, when: ImpreciseDate, first: date) -> Markup:
    if first < today or (first == today and when.end != today):
        return words("until-any-day")
    distance = until(words, today, first)
    return words("until-deadline", until=distance) if when.precision is Precision.DEADLINE else distance


def _months_or_years(words: Words, months: int) -> Markup:
    if months < _MONTHS_OF_YEAR:
        return words("until-months", months=months)
    years, rest = divmod(months, _MONTHS_OF_YEAR)
    if years > 1:
        # of longer times the months are not told
        return words("until-years", years=_nearest(months, _MONTHS_OF_YEAR))
    return words("until-year-and-months", months=rest) if rest else words("until-years", years=years)


def _months_between(today: date, day: date) -> int:
    """Return the nearest number of calendar months, counting half a month as one."""
    months = (day.year - today.year) * _MONTHS_OF_YEAR + day.month - today.month
    return months + _nearest(day.day - today.day, _DAYS_OF_MONTH)


def _nearest(amount: int, unit: int) -> int:
    return (2 * amount + unit) // (2 * unit)
