"""Read wordings of one day: in words, in figures, as a weekday of the month."""

from data.calendar.grammar.lexer.kinds import YEARS, PrintedDate, TokenKind
from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.atoms import (
    DAY_KINDS,
    NTH,
    NTH_KINDS,
    YEAR,
    Atom,
    DatePattern,
    MatchedTokens,
    date_pattern,
    lend_of,
    nowhere,
)
from data.calendar.grammar.wordings.windows import Window, WindowOf
from data.calendar.imprecise_dates import Precision
from data.calendar.rules import NthWeekday, WeekdayAfter


def day_atom(month: int, number: int, year: int | None = None) -> Atom:
    """Make the atom of a day, which lends its month to the numbers before it («5 и 7 мая»)."""
    lend = lend_of(DAY_KINDS, Precision.DAY, lambda other: windows.day(month, other))
    return Atom(Precision.DAY, windows.day(month, number), year, lend)


def _day(matched: MatchedTokens) -> Atom:
    return day_atom(matched.number(TokenKind.MONTH), matched.number(TokenKind.NUMBER, TokenKind.ORDINAL))


def _spreadsheet_day(matched: MatchedTokens) -> Atom:
    """Read «12-мар-20», as spreadsheets print it."""
    number, *rest = matched.numbers(TokenKind.NUMBER, TokenKind.YEAR)
    month = matched.number(TokenKind.MONTH)
    year = rest[0] if rest[0] in YEARS else 2000 + rest[0]
    return day_atom(month, number, year)


def _day_in_figures(matched: MatchedTokens) -> Atom:
    printed = matched.tokens[0].value
    if not isinstance(printed, PrintedDate) or (printed.year is not None and printed.year not in YEARS):
        return Atom(Precision.DAY, nowhere)
    return day_atom(printed.month, printed.day, printed.year)


def _weekday_after_day(matched: MatchedTokens) -> Atom:
    nth = matched.number(TokenKind.ORDINAL) if matched.has(TokenKind.ORDINAL) else 1
    number, month = matched.numbers(TokenKind.NUMBER)[-1], matched.number(TokenKind.MONTH)
    weekday = matched.number(TokenKind.WEEKDAY)

    def window(year: int) -> Window | None:
        found = WeekdayAfter(month, number, weekday, nth).on(year)
        return (found, found) if nth > 0 else None

    return Atom(Precision.DAY, window)


def _floating_day(matched: MatchedTokens) -> Atom:
    """Read «вторая суббота сентября», «первые выходные мая»."""
    return nth_weekday(matched, matched.number(TokenKind.MONTH))


def nth_weekday(matched: MatchedTokens, month: int) -> Atom:
    """Make the atom of a weekday of a month by its number, or of a weekend.

    «первые выходные» are the first Saturday and the day after. The weekday lends itself to the numbers
    before it: «первая и третья среда мая».
    """
    is_weekend = matched.has(TokenKind.WEEKEND)
    weekday = 5 if is_weekend else matched.number(TokenKind.WEEKDAY)
    precision = Precision.DAYS if is_weekend else Precision.DAY

    def of_number(number: int) -> WindowOf:
        return _nth_window(NthWeekday(month, weekday, number), length=2 if is_weekend else 1)

    nth = matched.number(*NTH_KINDS)
    lend = lend_of(NTH_KINDS, precision, of_number)
    return Atom(precision, of_number(nth), lend=lend, rule=NthWeekday(month, weekday, nth))


def _nth_window(rule: NthWeekday, length: int) -> WindowOf:
    def window(year: int) -> Window | None:
        found = rule.on(year) if rule.nth and -2 <= rule.nth <= 5 else None
        return None if found is None else (found, found + windows.ONE_DAY * (length - 1))

    return window


def _pair_of_weekdays(matched: MatchedTokens) -> Atom:
    """Read «вторая суббота и воскресенье сентября»: the second Saturday and the day after.

    Only two weekdays that follow each other are a run of days. «вторая среда и пятница» is invalid.
    """
    first, last = matched.numbers(TokenKind.WEEKDAY)
    length = (last - first) % 7 + 1
    rule = NthWeekday(matched.number(TokenKind.MONTH), first, matched.number(*NTH_KINDS))
    return Atom(Precision.DAYS if length == 2 else Precision.INVALID, _nth_window(rule, length))


def _impossible_day(_: MatchedTokens) -> Atom:
    """Refuse a number that can be no day right before a month: «312 марта», «А12 марта»."""
    return Atom(Precision.INVALID, nowhere)


DAY_PATTERNS: tuple[DatePattern, ...] = (
    date_pattern(
        "первое воскресенье после 12 июля",
        f"ordinal? weekday after number month {YEAR}",
        _weekday_after_day,
    ),
    date_pattern(
        "вторая суббота сентября",
        f"{NTH} (?: weekday | weekend ) at? month {YEAR}",
        _floating_day,
    ),
    date_pattern(
        "вторая суббота и воскресенье сентября",
        f"{NTH} weekday (?: dash | and ) weekday month {YEAR}",
        _pair_of_weekdays,
    ),
    date_pattern(
        "сентябрь, вторая суббота",
        f"month {YEAR} [comma open] {NTH} (?: weekday | weekend ) (?! month ) close?",
        _floating_day,
    ),
    date_pattern("12-мар-20", "number dash month dash (?: year | number (?! month ) )", _spreadsheet_day),
    date_pattern("12 марта 2025 г.", f"(?: number stop? | ordinal ) dash? month {YEAR}", _day),
    date_pattern("312 марта", f"(?: odd_number | roman ) stop? dash? month {YEAR}", _impossible_day),
    date_pattern("12.03.2025 г.", "date (?: year_mark | year_word )?", _day_in_figures),
)
"""Tried in this order: the first that matches is read."""
