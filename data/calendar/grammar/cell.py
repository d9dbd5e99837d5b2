"""Read all that a text says of dates: the dates with their hours, and the words left unread."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data.calendar.grammar.decorations import DecorationRole
from data.calendar.grammar.extent import extent
from data.calendar.grammar.hours import PrintedClock, assign_times, printed_clocks
from data.calendar.grammar.leftovers import is_moscow_time, loose_words, useless_decorations
from data.calendar.grammar.scan import Scan
from data.calendar.grammar.wording_groups import WordingGroup, group_wordings
from data.calendar.grammar.wordings.meaning import Meaning
from data.calendar.imprecise_dates import ClockTime, Precision

_DOUBTS = frozenset({DecorationRole.UNCLEAR, DecorationRole.ABOUT})


@dataclass(frozen=True, slots=True)
class TimedMeaning:
    """A date with the clock time beside it. Its own words are the half-open span first…last."""

    meaning: Meaning
    time: ClockTime | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DateGroup:
    """The dates of one place in a text, which is the half-open span first…last."""

    first: int
    last: int
    dates: tuple[TimedMeaning, ...]


@dataclass(frozen=True, slots=True)
class UnreadSpan:
    """Words of a date that belong to no date, as the half-open span first…last of the text."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DateCell:
    """Everything a text says of dates. hours are the spans of the clock times that dates have."""

    groups: tuple[DateGroup, ...]
    unread: tuple[UnreadSpan, ...]
    hours: tuple[tuple[int, int], ...] = ()
    is_moscow_time: bool = False


def read_cell(scanned: Scan) -> DateCell:
    """Read a scanned text. Each figure, month and date word belongs to a date or is unread."""
    found = group_wordings(scanned)
    kept = [group for group in found if not group.is_excepted]
    unread = set(loose_words(scanned))
    for group in found:
        unread.update(group.exceptions)
        if group.is_excepted or group.is_doubtful:
            unread.update(range(group.first, group.last))
    clocks = printed_clocks(scanned)
    read = [_date_group(scanned, group, bounds, clocks) for group, bounds in _with_bounds(scanned, kept)]
    used = {clock.first for group, taken in read if taken for clock in taken}
    unread.update(
        index for clock in clocks if clock.first not in used for index in range(clock.first, clock.last)
    )
    dates = tuple(group for group, _ in read) or tuple(_undated_doubt(scanned))
    unread.update(useless_decorations(scanned, has_dates=bool(dates)))
    hours = tuple(scanned.span(clock.first, clock.last) for clock in clocks if clock.first in used)
    return DateCell(dates, tuple(_unread_spans(scanned, unread)), hours, is_moscow_time(scanned))


def _with_bounds(
    scanned: Scan, found: Sequence[WordingGroup]
) -> Iterator[tuple[WordingGroup, tuple[int, int]]]:
    """Yield each group with the tokens whose hours and doubts are its own: up to the next one."""
    for index, group in enumerate(found):
        first = group.first if index else 0
        last = found[index + 1].first if index + 1 < len(found) else len(scanned.tokens)
        yield group, (first, last)


def _date_group(
    scanned: Scan, group: WordingGroup, bounds: tuple[int, int], clocks: Sequence[PrintedClock]
) -> tuple[DateGroup, list[PrintedClock]]:
    """Return a group with its hours and doubts, and the clock times it uses."""
    own = [clock for clock in clocks if bounds[0] <= clock.first < bounds[1]]
    pieces = group.pieces()
    times = assign_times(scanned, pieces, own)
    is_unsure = _is_unsure(scanned, *bounds)
    dates = tuple(
        TimedMeaning(
            replace(piece.meaning, tbc=piece.meaning.tbc or is_unsure),
            time,
            *scanned.span(piece.first, piece.last),
        )
        for piece, time in zip(pieces, times, strict=True)
    )
    return DateGroup(*extent(scanned, group.first, group.last), dates), own if None not in times else []


def _is_unsure(scanned: Scan, first: int, last: int) -> bool:
    return any(found.role in _DOUBTS and first <= found.first < last for found in scanned.decorations)


def _undated_doubt(scanned: Scan) -> Iterator[DateGroup]:
    """Yield «дата уточняется» without a date beside it as an unscheduled date."""
    for found in scanned.decorations:
        if found.role is DecorationRole.UNCLEAR:
            meaning = Meaning(Precision.UNSCHEDULED, tbc=True)
            span = extent(scanned, found.first, found.last)
            yield DateGroup(*span, (TimedMeaning(meaning, None, *span),))
            return


def _unread_spans(scanned: Scan, indices: Iterable[int]) -> Iterator[UnreadSpan]:
    """Yield the unread tokens as spans of the text, neighbours in one."""
    ordered = sorted(indices)
    start = 0
    for end in range(1, len(ordered) + 1):
        if end < len(ordered) and ordered[end] <= ordered[end - 1] + 2:
            continue
        yield UnreadSpan(*scanned.span(ordered[start], ordered[end - 1] + 1))
        start = end
