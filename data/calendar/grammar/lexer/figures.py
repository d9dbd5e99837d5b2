"""Read the figures of a text: dates, clock times, years, numbers and mistyped figures."""

import re
from collections.abc import Sequence
from datetime import time

from data.calendar.grammar.lexer.folding import fold_word
from data.calendar.grammar.lexer.kinds import YEARS, PrintedDate, Token, TokenKind
from data.calendar.grammar.lexer.month_names import MONTH_ABBREVIATIONS, MONTH_FORMS
from data.calendar.grammar.lexer.vocabulary import ORDINAL_ENDINGS, TENS_ENDINGS

_FREE = r"(?<![^\W_])(?<!\d[.:])"
"""No letter, figure or fraction right before: «А12» and the «5» of «2.5» are no figures of a date."""

_SPELLED = (TokenKind.MONTH, TokenKind.YEAR_MARK, TokenKind.YEAR_WORD)
MONTH_WORDS = "|".join(map(fold_word, (*MONTH_FORMS, *MONTH_ABBREVIATIONS)))
"""Every form of every month, as alternatives of a regular expression."""

_NO_DAY = rf"(?! *-? *(?:{MONTH_WORDS}|чис))"
"""No month after it: «15-17 мая» are days, not the time 15:17."""

_HOUR_FOLLOWS = r"(?= *(?:ч|час|часов|часа)(?![^\W\d_]))"
"""«ч.» or «часов» after it."""

_ISO = re.compile(_FREE + r"(\d{4})([-./])(\d\d)\2(\d\d)(?!\d)(?:[ т]00:00(?::00)?(?!\d)|т(?=\d\d:))?")
"""«2025-03-12», «2025.03.12», «2025-03-12 00:00:00» from a spreadsheet, the date of «2025-03-12T10:00»."""

_FULL = re.compile(
    _FREE + r"(\d{1,2})([./])(\d{1,2})\2(\d{2,9})(?!\d)(?![./]\d)"
    r"|(?<![^\W_])(?<!-)(\d{1,2})-(\d\d)-(\d{4})(?![\d-])"
)
"""«12.03.2025», «12/3/25», «12-03-2025»."""

_SPACED = re.compile(_FREE + r"(\d{1,2})(\.) ?(\d\d)\. ?(\d{4}|\d\d(?= ?г))(?!\d)")
"""«12. 03. 2025», «12.03. 25 г.»."""

_ROMAN = re.compile(_FREE + r"(\d{1,2})([./])([iхv]{1,4})\2(\d{4}|\d\d)(?!\d)")
"""«12.III.2025», «12/iii/25»."""

_CLOCK = re.compile(
    rf"(?:(?<=\d\dт)|{_FREE})"
    r"(?:(\d{1,2})(?::| : )(\d\d)(?::\d\d)?(?!\d)"  # «10:30», «10 : 30», «10:30:00»
    rf"|(\d{{1,2}})-(00)(?![\d-]){_NO_DAY}"  # «10-00»
    rf"|(\d{{1,2}})\.(\d\d)(?!\d)(?![.-]\d){_HOUR_FOLLOWS}"  # «10.30 ч.»
    rf"|(\d{{1,2}})-([3-5][05])(?!\d)(?![.-]\d){_HOUR_FOLLOWS}"  # «10-30 часов»
    rf"|(?<=\bв )(\d{{1,2}})[.-](\d\d)(?!\d)(?![.-]\d){_NO_DAY}"  # «в 10.30»
    rf"|(?<=\b(?:с|к) )(\d{{1,2}})-([0-5][05])(?![\d.-]){_NO_DAY}"  # «с 10-30»
    rf"|(?<=\b(?:до|от|по) )(\d{{1,2}})-([0-5][05])(?![\d.-]){_NO_DAY})"  # «до 12-00»
)
_SHORT = re.compile(_FREE + r"(\d{1,2})\.(\d\d)(?!\d)(?![./]\d)")
"""«12.03»."""

