"""Read wordings of standing work: «еженедельно», «раз в квартал», «каждую пятницу»."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.calendar.grammar.lexer.kinds import Token, TokenKind, pattern
from data.calendar.grammar.wordings.meaning import Meaning
from data.calendar.grammar.wordings.token_line import TokenLine
from data.calendar.imprecise_dates import Precision, Recurrence

_BY_UNIT = {
    TokenKind.DAY_WORD: Recurrence.DAILY,
    TokenKind.WEEK: Recurrence.WEEKLY,
    TokenKind.MONTH_WORD: Recurrence.MONTHLY,
    TokenKind.QUARTER: Recurrence.QUARTERLY,
    TokenKind.YEAR_WORD: Recurrence.YEARLY,
}
_BY_TIMES_A_YEAR = {1: Recurrence.YEARLY, 4: Recurrence.QUARTERLY, 12: Recurrence.MONTHLY}
_UNIT = "[day_word week month_word quarter half_year year_word]"


def _read_word(tokens: Sequence[Token]) -> Recurrence | None:
    return next((token.value for token in tokens if isinstance(token.value, Recurrence)), None)


def _read_count(tokens: Sequence[Token]) -> Recurrence | None:
    """Read «раз в квартал». A frequency that Recurrence lacks («2 раза в год») gives None."""
    count = tokens[0].number if tokens[0].kind in {TokenKind.COUNT, TokenKind.NUMBER} else 1
    unit = tokens[-1].kind
    if tokens[-2].kind is not TokenKind.AT:
        return None
    if unit is TokenKind.YEAR_WORD:
        return _BY_TIMES_A_YEAR.get(count)
    return _BY_UNIT.get(unit) if count == 1 else None


def _read_unit(tokens: Sequence[Token]) -> Recurrence | None:
    return _BY_UNIT.get(tokens[-1].kind)


def _weekly(_: Sequence[Token]) -> Recurrence:
    return Recurrence.WEEKLY


def _monthly(_: Sequence[Token]) -> Recurrence:
    return Recurrence.MONTHLY


RecurrenceReader = Callable[[Sequence[Token]], Recurrence | None]

_DETAIL = (
    "(?: [comma open]{0,2} [at until through from]{0,2}"
    " (?: [ordinal number roman] (?: weekday | week | decade | half )"
    " (?: (?: dash | comma | and ) weekday ){0,4}"
    " | [number ordinal] (?: [dash comma and through] [number ordinal] ){0,4} filler?"
    " (?! stop? month | filler? month ) )"
    " [at]? [month_word quarter half_year year_word]? close? )?"
)
"""A detail of the recurrence that is no date: «ежемесячно до 25 числа», «ежеквартально, последняя неделя»."""


@dataclass(frozen=True, slots=True)
class RecurrencePattern:
    """A rule of the grammar: an example of what it reads, its regular expression, its reader."""

    example: str
    regex: re.Pattern[str]
    reader: RecurrenceReader


def _rule(example: str, source: str, reader: RecurrenceReader) -> RecurrencePattern:
    return RecurrencePattern(example, re.compile(pattern(source)), reader)


RECURRENCE_PATTERNS: tuple[RecurrencePattern, ...] = (
    _rule("раз в квартал", f"[count number]? times at [count number]? {_UNIT}", _read_count),
    _rule("дважды в год", f"count at {_UNIT}", _read_count),
    _rule(
        "первый и третий вторник месяца",
        "[ordinal number] (?: (?: and | comma ) [ordinal number] ){0,2} (?: weekday | weekend )"
        " (?: every month_word | month_word )",
        _monthly,
    ),
    _rule(
        "каждую вторую пятницу месяца",
        "every [ordinal number] (?: weekday | weekend ) (?: (?: and | comma ) weekday )?"
        " (?: at? month_word )?",
        _monthly,
    ),
    _rule("каждый месяц", f"at? every {_UNIT}", _read_unit),
    _rule("каждый вторник и четверг", "at? every weekday (?: (?: and | comma ) weekday ){0,6}", _weekly),
    _rule("каждый уикенд", "at? every weekend", _weekly),
    _rule("каждое 15 число", "every [number ordinal] filler?", _monthly),
    _rule(
        "15 числа каждого месяца", "[number ordinal] (?: filler | dates_word )? every month_word", _monthly
    ),
    _rule("ежемесячно, до 25 числа", f"recurring {_DETAIL}", _read_word),
)
"""Tried in this order: the first that matches is read."""


def read_recurrence(line: TokenLine, index: int) -> tuple[Meaning, int] | None:
    """Read the recurring wording that begins at an index of the line.

    Returns its meaning and the index after it, or None where none begins.
    """
    for rule in RECURRENCE_PATTERNS:
        if match := rule.regex.match(line.codes, index):
            recurrence = rule.reader(line.tokens[index : match.end()])
            return Meaning(Precision.RECURRING, recurrence=recurrence), match.end()
    return None
