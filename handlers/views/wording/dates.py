"""Word imprecise dates as the plan does, never as an invented day."""

import re
from datetime import date

from data.calendar.grammar.lexer.month_names import names_its_month
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.month_parts import part_of_days
from handlers.text.markup import Markup, clean
from handlers.text.words import Words
from handlers.views.wording.days import (
    day_in_words,
    month_in_words,
    span_in_words,
    weekday_in_words,
    year_argument,
)

_LIST = re.compile(r"[,;]|\sи\s")

_LONGEST_NAMED = 7
"""Days. Of a longer span the weekdays say nothing."""

SEASON_MONTHS = (3, 6, 9)
"""The first months of spring, summer and autumn. Winter belongs to two years."""


def date_in_words(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    """Return «12 марта», «3–4 октября», «апрель», «IV квартал» or «до 1 мая».

    The year is added if it is not this one.
    """
    text = _WORDINGS[when.precision](words, when, this_year)
    if when.tbc and when.precision is not Precision.UNSCHEDULED:
        return words("date-to-be-confirmed", date=text)
    return text


def date_or_unknown(words: Words, when: ImpreciseDate | None, this_year: int) -> Markup:
    """Return the date in words, or say that it is not known yet."""
    return words("date-unscheduled") if when is None else date_in_words(words, when, this_year)


def date_with_weekdays(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    """Return «4–5 сентября, суббота и воскресенье». A window has no weekdays."""
    text = date_in_words(words, when, this_year)
    first, last = when.start, when.end
    if not when.is_day or first is None or last is None or (last - first).days >= _LONGEST_NAMED:
        return text
    if first == last:
        return words("date-with-weekday", date=text, weekday=weekday_in_words(words, first))
    return words(
        "date-with-weekdays",
        date=text,
        days=(last - first).days + 1,
        first=weekday_in_words(words, first),
        last=weekday_in_words(words, last),
    )


def quarter_of(day: date) -> int:
    """Return the quarter of the year, from 1."""
    return (day.month - 1) // 3 + 1


def half_of(day: date) -> int:
    """Return the half of the year, from 1."""
    return 1 if day.month < 7 else 2


def _exact_days_text(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, end = ends_of(when)
    return span_in_words(words, start, end, this_year)


def _month_text(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = ends_of(when)
    return month_in_words(words, start.year, start.month, this_year)


def _months_text(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, end = ends_of(when)
    if start.year != end.year:
        first = month_in_words(words, start.year, start.month, 0)
        return words("date-span", first=first, last=month_in_words(words, end.year, end.month, 0))
    first, last = (words("month-nominative", month=day.month) for day in (start, end))
    return words("months", first=first, last=last, year=year_argument(end, this_year))


def _quarter_text(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = ends_of(when)
    return words("quarter", quarter=quarter_of(start), year=year_argument(start, this_year))


def _half_text(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = ends_of(when)
    return words("half-year", half=half_of(start), year=year_argument(start, this_year))


def _year_text(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = ends_of(when)
    return words("whole-year", year=year_argument(start, this_year))


def _part_text(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, end = ends_of(when)
    part = part_of_month(when)
    # «начало и конец мая» is two dates, worded one by one, and «конец месяца» does not name its month
    raw = clean(when.raw).strip()
    if not raw and part is None:
        return words("date-window", span=span_in_words(words, start, end, this_year))
    is_worded = words.language == "ru" and names_its_month(raw) and not _LIST.search(raw)
    if is_worded or part is None or start.month != end.month:
        return _printed_text(words, when, this_year)
    return words("part-of-month", part=part, month=start.month, year=year_argument(start, this_year))


def _season_text(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = ends_of(when)
    if start.month not in SEASON_MONTHS:
        return _printed_text(words, when, this_year)
    return words("season", month=start.month, year=year_argument(start, this_year))


def _deadline_text(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    return words("date-deadline", day=day_in_words(words, ends_of(when)[1], this_year))


def _recurring_text(words: Words, when: ImpreciseDate, _this_year: int) -> Markup:
    return words("recurring", how=when.recurrence.value if when.recurrence else "constant")


def _unscheduled_text(words: Words, _when: ImpreciseDate, _this_year: int) -> Markup:
    return words("date-unscheduled")


def _invalid_text(words: Words, when: ImpreciseDate, _this_year: int) -> Markup:
    return words("date-invalid", raw=when.raw)


def part_of_month(when: ImpreciseDate) -> str | None:
    """Return the part of a month that the span is, or None if it has no name."""
    start, end = ends_of(when)
    return part_of_days(start, end)


def _printed_text(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, end = ends_of(when)
    if not clean(when.raw).strip():
        return span_in_words(words, start, end, this_year)
    if str(start.year) in when.raw:
        return words("date-printed", raw=when.raw, year=0)
    return words("date-printed", raw=when.raw, year=year_argument(start, this_year))


def is_worded_as_printed(when: ImpreciseDate) -> bool:
    """Return whether date_in_words repeats the plan's wording of a part of a month or a season."""
    return when.precision in {Precision.PART, Precision.SEASON} and bool(clean(when.raw).strip())


def ends_of(when: ImpreciseDate) -> tuple[date, date]:
    """Return the first and the last day. A deadline has one day, returned twice."""
    begins = when.begins
    if begins is None:
        raise ValueError(when.precision)
    return begins, when.end or begins


_WORDINGS = {
    Precision.DAY: _exact_days_text,
    Precision.DAYS: _exact_days_text,
    Precision.MONTH: _month_text,
    Precision.MONTHS: _months_text,
    Precision.QUARTER: _quarter_text,
    Precision.HALF: _half_text,
    Precision.YEAR: _year_text,
    Precision.PART: _part_text,
    Precision.SEASON: _season_text,
    Precision.DEADLINE: _deadline_text,
    Precision.RECURRING: _recurring_text,
    Precision.UNSCHEDULED: _unscheduled_text,
    Precision.INVALID: _invalid_text,
}
