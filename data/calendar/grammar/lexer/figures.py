"""Figures of a text: dates and clock times in figures, years, numbers, and what is odd among them."""

import re
from collections.abc import Sequence
from datetime import time

from data.calendar.grammar.lexer.folding import fold_word
from data.calendar.grammar.lexer.kinds import YEARS, PrintedDate, Token, TokenKind
from data.calendar.grammar.lexer.month_names import MONTH_ABBREVIATIONS, MONTH_FORMS
from data.calendar.grammar.lexer.vocabulary import ORDINAL_ENDINGS, TENS_ENDINGS

_FREE = r"(?<![^\W_])(?<!\d[.:])"
_SPELLED = (TokenKind.MONTH, TokenKind.YEAR_MARK, TokenKind.YEAR_WORD)
MONTH_WORDS = "|".join(map(fold_word, (*MONTH_FORMS, *MONTH_ABBREVIATIONS)))
"""Every month in every form, as alternatives of a pattern."""

_NO_DAY = rf"(?! *-? *(?:{MONTH_WORDS}|чис))"
_HOUR_FOLLOWS = r"(?= *(?:ч|час|часов|часа)(?![^\W\d_]))"

_ISO = re.compile(_FREE + r"(\d{4})([-./])(\d\d)\2(\d\d)(?!\d)(?:[ т]00:00(?::00)?(?!\d)|т(?=\d\d:))?")
_FULL = re.compile(
    _FREE + r"(\d{1,2})([./])(\d{1,2})\2(\d{2,9})(?!\d)(?![./]\d)"
    r"|(?<![^\W_])(?<!-)(\d{1,2})-(\d\d)-(\d{4})(?![\d-])"
)
_SPACED = re.compile(_FREE + r"(\d{1,2})(\.) ?(\d\d)\. ?(\d{4}|\d\d(?= ?г))(?!\d)")
_ROMAN = re.compile(_FREE + r"(\d{1,2})([./])([iхv]{1,4})\2(\d{4}|\d\d)(?!\d)")
_CLOCK = re.compile(
    rf"(?:(?<=\d\dт)|{_FREE})"
    r"(?:(\d{1,2})(?::| : )(\d\d)(?::\d\d)?(?!\d)"
    rf"|(\d{{1,2}})-(00)(?![\d-]){_NO_DAY}"
    rf"|(\d{{1,2}})\.(\d\d)(?!\d)(?![.-]\d){_HOUR_FOLLOWS}"
    rf"|(\d{{1,2}})-([3-5][05])(?!\d)(?![.-]\d){_HOUR_FOLLOWS}"
    rf"|(?<=\bв )(\d{{1,2}})[.-](\d\d)(?!\d)(?![.-]\d){_NO_DAY}"
    rf"|(?<=\b(?:с|к) )(\d{{1,2}})-([0-5][05])(?![\d.-]){_NO_DAY}"
    rf"|(?<=\b(?:до|от|по) )(\d{{1,2}})-([0-5][05])(?![\d.-]){_NO_DAY})"
)
_SHORT = re.compile(_FREE + r"(\d{1,2})\.(\d\d)(?!\d)(?![./]\d)")
_SHORT_STOP = re.compile(r"\.(?= *(?:-|и |по |[,;)]))")
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "iх", "х", "хi", "хii")
_MISTYPED = frozenset({"о", "з", "i", "l", "б", "оо"})
"""Letters typed or recognised for a figure: «2О марта»."""

_COMPOUND = re.compile(r"\d{1,4}-[^\W\d_]{4,}(?!-)")
"""«75-летие», «300-летия»: no figure of a date."""

_FIGURE = re.compile(r"(\d+)(?:-?([^\W\d_]{1,3})(?![^\W_]))?")
_VALUED = frozenset({TokenKind.NUMBER, TokenKind.YEAR})


def read_figures(text: str, position: int, before: Sequence[Token]) -> Token | None:
    """The token of the figures that begin at a position of a folded text, None where none do."""
    if compound := _COMPOUND.match(text, position):
        return Token(TokenKind.WORD, None, *compound.span())
    if figure := _FIGURE.match(text, position):
        return _numeric(text, position, before) or _figure(text, figure, before)
    return None