_SHORT_STOP = re.compile(r"\.(?= *(?:-|и |по |[,;)]))")
"""The full stop of «12.03. и 14.03.», which belongs to the date."""

_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "iх", "х", "хi", "хii")
_MISTYPED = frozenset({"о", "з", "i", "l", "б", "оо"})
"""Letters typed or recognised (OCR) instead of a figure: «2О марта»."""

_COMPOUND = re.compile(r"\d{1,4}-[^\W\d_]{4,}(?!-)")
"""«75-летие», «300-летия»: the figure belongs to no date."""

_FIGURE = re.compile(r"(\d+)(?:-?([^\W\d_]{1,3})(?![^\W_]))?")
"""Any other figure with its ending: «12», «12-го», «20-х», «2025г»."""

_VALUED = frozenset({TokenKind.NUMBER, TokenKind.YEAR})


def read_figures(text: str, position: int, before: Sequence[Token]) -> Token | None:
    """Read the figures that begin at a position of a folded text. Returns None where none begin."""
    if compound := _COMPOUND.match(text, position):
        return Token(TokenKind.WORD, None, *compound.span())
    if figure := _FIGURE.match(text, position):
        return _read_date_or_time(text, position, before) or _read_figure(text, figure, before)
    return None


def _read_date_or_time(text: str, position: int, before: Sequence[Token]) -> Token | None:
    """Read a date or a time in figures, or return None for any other figure.

    The day comes before the month, as always in Russian. A year of two figures is of this century.
    """
    if found := _CLOCK.match(text, position):
        return Token(
            TokenKind.TIME, _clock_time(*(int(figure) for figure in found.groups() if figure)), *found.span()
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
        return _read_short(text, found, before)
    return None


def _whole_year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _clock_time(hour: int, minute: int) -> time | None:
    """Return the time of day, or None for one that does not exist. «24:00» is midnight."""
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _read_short(text: str, found: re.Match[str], before: Sequence[Token]) -> Token:
    """Read two figures with a full stop between them as a day and a month, or as a time.

    «12.03» is a day. «10.30» is a time, because no month is 30. «11.10» could be either: right after a whole
    date («5 мая 2025, 11.10») it is a time. Only minutes divisible by five count as a time.
    """
    day, month = int(found[1]), int(found[2])
    may_be_clock = day < 24 and month < 60 and month % 5 == 0
    if may_be_clock and (not 1 <= month <= 12 or _ends_date(text, found.start(), before)):
        return Token(TokenKind.TIME, _clock_time(day, month), *found.span())
    stop = _SHORT_STOP.match(text, found.end())
    return Token(
        TokenKind.DATE, PrintedDate(day, month, None), found.start(), stop.end() if stop else found.end()
    )


def _ends_date(text: str, position: int, before: Sequence[Token]) -> bool:
    """Return whether a date with its year stands right before the position."""
    if not before or text[before[-1].last : position].strip():
        return False
    last = before[-1]
    has_year = isinstance(last.value, PrintedDate) and last.value.year is not None
    return has_year or (last.kind in {TokenKind.YEAR, TokenKind.YEAR_MARK} and len(before) > 2)


def _read_figure(text: str, found: re.Match[str], before: Sequence[Token]) -> Token:
    position = found.start()
    if found[2] in _MISTYPED and text[found.end(1)] != "-":
        return Token(TokenKind.ODD_NUMBER, None, position, found.end())
    if found[2] in TENS_ENDINGS and len(found[1]) == 2:
        return Token(TokenKind.TENS, int(found[1]), position, found.end())
    last = found.end() if found[2] in ORDINAL_ENDINGS else found.end(1)
    kind = _figure_kind(found[1], text[:position], before)
    return Token(kind, int(found[1]) if kind in _VALUED else None, position, last)


def _figure_kind(digits: str, left: str, before: Sequence[Token]) -> TokenKind:
    """Return the kind of a figure: OTHER for «зал 5», ODD_NUMBER for «А12», «2.5» and «312»."""
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
