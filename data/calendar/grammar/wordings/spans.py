"""Read wordings of a span of the year: a month or its part, a quarter, a season, a year."""

from collections.abc import Callable

from data.calendar.grammar.lexer.kinds import TokenKind
from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.atoms import (
    NTH,
    NTH_KINDS,
    YEAR,
    Atom,
    DatePattern,
    MatchedTokens,
    date_pattern,
    lend_of,
    nowhere,
    nth_of,
)
from data.calendar.grammar.wordings.windows import WindowOf
from data.calendar.imprecise_dates import Precision
from data.calendar.month_parts import HALVES, THIRDS

_WHOLE_YEAR = "(?: year_word | (?P<year> year (?: year_mark | year_word )? | this_year ) )"
_THIRD = frozenset({TokenKind.THIRD})


def _numbered_span(
    precision: Precision, matched: MatchedTokens, count: int, of_number: Callable[[int], WindowOf]
) -> Atom:
    """Make the atom of one of so many spans by its number.

    It lends its unit to the numbers before it: «I и III кварталы».
    """

    def checked(number: int) -> WindowOf:
        return of_number(nth_of(count, number))

    third = matched.number(TokenKind.THIRD) if matched.has(TokenKind.THIRD) else None
    lend = lend_of(NTH_KINDS, precision, checked)
    return Atom(precision, checked(matched.number(*NTH_KINDS)), lend=lend, third=third)


def decades(matched: MatchedTokens, month: int) -> Atom:
    """Make the atom of «вторая декада», ten days of the month."""
    return _numbered_span(
        Precision.PART, matched, 3, lambda number: windows.month_part(month, THIRDS[number - 1])
    )


def half_months(matched: MatchedTokens, month: int) -> Atom:
    """Make the atom of «первая половина», a half of the month."""
    return _numbered_span(
        Precision.PART, matched, 2, lambda number: windows.month_part(month, HALVES[number - 1])
    )


def weeks(matched: MatchedTokens, month: int) -> Atom:
    """Make the atom of «вторая неделя», counted from the first day of the month."""
    number = matched.number(*NTH_KINDS)
    return Atom(Precision.PART, windows.week(month, number))


def thirds(first_month: int, count: int, matched: MatchedTokens) -> Atom:
    """Make the atom of «начало сентября», «конец года»: one third of the whole."""
    third = matched.number(TokenKind.THIRD)

    def of_number(number: int) -> WindowOf:
        return windows.third(first_month, count, number)

    lend = lend_of(_THIRD, Precision.PART, of_number)
    return Atom(Precision.PART, of_number(third), lend=lend, third=third)


def _decade(matched: MatchedTokens) -> Atom:
    return decades(matched, matched.number(TokenKind.MONTH))


def _week(matched: MatchedTokens) -> Atom:
    return weeks(matched, matched.number(TokenKind.MONTH))


def _half_month(matched: MatchedTokens) -> Atom:
    return half_months(matched, matched.number(TokenKind.MONTH))


def first_days(matched: MatchedTokens, month: int) -> Atom:
    """Make the atom of «в первых числах мая», «в последних числах мая».

    Raises ValueError for any other number («вторых числах»).
    """
    third = {1: 1, -1: 3}.get(matched.number(TokenKind.ORDINAL))
    if third is None:
        raise ValueError(third)
    return Atom(Precision.PART, windows.month_part(month, THIRDS[third - 1]))


def tens(matched: MatchedTokens, month: int) -> Atom:
    """Make the atom of «в 20-х числах мая»: the days from 20 to 29."""
    return Atom(Precision.PART, windows.tens(month, matched.number(TokenKind.TENS, TokenKind.NUMBER)))


def _first_days(matched: MatchedTokens) -> Atom:
    return first_days(matched, matched.number(TokenKind.MONTH))


def _tens(matched: MatchedTokens) -> Atom:
    return tens(matched, matched.number(TokenKind.MONTH))


def _quarter_window(number: int) -> WindowOf:
    return windows.months(3 * number - 2, 3)


def _half_window(number: int) -> WindowOf:
    return windows.months(6 * number - 5, 6)


def _quarter(matched: MatchedTokens) -> Atom:
    return _numbered_span(Precision.QUARTER, matched, 4, _quarter_window)


def _half_year(matched: MatchedTokens) -> Atom:
    return _numbered_span(Precision.HALF, matched, 2, _half_window)


