"""Answer «when?» inside a sentence: «в апреле», «во II квартале», «осенью»."""

from enum import StrEnum

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from handlers.text.markup import Markup, clean
from handlers.text.words import Words
from handlers.views.wording.dates import (
    SEASON_MONTHS,
    date_in_words,
    ends_of,
    half_of,
    is_worded_as_printed,
    part_of_month,
    quarter_of,
)
from handlers.views.wording.days import year_argument


class AnswerForm(StrEnum):
    """The form in which when_in_words words a date: it decides about the words around it.

    DAYS: «12 марта». WHEN: an answer to «when?», «в октябре». PRINTED: the plan's own wording. OTHER: a span
    without such an answer, «декабрь 2026 г. – январь 2027 г.».
    """

    DAYS = "days"
    WHEN = "when"
    PRINTED = "printed"
    OTHER = "other"


def form_of(when: ImpreciseDate) -> AnswerForm:
    """Return the form in which when_in_words words the date."""
    if when.is_day:
        return AnswerForm.DAYS
    if answers_when(when):
        return AnswerForm.WHEN
    return AnswerForm.PRINTED if is_worded_as_printed(when) else AnswerForm.OTHER


def when_in_words(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    """Return «12 марта», «в апреле», «во II квартале», «в конце мая» or «осенью».

    A date without such a form is worded as date_in_words does. See answers_when.
    """
    wording = _ANSWERS.get(when.precision)
    return (
        wording(words, when, this_year)
        if wording and answers_when(when)
        else date_in_words(words, when, this_year)
    )


def answers_when(when: ImpreciseDate) -> bool:
    """Return whether when_in_words answers «when?», and does not only repeat the wording."""
    start, end = when.start, when.end
    if start is None or end is None:
        return when.precision is Precision.DEADLINE
    if when.precision is Precision.MONTHS:
        return start.year == end.year
    if when.precision is Precision.PART:
        # a window without a wording is worded as an answer
        return part_of_month(when) is not None or not clean(when.raw).strip()
    if when.precision is Precision.SEASON:
        return start.month in SEASON_MONTHS
    return when.end is not None


def _when_month(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = ends_of(when)
    return words("month-when", month=start.month, year=year_argument(start, this_year))


def _when_months(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, end = ends_of(when)
    first, last = (words("month-prepositional", month=day.month) for day in (start, end))
    return words("months-when", first=first, last=last, year=year_argument(end, this_year))


def _when_quarter(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = ends_of(when)
    return words("quarter-when", quarter=quarter_of(start), year=year_argument(start, this_year))


def _when_half(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = ends_of(when)
    return words("half-when", half=half_of(start), year=year_argument(start, this_year))


def _when_part(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = ends_of(when)
    part = part_of_month(when)
    if part is None:
        return date_in_words(words, when, this_year)
    return words("part-when", part=part, month=start.month, year=year_argument(start, this_year))


def _when_season(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    start, _ = ends_of(when)
    return words("season-when", month=start.month, year=year_argument(start, this_year))


_ANSWERS = {
    Precision.MONTH: _when_month,
    Precision.MONTHS: _when_months,
    Precision.QUARTER: _when_quarter,
    Precision.HALF: _when_half,
    Precision.PART: _when_part,
    Precision.SEASON: _when_season,
}
