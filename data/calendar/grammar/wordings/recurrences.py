"""Wordings of standing work: «еженедельно», «раз в квартал», «каждую пятницу»."""

import re
from collections.abc import Callable, Sequence

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
_A_YEAR = {1: Recurrence.YEARLY, 4: Recurrence.QUARTERLY, 12: Recurrence.MONTHLY}
_UNIT = "[day_word week month_word quarter half_year year_word]"


def _named(tokens: Sequence[Token]) -> Recurrence | None:
    return next((token.value for token in tokens if isinstance(token.value, Recurrence)), None)


def _counted(tokens: Sequence[Token]) -> Recurrence | None:
    """So many times in a unit; None for what is no recurrence of ours, such as «2 раза в год»."""
    count = tokens[0].number if tokens[0].kind in {TokenKind.COUNT, TokenKind.NUMBER} else 1
    unit = tokens[-1].kind
    if tokens[-2].kind is not TokenKind.AT:
        return None
    if unit is TokenKind.YEAR_WORD:
        return _A_YEAR.get(count)
    return _BY_UNIT.get(unit) if count == 1 else None


def _each(tokens: Sequence[Token]) -> Recurrence | None:
    return _BY_UNIT.get(tokens[-1].kind)


RecurrenceReader = Callable[[Sequence[Token]], Recurrence | None]

_DETAIL = (
    "(?: [comma open]{0,2} [at until through from]{0,2}"
    " (?: [ordinal number roman] (?: weekday | week | decade | half )"
    " (?: (?: dash | comma | and ) weekday ){0,4}"
    " | [number ordinal] (?: [dash comma and through] [number ordinal] ){0,4} filler?"
    " (?! stop? month | filler? month ) )"
    " [at]? [month_word quarter half_year year_word]? close? )?"
)
"""What makes the step exact and no date: «ежемесячно до 25 числа», «ежеквартально, последняя неделя»."""

_TABLE: tuple[tuple[str, RecurrenceReader], ...] = (
    (f"[count number]? times at [count number]? {_UNIT}", _counted),
    (f"count at {_UNIT}", _counted),
    (
        "[ordinal number] (?: (?: and | comma ) [ordinal number] ){0,2} (?: weekday | weekend )"
        " (?: every month_word | month_word )",
        lambda _: Recurrence.MONTHLY,
    ),
    (
        "every [ordinal number] (?: weekday | weekend ) (?: (?: and | comma ) weekday )?"
        " (?: at? month_word )?",
        lambda _: Recurrence.MONTHLY,
    ),
    (f"at? every {_UNIT}", _each),
    ("at? every weekday (?: (?: and | comma ) weekday ){0,6}", lambda _: Recurrence.WEEKLY),
    ("at? every weekend", lambda _: Recurrence.WEEKLY),
    ("every [number ordinal] filler?", lambda _: Recurrence.MONTHLY),
    ("[number ordinal] (?: filler | dates_word )? every month_word", lambda _: Recurrence.MONTHLY),
    (f"recurring {_DETAIL}", _named),
)
_PATTERNS = tuple((re.compile(pattern(source)), reader) for source, reader in _TABLE)


def read_repeat(line: TokenLine, index: int) -> tuple[Meaning, int] | None:
    """The recurring wording that begins at a index in a row of tokens, and where it ends."""
    for compiled, reader in _PATTERNS:
        if found := compiled.match(line.codes, index):
            recurrence = reader(line.tokens[index : found.end()])
            return Meaning(Precision.RECURRING, recurrence=recurrence), found.end()
    return None
