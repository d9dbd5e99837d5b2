"""The dates that one wording makes: a row of days or windows under its preposition."""

import re
from dataclasses import dataclass

from data.calendar.grammar.lexer.kinds import Kind, Token, pattern
from data.calendar.grammar.runs import combine
from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.atoms import Atom
from data.calendar.grammar.wordings.lists import RANGES, Row, read_row
from data.calendar.grammar.wordings.meaning import INVALID, Meaning
from data.calendar.grammar.wordings.pieces import Piece
from data.calendar.grammar.wordings.token_line import Line
from data.calendar.imprecise_dates import REAL_DAYS, Precision

_LEAD = re.compile(pattern("[at during]{0,3} ( from | until | through | after | between )? [at during]{0,3}"))
_INCLUSIVE = re.compile(pattern("comma? open? inclusive close?"))
_DANGLING = re.compile(pattern("[dash through until] number (?= [comma close] | $ )"))


@dataclass(frozen=True, slots=True)
class Cluster:
    """The dates of one wording in order, where it ends, and whether it begins with a bare number."""

    pieces: tuple[Piece, ...]
    end: int
    is_bare: bool = False


def read_cluster(line: Line, place: int) -> Cluster | None:
    """The dates that begin at a place in a row of tokens; None where none begin.

    A beginning without an end («с 1 марта») cannot be told as a window: INVALID.
    """
    lead = _LEAD.match(line.codes, place)
    begin = lead.end() if lead else place
    row = read_row(line, begin)
    if row is None:
        return None
    if dangling := _DANGLING.match(line.codes, row.end):
        return Cluster((Piece(INVALID, place, dangling.end()),), dangling.end())
    inclusive = _INCLUSIVE.match(line.codes, row.end)
    end = inclusive.end() if inclusive else row.end
    opener = line.tokens[lead.start(1)] if lead and lead[1] else None
    is_bare = row.is_bare and opener is None and row.joints[:1] in {(), (Kind.COMMA,)}
    if opener is None or _opens_range(opener, row):
        is_between = opener is not None and opener.kind is Kind.BETWEEN
        return Cluster(combine(row, line.plan_year, is_between=is_between), end, is_bare)
    if opener.kind in {Kind.FROM, Kind.BETWEEN}:
        return Cluster((Piece(INVALID, place, end),), end)
    meaning = _until(opener, row, line.plan_year, inclusive=inclusive is not None)
    return Cluster((Piece(meaning, place, end),), end)


def _opens_range(opener: Token, row: Row) -> bool:
    if opener.kind is Kind.BETWEEN:
        return row.joints == (Kind.AND,)
    return opener.kind is Kind.FROM and bool(row.joints) and row.joints[0] in RANGES


def _until(opener: Token, row: Row, plan_year: int, *, inclusive: bool) -> Meaning:
    """A row after «до», «по», «не позднее»; after «после» it has no end that a date could hold."""
    if opener.kind is Kind.AFTER or row.joints:
        return INVALID
    inclusive = inclusive or opener.kind is Kind.THROUGH or opener.value is True
    return _deadline(row.atoms[0], plan_year, inclusive=inclusive)


def _deadline(atom: Atom, plan_year: int, *, inclusive: bool) -> Meaning:
    """The last day of a deadline.

    «до 1 мая» takes the day in, «до мая» ends with April, «не позднее мая» with May,
    «до середины мая» on the 15th.
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