def _numeric(text: str, position: int, before: Sequence[Token]) -> Token | None:
    """A date or a time in figures. Day comes before month, as always in Russian; «20» is the year 2020."""
    if found := _CLOCK.match(text, position):
        return Token(
            TokenKind.TIME, _clock(*(int(figure) for figure in found.groups() if figure)), *found.span()
        )
    if found := _ISO.match(text, position):
        printed = PrintedDate(int(found[4]), int(found[3]), int(found[1]))
        return Token(TokenKind.DATE, printed, *found.span())
    if found := _FULL.match(text, position) or _SPACED.match(text, position):
        day, month, year = (figure for figure in found.groups() if figure and figure.isdigit())
        printed = PrintedDate(int(day), int(month), _whole_year(year))
        return Token(TokenKind.DATE, printed, *found.span())
    if (found := _ROMAN.match(text, position)) and found[3] in _ROMAN_MONTHS:
        printed = PrintedDate(int(found[1]), _ROMAN_MONTHS.index(found[3]) + 1, _whole_year(found[4]))
        return Token(TokenKind.DATE, printed, *found.span())
    if found := _SHORT.match(text, position):
        return _short_date(text, found, before)
    return None


def _whole_year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _clock(hour: int, minute: int) -> time | None:
    """The time of day, or None where no clock shows it; «24:00» is midnight."""
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _short_date(text: str, found: re.Match[str], before: Sequence[Token]) -> Token:
    """«12.03» is a day; «10.30» is a time, and so is «11.10» right after a whole date.

    No month is 30, and clocks are set to five minutes.
    """
    day, month = int(found[1]), int(found[2])
    may_be_clock = day < 24 and month < 60 and month % 5 == 0
    if may_be_clock and (not 1 <= month <= 12 or _ends_date(text, found.start(), before)):
        return Token(TokenKind.TIME, _clock(day, month), *found.span())
    stop = _SHORT_STOP.match(text, found.end())
    return Token(
        TokenKind.DATE, PrintedDate(day, month, None), found.start(), stop.end() if stop else found.end()
    )


def _ends_date(text: str, position: int, before: Sequence[Token]) -> bool:
    """Whether a date with its year stands right before the position."""
    if not before or text[before[-1].last : position].strip():
        return False
    last = before[-1]
    has_year = isinstance(last.value, PrintedDate) and last.value.year is not None
    return has_year or (last.kind in {TokenKind.YEAR, TokenKind.YEAR_MARK} and len(before) > 2)


def _figure(text: str, found: re.Match[str], before: Sequence[Token]) -> Token:
    position = found.start()
    if found[2] in _MISTYPED and text[found.end(1)] != "-":
        return Token(TokenKind.ODD_NUMBER, None, position, found.end())
    if found[2] in TENS_ENDINGS and len(found[1]) == 2:
        return Token(TokenKind.TENS, int(found[1]), position, found.end())
    last = found.end() if found[2] in ORDINAL_ENDINGS else found.end(1)
    kind = _figure_kind(found[1], text[:position], before)
    return Token(kind, int(found[1]) if kind in _VALUED else None, position, last)


def _figure_kind(digits: str, left: str, before: Sequence[Token]) -> TokenKind:
    """What a figure may be: nothing in «зал 5», odd in «А12», «2.5» and «312»."""
    if before and before[-1].kind is TokenKind.NUMBERED:
        return TokenKind.OTHER
    is_fraction = left[-1:] in {".", ":"} and left[-2:-1].isdigit() and before[-1].kind is not TokenKind.DASH
    if is_fraction:
        return TokenKind.ODD_NUMBER
    has_lost_blank = bool(before) and before[-1].kind in _SPELLED  # «марта2020»
    if left[-1:].isalpha() and not has_lost_blank:
        return TokenKind.ODD_NUMBER
    if len(digits) <= 2:
        return TokenKind.NUMBER
    return TokenKind.YEAR if len(digits) == 4 and int(digits) in YEARS else TokenKind.ODD_NUMBER
