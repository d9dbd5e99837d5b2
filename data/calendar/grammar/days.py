"""Wordings of one day: in words, in figures, as a weekday of the month."""

from data.calendar.dates import Precision
from data.calendar.grammar import windows
from data.calendar.grammar.atoms import NTH, NTH_KINDS, YEAR, Atom, Form, Parts, form, nowhere
from data.calendar.grammar.kinds import Kind
from data.calendar.grammar.tokens import YEARS, PrintedDate
from data.calendar.grammar.windows import Window
from data.calendar.rules import NthWeekday, WeekdayAfter


def _day(parts: Parts) -> Atom:
    month = parts.number(Kind.MONTH)
    number = parts.number(Kind.NUMBER, Kind.ORDINAL)
    return Atom(Precision.DAY, windows.day(month, number), month=month)


def _spreadsheet_day(parts: Parts) -> Atom:
    """«12-мар-20», as spreadsheets print it."""
    number, *rest = parts.numbers(Kind.NUMBER, Kind.YEAR)
    month = parts.number(Kind.MONTH)
    year = rest[0] if rest[0] in YEARS else 2000 + rest[0]
    return Atom(Precision.DAY, windows.day(month, number), year, month)


def _figures(parts: Parts) -> Atom:
    printed = parts.tokens[0].value
    if not isinstance(printed, PrintedDate) or (printed.year is not None and printed.year not in YEARS):
        return Atom(Precision.DAY, nowhere)
    return Atom(Precision.DAY, windows.day(printed.month, printed.day), printed.year, printed.month)


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
    is_weekend = parts.has(Kind.WEEKEND)
    nth = parts.number(*NTH_KINDS)
    rule = NthWeekday(parts.number(Kind.MONTH), 5 if is_weekend else parts.number(Kind.WEEKDAY), nth)

    def window(year: int) -> Window | None:
        found = rule.on(year) if nth and -2 <= nth <= 5 else None
        return None if found is None else (found, found + windows.ONE_DAY * is_weekend)

    return Atom(Precision.DAYS if is_weekend else Precision.DAY, window, rule=rule)


def _broken(_: Parts) -> Atom:
    """A number that can be no day right before a month, as in «312 марта» or «А12 марта»."""
    return Atom(Precision.INVALID, nowhere)


DAY_FORMS: tuple[Form, ...] = (
    form(f"ordinal? weekday after number month {YEAR}", _weekday_after),
    form(f"{NTH} (?: weekday | weekend ) month {YEAR}", _floating),
    form(f"month {YEAR} [comma open] {NTH} (?: weekday | weekend ) (?! month ) close?", _floating),
    form("number dash month dash (?: year | number (?! month ) )", _spreadsheet_day),
    form(f"(?: number | ordinal ) dash? month {YEAR}", _day),
    form(f"odd_number month {YEAR}", _broken),
    form("date (?: year_mark | year_word )?", _figures),
)
