"""Wordings of one day: in words, in figures, as a weekday of the month."""

from data.calendar.grammar.lexer.kinds import YEARS, Kind, PrintedDate
from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.atoms import (
    DAY_KINDS,
    NTH,
    NTH_KINDS,
    YEAR,
    Atom,
    Form,
    Parts,
    form,
    lend_of,
    nowhere,
)
from data.calendar.grammar.wordings.windows import Window, WindowOf
from data.calendar.imprecise_dates import Precision
from data.calendar.rules import NthWeekday, WeekdayAfter


def day_atom(month: int, number: int, year: int | None = None) -> Atom:
    """One day of a month, which lends its month to the numbers before it."""
    lend = lend_of(DAY_KINDS, Precision.DAY, lambda other: windows.day(month, other))
    return Atom(Precision.DAY, windows.day(month, number), year, lend)


def _day(parts: Parts) -> Atom:
    return day_atom(parts.number(Kind.MONTH), parts.number(Kind.NUMBER, Kind.ORDINAL))


def _spreadsheet_day(parts: Parts) -> Atom:
    """«12-мар-20», as spreadsheets print it."""
    number, *rest = parts.numbers(Kind.NUMBER, Kind.YEAR)
    month = parts.number(Kind.MONTH)
    year = rest[0] if rest[0] in YEARS else 2000 + rest[0]
    return day_atom(month, number, year)


def _figures(parts: Parts) -> Atom:
    printed = parts.tokens[0].value
    if not isinstance(printed, PrintedDate) or (printed.year is not None and printed.year not in YEARS):
        return Atom(Precision.DAY, nowhere)
    return day_atom(printed.month, printed.day, printed.year)


def _weekday_after(parts: Parts) -> Atom:
    nth = parts.number(Kind.ORDINAL) if parts.has(Kind.ORDINAL) else 1
    number, month = parts.numbers(Kind.NUMBER)[-1], parts.number(Kind.MONTH)
    weekday = parts.number(Kind.WEEKDAY)

    def window(year: int) -> Window | None:
        found = WeekdayAfter(month, number, weekday, nth).on(year)
        return (found, found) if nth > 0 else None

    return Atom(Precision.DAY, window)


def _floating(parts: Parts) -> Atom:
    """«вторая суббота сентября»; «первые выходные» are the Saturday of that number and the next day."""
    return nth_weekday(parts, parts.number(Kind.MONTH))


def nth_weekday(parts: Parts, month: int) -> Atom:
    """A weekday or a weekend of a month by its number, which it lends («первая и третья среда мая»)."""
    is_weekend = parts.has(Kind.WEEKEND)
    weekday = 5 if is_weekend else parts.number(Kind.WEEKDAY)
    precision = Precision.DAYS if is_weekend else Precision.DAY

    def of_number(number: int) -> WindowOf:
        return _nth_window(NthWeekday(month, weekday, number), length=2 if is_weekend else 1)

    nth = parts.number(*NTH_KINDS)
    lend = lend_of(NTH_KINDS, precision, of_number)
    return Atom(precision, of_number(nth), lend=lend, rule=NthWeekday(month, weekday, nth))


def _nth_window(rule: NthWeekday, length: int) -> WindowOf:
    def window(year: int) -> Window | None:
        found = rule.on(year) if rule.nth and -2 <= rule.nth <= 5 else None
        return None if found is None else (found, found + windows.ONE_DAY * (length - 1))

    return window


def _pair_of_weekdays(parts: Parts) -> Atom:
    """«вторая суббота и воскресенье сентября»: the weekday of that number and the ones that follow it."""
    first, last = parts.numbers(Kind.WEEKDAY)
    length = (last - first) % 7 + 1
    rule = NthWeekday(parts.number(Kind.MONTH), first, parts.number(*NTH_KINDS))
    return Atom(Precision.DAYS if length == 2 else Precision.INVALID, _nth_window(rule, length))


def _broken(_: Parts) -> Atom:
    """A number that can be no day right before a month, as in «312 марта» or «А12 марта»."""
    return Atom(Precision.INVALID, nowhere)


DAY_FORMS: tuple[Form, ...] = (
    form(f"ordinal? weekday after number month {YEAR}", _weekday_after),
    form(f"{NTH} (?: weekday | weekend ) at? month {YEAR}", _floating),
    form(f"{NTH} weekday (?: dash | and ) weekday month {YEAR}", _pair_of_weekdays),
    form(f"month {YEAR} [comma open] {NTH} (?: weekday | weekend ) (?! month ) close?", _floating),
    form("number dash month dash (?: year | number (?! month ) )", _spreadsheet_day),
    form(f"(?: number stop? | ordinal ) dash? month {YEAR}", _day),
    form(f"(?: odd_number | roman ) stop? dash? month {YEAR}", _broken),
    form("date (?: year_mark | year_word )?", _figures),
)
