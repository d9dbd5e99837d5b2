"""The date that one wording makes: a row of days or windows under its preposition."""

import re
from itertools import pairwise

from data.calendar.dates import REAL_DAYS, Precision
from data.calendar.grammar import windows
from data.calendar.grammar.atoms import Atom
from data.calendar.grammar.kinds import Kind, pattern
from data.calendar.grammar.line import Line
from data.calendar.grammar.meaning import INVALID, Meaning, settle
from data.calendar.grammar.placing import place_in_years
from data.calendar.grammar.rows import RANGES, Row, read_row
from data.calendar.grammar.tokens import Token

_LEAD = re.compile(pattern("[at during]{0,3} ( from | until | through | after )? [at during]{0,3}"))
_INCLUSIVE = re.compile(pattern("comma? open? inclusive close?"))
_DANGLING = re.compile(pattern("dash number (?= [comma close] | $ )"))
_ENDS = RANGES | {Kind.AND}
_PLURALS = {Precision.DAY: Precision.DAYS, Precision.MONTH: Precision.MONTHS}
_BY_WIDTH = (
    Precision.DAYS,
    Precision.PART,
    Precision.MONTHS,
    Precision.SEASON,
    Precision.QUARTER,
    Precision.HALF,
    Precision.YEAR,
)


def read_cluster(line: Line, place: int) -> tuple[Meaning, int] | None:
    """The date that begins at a place in a row of tokens, and where it ends; None where none begins.

    A beginning without an end («с 1 марта») cannot be told as a window: INVALID.
    """
    lead = _LEAD.match(line.codes, place)
    begin = lead.end() if lead else place
    row = read_row(line, begin)
    if row is None:
        return None
    if dangling := _DANGLING.match(line.codes, row.end):
        return INVALID, dangling.end()
    inclusive = _INCLUSIVE.match(line.codes, row.end)
    end = inclusive.end() if inclusive else row.end
    opener = line.tokens[lead.start(1)] if lead and lead[1] else None
    if opener is None:
        return _combine(row, line.plan_year), end
    if opener.kind is Kind.FROM:
        has_end = any(token.kind in _ENDS for token in line.tokens[begin : row.end])
        return _combine(row, line.plan_year) if has_end else INVALID, end
    return _until(opener, row, line.plan_year, inclusive=inclusive is not None), end


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


def _combine(row: Row, plan_year: int) -> Meaning:
    found = place_in_years(row.atoms, plan_year)
    if found is None:
        return INVALID
    meanings = [
        Meaning(atom.precision, start, end, rule=atom.rule)
        for atom, (start, end) in zip(row.atoms, found, strict=True)
    ]
    if len(meanings) == 1:
        return meanings[0]
    precisions = {_PLURALS.get(atom.precision, atom.precision) for atom in row.atoms}
    is_choice = Kind.OR in row.joints
    if is_choice and Precision.DAYS in precisions:
        return INVALID
    if len(precisions) > 1 and not RANGES.intersection(row.joints):
        return settle(meanings)
    if any(later[0] <= earlier[0] for earlier, later in pairwise(found)):
        return INVALID
    return Meaning(max(precisions, key=_BY_WIDTH.index), found[0][0], found[-1][1], tbc=is_choice)
