"""Read one wording: a series of dates with its preposition («с», «до», «между», «после»)."""

import re
from dataclasses import dataclass

from data.calendar.grammar.lexer.kinds import Token, TokenKind, pattern
from data.calendar.grammar.runs import combine
from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.atoms import Atom
from data.calendar.grammar.wordings.meaning import INVALID, Meaning, Piece
from data.calendar.grammar.wordings.series import RANGES, DateSeries, read_series
from data.calendar.grammar.wordings.token_line import TokenLine
from data.calendar.imprecise_dates import REAL_DAYS, Precision

_PREPOSITIONS = re.compile(
    pattern("[at during]{0,3} ( from | until | through | after | between )? [at during]{0,3}")
)
_INCLUSIVE = re.compile(pattern("comma? open? inclusive close?"))
_DANGLING = re.compile(pattern("[dash through until] number (?= [comma close] | $ )"))
"""The open end of a range: «12 марта – 14»."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The dates of one wording in order, and the index after it. For is_bare see ScannedWording."""

    pieces: tuple[Piece, ...]
    end: int
    is_bare: bool = False


def read_cluster(line: TokenLine, index: int) -> Cluster | None:
    """Read the dates that begin at an index of the line, or return None where none begin.

    A beginning without an end («с 1 марта») is INVALID, because it is no window.
    """
    lead = _PREPOSITIONS.match(line.codes, index)
    begin = lead.end() if lead else index
    series = read_series(line, begin)
    if series is None:
        return None
    if dangling := _DANGLING.match(line.codes, series.end):
        return Cluster((Piece(INVALID, index, dangling.end()),), dangling.end())
    inclusive = _INCLUSIVE.match(line.codes, series.end)
    end = inclusive.end() if inclusive else series.end
    preposition = line.tokens[lead.start(1)] if lead and lead[1] else None
    is_bare = series.is_bare and preposition is None and series.separators[:1] in {(), (TokenKind.COMMA,)}
    if preposition is None or _opens_range(preposition, series):
        is_between = preposition is not None and preposition.kind is TokenKind.BETWEEN
        return Cluster(combine(series, line.plan_year, is_between=is_between), end, is_bare)
    if preposition.kind in {TokenKind.FROM, TokenKind.BETWEEN}:
        return Cluster((Piece(INVALID, index, end),), end)
    meaning = _until(preposition, series, line.plan_year, inclusive=inclusive is not None)
    return Cluster((Piece(meaning, index, end),), end)


def _opens_range(preposition: Token, series: DateSeries) -> bool:
    if preposition.kind is TokenKind.BETWEEN:
        return series.separators == (TokenKind.AND,)
    return preposition.kind is TokenKind.FROM and bool(series.separators) and series.separators[0] in RANGES


def _until(preposition: Token, series: DateSeries, plan_year: int, *, inclusive: bool) -> Meaning:
    """Read a date after «до», «по», «не позднее». Two dates, and any after «после», are INVALID."""
    if preposition.kind is TokenKind.AFTER or series.separators:
        return INVALID
    inclusive = inclusive or preposition.kind is TokenKind.THROUGH or preposition.value is True
    return _deadline(series.atoms[0], plan_year, inclusive=inclusive)


def _deadline(atom: Atom, plan_year: int, *, inclusive: bool) -> Meaning:
    """Return the deadline that a date sets.

    «до 1 мая» includes the day. «до мая» ends with April, «не позднее мая» with May, «до середины мая» on
    15 May.
    """
    year = plan_year if atom.year is None else atom.year
    window = atom.window(year)
    if window is None:
        return INVALID
    end = window[1]
    if atom.third == 2:
        end = windows.middle(window)
    elif atom.third != 3 and atom.precision not in REAL_DAYS and not inclusive:
        end = window[0] - windows.ONE_DAY
    return Meaning(Precision.DEADLINE, end=end)
