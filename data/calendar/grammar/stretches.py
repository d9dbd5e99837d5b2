"""Wordings of a stretch of the year: a month and its parts, a quarter, a half, a season, the year itself."""

from data.calendar.dates import Precision
from data.calendar.grammar import windows
from data.calendar.grammar.atoms import NTH, NTH_KINDS, YEAR, Atom, Form, Parts, form, nowhere
from data.calendar.grammar.kinds import Kind

_JOINT = "(?: dash | comma | and | comma and | through )"
_SPAN = f"{NTH} (?: {_JOINT} {NTH} )?"
_THIRDS = f"third (?: {_JOINT} third )?"
_WHOLE_YEAR = "(?: year_word | (?P<year> year (?: year_mark | year_word )? | this_year ) )"


def _decade(parts: Parts) -> Atom:
    third = parts.number(Kind.THIRD) if parts.has(Kind.THIRD) else None
    return Atom(Precision.PART, windows.decade(parts.number(Kind.MONTH), *parts.span(3)), third=third)


def _week(parts: Parts) -> Atom:
    return Atom(Precision.PART, windows.week(parts.number(Kind.MONTH), parts.number(*NTH_KINDS)))


def _half_month(parts: Parts) -> Atom:
    return Atom(Precision.PART, windows.half_month(parts.number(Kind.MONTH), parts.span(2)[0]))


def _quarter(parts: Parts) -> Atom:
    first, last = parts.span(4)
    return Atom(Precision.QUARTER, windows.months(3 * first - 2, 3 * (last - first + 1)))


def _half_year(parts: Parts) -> Atom:
    first, last = parts.span(2)
    return Atom(Precision.HALF, windows.months(6 * first - 5, 6 * (last - first + 1)))


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
    """«начало сентября», «середина – конец мая», «конец года»: the whole divided by three."""
    thirds = parts.numbers(Kind.THIRD)
    first_month, count = _stretch(parts)
    third = thirds[0] if len(thirds) == 1 else None
    return Atom(Precision.PART, windows.third(first_month, count, thirds[0], thirds[-1]), third=third)


def _stretch(parts: Parts) -> tuple[int, int]:
    if parts.has(Kind.MONTH):
        return parts.number(Kind.MONTH), 1
    if parts.has(Kind.SEASON):
        return parts.number(Kind.SEASON), 3
    if parts.has(Kind.QUARTER):
        return 3 * parts.span(4)[0] - 2, 3
    if parts.has(Kind.HALF_YEAR):
        return 6 * parts.span(2)[0] - 5, 6
    return 1, 12


STRETCH_FORMS: tuple[Form, ...] = (
    form(f"third? {_SPAN} decade month {YEAR}", _decade),
    form(f"{NTH} week month {YEAR}", _week),
    form(f"{NTH} half month {YEAR}", _half_month),
    form(f"month {YEAR} [comma open] {_SPAN} decade (?! month ) close?", _decade),
    form(f"month {YEAR} [comma open] {NTH} half (?! month ) close?", _half_month),
    form(f"month {YEAR} [comma open] {_THIRDS} (?! month ) close?", _third),
    form(f"{_THIRDS} (?: month | season | {NTH} (?: quarter | half_year ) ) {YEAR}", _third),
    form(f"{_THIRDS} {_WHOLE_YEAR}", _third),
    form(f"{_SPAN} quarter (?: year_word | {YEAR} )", _quarter),
    form(f"{_SPAN} half_year (?: year_word | {YEAR} )", _half_year),
    form(f"{NTH} half {_WHOLE_YEAR}", _half_year),
    form("(?P<year> year (?: year_mark | year_word )? ) comma? month", _month),
    form("year (?: dash | and ) year (?: year_mark | year_word )", _year),
    form("year (?: year_mark | year_word ) | (?<= during ) year_word | this_year", _year),
    form(f"season {YEAR}", _season),
    form(f"winter (?: year (?: or | dash ) )? {YEAR}", _winter),
    form(f"month {YEAR}", _month),
)
