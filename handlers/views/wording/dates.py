"""Imprecise dates in words: as worded, never as an invented day."""

import re
from datetime import date

from data.calendar.grammar.lexer.month_names import names_its_month
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from handlers.text.markup import Markup, clean
from handlers.text.words import Words

_LIST = re.compile(r"[,;]|\sи\s")


def date_in_words(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    """«12 марта», «3–4 октября», «апрель», «IV квартал», «до 1 мая»; the year if it is not this one."""
    text = _WORDINGS[when.precision](words, when, this_year)
    if when.tbc and when.precision is not Precision.UNSCHEDULED:
        return words("date-to-be-confirmed", date=text)
    return text


def with_clock(words: Words, date: Markup, clock: ClockTime | None) -> Markup:
    """«12 марта, 10:00», «12 марта, 10:00–12:00»; the date alone where no time is known."""
    return date if clock is None else words("date-at-time", date=date, time=clock_in_words(words, clock))


def clock_in_words(words: Words, clock: ClockTime) -> Markup:
    """«10:00», «10:00–12:00»."""
    start = f"{clock.start:%H:%M}"
    if clock.end is None:
        return words("clock-time", start=start)
    return words("clock-span", start=start, end=f"{clock.end:%H:%M}")


def date_or_unknown(words: Words, when: ImpreciseDate | None, this_year: int) -> Markup:
    """The date in words, or that it is still to come."""
    return words("date-unscheduled") if when is None else date_in_words(words, when, this_year)


def when_in_words(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    """Answer «when?» inside a sentence: «12 марта», «в апреле», «во II квартале», «в конце мая», «осенью».

    A wording that has no such form is given as date_in_words gives it; see answers_when.
    """
    said = _PREPOSITIONAL.get(when.precision)
    return (
        said(words, when, this_year) if said and answers_when(when) else date_in_words(words, when, this_year)
    )


def answers_when(when: ImpreciseDate) -> bool:
    """Return whether when_in_words has an answer to «when?» and not only the wording as printed."""
    start, end = when.start, when.end
    if start is None or end is None:
        return when.precision is Precision.DEADLINE
    if when.precision is Precision.MONTHS:
        return start.year == end.year
    if when.precision is Precision.PART:
        return start.month == end.month and _part_of(when) is not None
    if when.precision is Precision.SEASON:
        return start.month in _SEASONS
    return when.end is not None


def day_in_words(words: Words, day: date, this_year: int) -> Markup:
    """«12 марта», «12 марта 2021 г.»."""
    return words("date-day", day=day.day, month=day.month, year=_year_argument(day, this_year))


def span_in_words(words: Words, first: date, last: date, this_year: int) -> Markup:
    """«12 марта», «3–4 октября», «28 февраля – 2 марта», «30 декабря 2020 г. – 2 января 2021 г.»."""
    if first == last:
        return day_in_words(words, first, this_year)
    if first.year != last.year:
        # with two years in sight both are named, so that neither has to be guessed
        return words("date-span", first=day_in_words(words, first, 0), last=day_in_words(words, last, 0))
    year = _year_argument(last, this_year)
    if first.month == last.month:
        return words("date-days", first=first.day, last=last.day, month=first.month, year=year)
    return words(
        "date-span",
        first=words("date-day", day=first.day, month=first.month, year=0),
        last=words("date-day", day=last.day, month=last.month, year=year),
    )


def weekday_in_words(words: Words, day: date) -> Markup:
    """«суббота»."""
    return words("weekday", weekday=day.weekday())


def on_weekday(words: Words, day: date) -> Markup:
    """«в субботу», «во вторник»."""
    return words("weekday-when", weekday=day.weekday())


def days_ahead(words: Words, days: int) -> Markup:
    """«сегодня», «завтра», «послезавтра», «через 7 дней»; days must not be negative."""
    return words("days-ahead", days=days)


def age_in_words(words: Words, age: int) -> Markup:
    """«22 года», «111 лет», «1021 год»."""
    return words("age", age=age)


def month_in_words(words: Words, year: int, month: int, this_year: int) -> Markup:
    """«сентябрь», «сентябрь 2021 г.»."""
    return words("month", month=month, year=0 if year == this_year else year)


def _quarter_of(day: date) -> int:
    return (day.month - 1) // 3 + 1


def _year_argument(day: date, this_year: int) -> int:
    """The year to name, or 0 to leave it out."""
    return 0 if day.year == this_year else day.year


def _days(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, end = _ends(when)
    return span_in_words(words, start, end, this_year)


def _month(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = _ends(when)
    return month_in_words(words, start.year, start.month, this_year)


def _months(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, end = _ends(when)
    if start.year != end.year:
        first = month_in_words(words, start.year, start.month, 0)
        return words("date-span", first=first, last=month_in_words(words, end.year, end.month, 0))
    first, last = (words("month-nominative", month=day.month) for day in (start, end))
    return words("months", first=first, last=last, year=_year_argument(end, this_year))


def _quarter(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = _ends(when)
    return words("quarter", quarter=_quarter_of(start), year=_year_argument(start, this_year))


def _half(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = _ends(when)
    return words("half-year", half=1 if start.month < 7 else 2, year=_year_argument(start, this_year))


def _year(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = _ends(when)
    return words("whole-year", year=_year_argument(start, this_year))


def _part(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, end = _ends(when)
    part = _part_of(when)
    # of «начало и конец мая» each is told by itself, and «конец месяца» stood under the heading of its month
    raw = clean(when.raw).strip()
    is_whole = not raw or (names_its_month(raw) and not _LIST.search(raw))
    is_worded = words.language == "ru" and is_whole
    if is_worded or part is None or start.month != end.month:
        return _as_printed(words, when, this_year)
    return words("part-of-month", part=part, month=start.month, year=_year_argument(start, this_year))


def _season(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = _ends(when)
    if start.month not in _SEASONS:
        return _as_printed(words, when, this_year)
    return words("season", month=start.month, year=_year_argument(start, this_year))


def _deadline(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    return words("date-deadline", day=day_in_words(words, _ends(when)[1], this_year))


def _recurring(words: Words, when: ImpreciseDate, _this_year: int) -> Markup:
    return words("recurring", how=when.recurrence.value if when.recurrence else "constant")


def _unscheduled(words: Words, _when: ImpreciseDate, _this_year: int) -> Markup:
    return words("date-unscheduled")


def _invalid(words: Words, when: ImpreciseDate, _this_year: int) -> Markup:
    return words("date-invalid", raw=when.raw)


def _when_month(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = _ends(when)
    return words("month-when", month=start.month, year=_year_argument(start, this_year))


def _when_months(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, end = _ends(when)
    first, last = (words("month-prepositional", month=day.month) for day in (start, end))
    return words("months-when", first=first, last=last, year=_year_argument(end, this_year))


def _when_quarter(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = _ends(when)
    return words("quarter-when", quarter=_quarter_of(start), year=_year_argument(start, this_year))


def _when_half(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = _ends(when)
    half = 1 if start.month < 7 else 2
    return words("half-when", half=half, year=_year_argument(start, this_year))


def _when_part(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = _ends(when)
    year = _year_argument(start, this_year)
    return words("part-when", part=_part_of(when) or "early", month=start.month, year=year)


def _when_season(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = _ends(when)
    return words("season-when", month=start.month, year=_year_argument(start, this_year))


def _part_of(when: ImpreciseDate) -> str | None:
    """Name the part of a month that the span is, or None for one without a name."""
    start, end = _ends(when)
    return _PARTS_OF_MONTH.get((start.day, end.day if end.day < 21 else 31))


def _as_printed(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, end = _ends(when)
    if not clean(when.raw).strip():
        return span_in_words(words, start, end, this_year)
    if str(start.year) in when.raw:
        return words("date-printed", raw=when.raw, year=0)
    return words("date-printed", raw=when.raw, year=_year_argument(start, this_year))


def _ends(when: ImpreciseDate) -> tuple[date, date]:
    """Both ends; a deadline's one end twice."""
    begins = when.begins
    if begins is None:
        raise ValueError(when.precision)
    return begins, when.end or begins


_PARTS_OF_MONTH = {
    (1, 10): "early",
    (11, 20): "middle",
    (21, 31): "late",
    (1, 15): "first-half",
    (16, 31): "second-half",
}

_SEASONS = (3, 6, 9)
"""First months of the seasons with one meaning; winter has two."""

_WORDINGS = {
    Precision.DAY: _days,
    Precision.DAYS: _days,
    Precision.MONTH: _month,
    Precision.MONTHS: _months,
    Precision.QUARTER: _quarter,
    Precision.HALF: _half,
    Precision.YEAR: _year,
    Precision.PART: _part,
    Precision.SEASON: _season,
    Precision.DEADLINE: _deadline,
    Precision.RECURRING: _recurring,
    Precision.UNSCHEDULED: _unscheduled,
    Precision.INVALID: _invalid,
}

_PREPOSITIONAL = {
    Precision.MONTH: _when_month,
    Precision.MONTHS: _when_months,
    Precision.QUARTER: _when_quarter,
    Precision.HALF: _when_half,
    Precision.PART: _when_part,
    Precision.SEASON: _when_season,
}
