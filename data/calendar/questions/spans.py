"""Read the span of days a question asks about, in Russian or English.

Dates, months, quarters, halves and seasons are read by the date grammar of the plans. A month or a day
without a year is the next one, or the last one where the question is about what has been.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.questions.asked_span import AskedSpan
from data.calendar.questions.relative_spans import SHIFT, read_relative, shift_of
from data.calendar.wording import find_dates


def read_span(text: str, today: date, *, is_past: bool = False) -> AskedSpan | None:
    """Return the span a text asks about, or None where it names none.

    today is the local day of the chat.
    """
    # in a plan «?» marks a date in doubt
    text = text.replace("?", " ")
    if (named := _of_year(text, today)) is not None:
        return named
    if (counted := read_relative(text, today)) is not None:
        first, last, at = counted
        return AskedSpan(first, last, (at,))
    return _open(text, today) or _dated(text, today, is_past=is_past) or _whole_year(text)


def is_in_past(text: str) -> bool:
    """Return whether a question is about the past: «что было в феврале», “what happened”."""
    return _PAST.search(text) is not None


_PAST = re.compile(
    r"\b(?:был[оиа]?|прош(?:ел|ёл|ло|ла|ли)|состоял\w+|проходил\w*|прошл\w+"
    r"|was|were|happened|took place|last)\b",
    re.I,
)


def _open(text: str, today: date) -> AskedSpan | None:
    """Read what names a beginning alone: «с сентября», “after 1 June”.

    It lasts to the end of that year.
    """
    match = _OPEN.search(text)
    if match is None or _END.search(text, match.end()):
        return None
    blanked = f"{' ' * match.end()}{text[match.end() :]}"
    span = _dated(blanked, today, is_past=False)
    if span is None:
        # «в октябре после конференции»
        return _dated(text[: match.start()], today, is_past=False)
    if span.missing_day is not None:
        return span
    first = span.last + timedelta(days=1) if match["after"] else span.first
    return replace(span, first=first, last=date(first.year, 12, 31), at=(*span.at, match.span()))


_OPEN = re.compile(r"\b(?:(?P<after>после|after)|начиная с|со?|since|from|starting)\s+(?=\w)", re.I)
_END = re.compile(r"\b(?:по|до|to|till|until)\b|[-–—]", re.I)


def _dated(text: str, today: date, *, is_past: bool) -> AskedSpan | None:
    """Read the dates of the grammar. Without a printed year the nearest that fits is taken."""
    this = find_dates(text, today.year)
    if not this.found:
        return None
    at = tuple((found.first, found.last) for found in this.found)
    dates = [one.when for one in this.dates]
    if any(one.precision is Precision.INVALID for one in dates) and _names_day(text, at):
        return _impossible(text, at, today)
    span = _hull(dates, today)
    if span is None:
        return None
    if _NEXT.search(text[: max(at[0][0], 0)]) is not None and span[0] <= today:
        later = _hull([one.when for one in find_dates(text, today.year + 1).dates], today)
        return AskedSpan(*(later or span), at, is_dated=True)
    other_year = today.year - 1 if is_past else today.year + 1
    other = _hull([one.when for one in find_dates(text, other_year).dates], today) or span
    if other != span and (span[0] > today if is_past else span[1] < today):
        span = other
    return AskedSpan(*span, at, is_dated=True)


def _names_day(text: str, at: Iterable[tuple[int, int]]) -> bool:
    """Return whether a wording that means no date has a number, or is the season over two years."""
    wordings = [text[first:last] for first, last in at]
    return any(re.search(r"\d", one) or _WINTER.search(one) for one in wordings)


def _of_year(text: str, today: date) -> AskedSpan | None:
    """Read a date with its year in words: «декабрь прошлого года», “June next year”."""
    match = _YEAR_IN_WORDS.search(text)
    if match is None:
        return None
    read = find_dates(text, today.year + shift_of(match))
    span = _hull([one.when for one in read.dates], today)
    if span is None:
        return None
    return AskedSpan(
        *span, (*((found.first, found.last) for found in read.found), match.span()), is_dated=True
    )


def _impossible(text: str, at: tuple[tuple[int, int], ...], today: date) -> AskedSpan | None:
    """Answer for a wording the grammar refuses: winter is a span, other days do not exist."""
    if winter := _WINTER.search(text):
        year = today.year - 1 if today.month <= 2 else today.year
        return AskedSpan(
            date(year, 12, 1), date(year + 1, 2, monthrange(year + 1, 2)[1]), (winter.span(),), is_dated=True
        )
    wording = " ".join(text[first:last] for first, last in at)
    return AskedSpan(today, today, at, is_dated=True, missing_day=wording)


_NEXT = re.compile(r"\b(?:следующ\w+|будущ\w+|next)\s*$", re.I)
_YEAR_IN_WORDS = re.compile(rf"\b(?:{SHIFT})\s+(?:года|год|year)(?!\w)", re.I)
_WINTER = re.compile(r"\b(?:зим[аыеуо]\w*|winter)\b", re.I)


def _hull(dates: Iterable[ImpreciseDate], today: date) -> tuple[date, date] | None:
    """Return the first and last day of the dates together. A deadline begins today."""
    known = [(one.start or min(today, one.end), one.end) for one in dates if one.end is not None]
    if not known:
        return None
    return min(first for first, _ in known), max(last for _, last in known)


def _whole_year(text: str) -> AskedSpan | None:
    """Read a year that stands alone: «юбилеи 2027», “anniversaries in 2027”."""
    match = _YEAR.search(text)
    if match is None:
        return None
    year = int(match["year"])
    return AskedSpan(date(year, 1, 1), date(year, 12, 31), (match.span(),), is_dated=True)


_YEAR = re.compile(r"(?<![\d.])(?P<year>(?:19|20|21)\d\d)(?![\d.]*\d)(?:\s*(?:год\w*|г\b\.?))?", re.I)
