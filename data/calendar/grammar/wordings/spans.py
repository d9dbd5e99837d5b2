"""Wordings of a stretch of the year: a month and its parts, a quarter, a half, a season, the year itself."""

from collections.abc import Callable

from data.calendar.grammar.lexer.kinds import Kind
from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.atoms import (
    NTH,
    NTH_KINDS,
    YEAR,
    Atom,
    Form,
    Parts,
    form,
    lend_of,
    nowhere,
    nth_of,
)
from data.calendar.grammar.wordings.windows import WindowOf
from data.calendar.imprecise_dates import Precision

_WHOLE_YEAR = "(?: year_word | (?P<year> year (?: year_mark | year_word )? | this_year ) )"
_THIRD = frozenset({Kind.THIRD})


def _nth(precision: Precision, parts: Parts, count: int, of_number: Callable[[int], WindowOf]) -> Atom:
    """One of so many stretches by its number, which lends its unit to the numbers before it."""

    def checked(number: int) -> WindowOf:
        return of_number(nth_of(count, number))

    third = parts.number(Kind.THIRD) if parts.has(Kind.THIRD) else None
    lend = lend_of(NTH_KINDS, precision, checked)
    return Atom(precision, checked(parts.number(*NTH_KINDS)), lend=lend, third=third)


def decades(parts: Parts, month: int) -> Atom:
    """A decade of a month."""
    return _nth(Precision.PART, parts, 3, lambda number: windows.decade(month, number, number))


def half_months(parts: Parts, month: int) -> Atom:
    """A half of a month."""
    return _nth(Precision.PART, parts, 2, lambda number: windows.half_month(month, number))


def weeks(parts: Parts, month: int) -> Atom:
    """A week of a month."""
    number = parts.number(*NTH_KINDS)
    return Atom(Precision.PART, windows.week(month, number))


def thirds(first_month: int, count: int, parts: Parts) -> Atom:
    """«начало сентября», «конец года»: the whole divided by three."""
    third = parts.number(Kind.THIRD)

    def of_number(number: int) -> WindowOf:
        return windows.third(first_month, count, number, number)

    lend = lend_of(_THIRD, Precision.PART, of_number)
    return Atom(Precision.PART, of_number(third), lend=lend, third=third)


def _decade(parts: Parts) -> Atom:
    return decades(parts, parts.number(Kind.MONTH))


def _week(parts: Parts) -> Atom:
    return weeks(parts, parts.number(Kind.MONTH))


def _half_month(parts: Parts) -> Atom:
    return half_months(parts, parts.number(Kind.MONTH))


def first_days(parts: Parts, month: int) -> Atom:
    """«в первых числах мая»: the first ten days, «в последних» those from the 21st."""
    third = {1: 1, -1: 3}.get(parts.number(Kind.ORDINAL))
    if third is None:
        raise ValueError(third)
    return Atom(Precision.PART, windows.decade(month, third, third))


def tens(parts: Parts, month: int) -> Atom:
    """«в 20-х числах мая»: the days written with that figure of tens."""
    return Atom(Precision.PART, windows.tens(month, parts.number(Kind.TENS, Kind.NUMBER)))


def _first_days(parts: Parts) -> Atom:
    return first_days(parts, parts.number(Kind.MONTH))


def _tens(parts: Parts) -> Atom:
    return tens(parts, parts.number(Kind.MONTH))


def _quarter_window(number: int) -> WindowOf:
    return windows.months(3 * number - 2, 3)


def _half_window(number: int) -> WindowOf:
    return windows.months(6 * number - 5, 6)


def _quarter(parts: Parts) -> Atom:
    return _nth(Precision.QUARTER, parts, 4, _quarter_window)


def _half_year(parts: Parts) -> Atom:
    return _nth(Precision.HALF, parts, 2, _half_window)


def _numbered_quarter(parts: Parts) -> Atom:
    return Atom(Precision.QUARTER, _quarter_window(nth_of(4, parts.number(Kind.QUARTER_NUMBER))))


def _numbered_half(parts: Parts) -> Atom:
    return Atom(Precision.HALF, _half_window(nth_of(2, parts.number(Kind.HALF_NUMBER))))


def _year(parts: Parts) -> Atom:
    years = parts.numbers(Kind.YEAR)
    if len(years) == 2:
        return Atom(Precision.YEAR, lambda _: windows.years(years[0], years[1]), years[0])
    return Atom(Precision.YEAR, windows.months(1, 12), years[0] if years else None)


def _season(parts: Parts) -> Atom:
    return Atom(Precision.SEASON, windows.months(parts.number(Kind.SEASON), 3))


def _winter(_: Parts) -> Atom:
    """Winter lies in two years and the wording does not say whether January or December is meant."""
    return Atom(Precision.SEASON, nowhere)


def _month(parts: Parts) -> Atom:
    return Atom(Precision.MONTH, windows.months(parts.number(Kind.MONTH), 1))


def _third(parts: Parts) -> Atom:
    return thirds(*_stretch(parts), parts)


def _stretch(parts: Parts) -> tuple[int, int]:
    if parts.has(Kind.MONTH):
        return parts.number(Kind.MONTH), 1
    if parts.has(Kind.SEASON):
        return parts.number(Kind.SEASON), 3
    if parts.has(Kind.QUARTER):
        return 3 * parts.nth(4) - 2, 3
    if parts.has(Kind.HALF_YEAR):
        return 6 * parts.nth(2) - 5, 6
    return 1, 12


STRETCH_FORMS: tuple[Form, ...] = (
    form(f"third? {NTH} decade month {YEAR}", _decade),
    form(f"{NTH} week month {YEAR}", _week),
    form(f"{NTH} half month {YEAR}", _half_month),
    form(f"ordinal dates_word month {YEAR}", _first_days),
    form(f"(?: tens (?: dates_word | filler )? | number dates_word ) month {YEAR}", _tens),
    form(f"month {YEAR} [comma open] {NTH} decade (?! month ) close?", _decade),
    form(f"month {YEAR} [comma open] {NTH} half (?! month ) close?", _half_month),
    form(f"month {YEAR} [comma open] {NTH} week (?! month ) close?", _week),
    form(f"month {YEAR} [comma open] third (?! month ) close?", _third),
    form(f"third dash? (?: month | season | {NTH} (?: quarter | half_year ) ) {YEAR}", _third),
    form(f"third {_WHOLE_YEAR}", _third),
    form(f"{NTH} quarter (?: year_word | {YEAR} )", _quarter),
    form(f"{NTH} half_year (?: year_word | {YEAR} )", _half_year),
    form(f"{NTH} half {_WHOLE_YEAR}", _half_year),
    form(f"quarter_number {YEAR}", _numbered_quarter),
    form(f"half_number {YEAR}", _numbered_half),
    form("(?P<year> year (?: year_mark | year_word )? ) comma? month", _month),
    form("year (?: dash | and ) year (?: year_mark | year_word )", _year),
    form("year (?: year_mark | year_word ) | (?<= during ) year_word | this_year", _year),
    form(f"season {YEAR}", _season),
    form(f"winter (?: year (?: or | dash ) )? {YEAR}", _winter),
    form(f"month {YEAR}", _month),
)