def _lettered_quarter(matched: MatchedTokens) -> Atom:
    return Atom(Precision.QUARTER, _quarter_window(nth_of(4, matched.number(TokenKind.QUARTER_NUMBER))))


def _lettered_half(matched: MatchedTokens) -> Atom:
    return Atom(Precision.HALF, _half_window(nth_of(2, matched.number(TokenKind.HALF_NUMBER))))


def _year(matched: MatchedTokens) -> Atom:
    years = matched.numbers(TokenKind.YEAR)
    if len(years) == 2:
        return Atom(Precision.YEAR, lambda _: windows.years(years[0], years[1]), years[0])
    return Atom(Precision.YEAR, windows.months(1, 12), years[0] if years else None)


def _season(matched: MatchedTokens) -> Atom:
    return Atom(Precision.SEASON, windows.months(matched.number(TokenKind.SEASON), 3))


def _winter(_: MatchedTokens) -> Atom:
    """Give no window: winter lies in two years, and the wording does not say which end is meant."""
    return Atom(Precision.SEASON, nowhere)


def _month(matched: MatchedTokens) -> Atom:
    return Atom(Precision.MONTH, windows.months(matched.number(TokenKind.MONTH), 1))


def _third(matched: MatchedTokens) -> Atom:
    return thirds(*_months_divided(matched), matched)


def _months_divided(matched: MatchedTokens) -> tuple[int, int]:
    """Return the first month and the number of months of what a third is a third of."""
    if matched.has(TokenKind.MONTH):
        return matched.number(TokenKind.MONTH), 1
    if matched.has(TokenKind.SEASON):
        return matched.number(TokenKind.SEASON), 3
    if matched.has(TokenKind.QUARTER):
        return 3 * matched.nth(4) - 2, 3
    if matched.has(TokenKind.HALF_YEAR):
        return 6 * matched.nth(2) - 5, 6
    return 1, 12


SPAN_PATTERNS: tuple[DatePattern, ...] = (
    date_pattern("II декада мая", f"third? {NTH} decade month {YEAR}", _decade),
    date_pattern("вторая неделя мая", f"{NTH} week month {YEAR}", _week),
    date_pattern("первая половина мая", f"{NTH} half month {YEAR}", _half_month),
    date_pattern("первых числах мая", f"ordinal dates_word month {YEAR}", _first_days),
    date_pattern(
        "20-х числах мая", f"(?: tens (?: dates_word | filler )? | number dates_word ) month {YEAR}", _tens
    ),
    date_pattern("май, II декада", f"month {YEAR} [comma open] {NTH} decade (?! month ) close?", _decade),
    date_pattern(
        "май (первая половина)", f"month {YEAR} [comma open] {NTH} half (?! month ) close?", _half_month
    ),
    date_pattern("май, 2-я неделя", f"month {YEAR} [comma open] {NTH} week (?! month ) close?", _week),
    date_pattern("май (начало)", f"month {YEAR} [comma open] third (?! month ) close?", _third),
    date_pattern(
        "начало II квартала",
        f"third dash? (?: month | season | {NTH} (?: quarter | half_year ) ) {YEAR}",
        _third,
    ),
    date_pattern("конец 2025 года", f"third {_WHOLE_YEAR}", _third),
    date_pattern("II квартал 2025 г.", f"{NTH} quarter (?: year_word | {YEAR} )", _quarter),
    date_pattern("первое полугодие", f"{NTH} half_year (?: year_word | {YEAR} )", _half_year),
    date_pattern("вторая половина года", f"{NTH} half {_WHOLE_YEAR}", _half_year),
    date_pattern("Q3 2025", f"quarter_number {YEAR}", _lettered_quarter),
    date_pattern("H1 2025", f"half_number {YEAR}", _lettered_half),
    date_pattern("2025 г., май", "(?P<year> year (?: year_mark | year_word )? ) comma? month", _month),
    date_pattern("2025–2026 гг.", "year (?: dash | and ) year (?: year_mark | year_word )", _year),
    date_pattern(
        "в течение года", "year (?: year_mark | year_word ) | (?<= during ) year_word | this_year", _year
    ),
    date_pattern("осень 2025 года", f"season {YEAR}", _season),
    date_pattern("зима 2025/2026", f"winter (?: year (?: or | dash ) )? {YEAR}", _winter),
    date_pattern("май 2025", f"month {YEAR}", _month),
)
"""Tried in this order, after the patterns of days: the first that matches is read."""
