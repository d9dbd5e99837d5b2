"""Combine the atoms of a series into dates: ranges and adjoining days become one date."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from data.calendar.grammar.lexer.kinds import TokenKind
from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.meaning import INVALID, Meaning, Piece, settle
from data.calendar.grammar.wordings.series import RANGES, DateSeries
from data.calendar.grammar.wordings.years import settle_years
from data.calendar.imprecise_dates import Precision

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


def combine(series: DateSeries, plan_year: int, *, is_between: bool = False) -> tuple[Piece, ...]:
    """Return the dates of a series in order, or one INVALID date where it makes no sense.

    «5–7 мая» is one date, «5, 6 и 7 мая» the same one, «5 и 19 мая» are two. is_between makes a range to be
    confirmed of «между 5 и 7 мая».
    """
    found = settle_years(series.atoms, plan_year)
    if found is None:
        return _invalid(series)
    singles = [
        Piece(Meaning(atom.precision, start, end, rule=atom.rule), *span)
        for atom, (start, end), span in zip(series.atoms, found, series.spans, strict=True)
    ]
    separators = (TokenKind.DASH,) if is_between else series.separators
    if TokenKind.OR in separators:
        pieces = _join_choice(singles)
    else:
        pieces = _merge_list(
            _join_ranges(singles, separators), is_dated=any(atom.year is not None for atom in series.atoms)
        )
    if pieces is None:
        return _invalid(series)
    return tuple(_to_be_confirmed(piece) if is_between else piece for piece in pieces)


def _invalid(series: DateSeries) -> tuple[Piece, ...]:
    return (Piece(INVALID, series.spans[0][0], series.spans[-1][1]),)


def _to_be_confirmed(piece: Piece) -> Piece:
    return replace(piece, meaning=replace(piece.meaning, tbc=True))


def _join_choice(singles: Sequence[Piece]) -> list[Piece] | None:
    """Join «март или апрель» to one window to be confirmed. A choice between days gives None."""
    if any(piece.meaning.is_day for piece in singles):
        return None
    if len({_plural(piece.meaning) for piece in singles}) > 1:
        return None
    if not all(_adjoin(earlier, later) for earlier, later in pairwise(singles)):
        return None
    return [_to_be_confirmed(_join(singles[0], singles[-1]))]


def _join_ranges(singles: Sequence[Piece], separators: Sequence[TokenKind]) -> list[Piece] | None:
    """Join the ends of each range. Gives None for a range in reverse and for «5–7–9»."""
    pieces = [singles[0]]
    is_range = False
    for separator, single in zip(separators, singles[1:], strict=True):
        if separator not in RANGES:
            pieces.append(single)
        elif is_range or not _follows(pieces[-1], single):
            return None
        else:
            pieces[-1] = _join(pieces[-1], single)
        is_range = separator in RANGES
    return pieces


def _follows(first: Piece, last: Piece) -> bool:
    start, end = first.meaning.window, last.meaning.window
    return start is not None and end is not None and start[0] < end[0] and start[1] <= end[1]


def _merge_list(pieces: Sequence[Piece] | None, *, is_dated: bool) -> list[Piece] | None:
    """Return the dates of a list, adjoining ones as one. Gives None for a list in reverse.

    A date inside the window before it stands for both: «май, 5 мая» is 5 May. is_dated tells whether a year
    is printed. Without one, a list must not cross New Year.
    """
    if pieces is None or len(pieces) < 2:
        return None if pieces is None else list(pieces)
    if any(_contains(one, other) for one, other in pairwise(pieces)):
        inner = settle([piece.meaning for piece in pieces])
        return None if inner is INVALID else [Piece(inner, pieces[0].first, pieces[-1].last)]
    if len({piece.meaning.precision is Precision.YEAR for piece in pieces}) > 1:
        return None
    merged = [pieces[0]]
    for piece in pieces[1:]:
        if _adjoin(merged[-1], piece):
            merged[-1] = _join(merged[-1], piece)
        elif not _follows(merged[-1], piece) or (not is_dated and _crosses_new_year(merged[-1], piece)):
            return None
        else:
            merged.append(piece)
    return merged


def _contains(one: Piece, other: Piece) -> bool:
    left, right = one.meaning.window, other.meaning.window
    if left is None or right is None:
        return False
    within = left[0] <= right[0] and right[1] <= left[1]
    return within or (right[0] <= left[0] and left[1] <= right[1])


def _crosses_new_year(earlier: Piece, later: Piece) -> bool:
    """Return whether the two begin in different years."""
    left, right = earlier.meaning.window, later.meaning.window
    return left is not None and right is not None and left[0].year != right[0].year


def _adjoin(earlier: Piece, later: Piece) -> bool:
    left, right = earlier.meaning.window, later.meaning.window
    if left is None or right is None or _plural(earlier.meaning) is not _plural(later.meaning):
        return False
    return left[1] + windows.ONE_DAY == right[0]


def _plural(meaning: Meaning) -> Precision:
    return _PLURALS.get(meaning.precision, meaning.precision)


def _join(first: Piece, last: Piece) -> Piece:
    """Return one date from the beginning of the first to the end of the last.

    Its precision is the wider of the two: «5 мая – июнь» is a span of months.
    """
    precision = max((_plural(first.meaning), _plural(last.meaning)), key=_BY_WIDTH.index)
    return Piece(Meaning(precision, first.meaning.start, last.meaning.end), first.first, last.last)
