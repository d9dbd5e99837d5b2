"""What a text says of dates as a whole: the dates with their hours and doubts, and what was not used."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data.calendar.grammar.decorations import DecorationRole
from data.calendar.grammar.extent import extent, group_wordings
from data.calendar.grammar.hours import PrintedClock, assign_times, printed_clocks
from data.calendar.grammar.leftovers import (
    AMBIGUOUS,
    follows_word,
    is_address,
    is_moscow_time,
    loose_words,
    useless_decorations,
    words_beside,
)
from data.calendar.grammar.lexer.kinds import TokenKind
from data.calendar.grammar.scan import Scan, ScannedWording
from data.calendar.grammar.wordings.meaning import INVALID, Meaning, Piece, settle, settle_recurring
from data.calendar.imprecise_dates import ClockTime, Precision

_UNDATED = frozenset({Precision.RECURRING, Precision.UNSCHEDULED})


@dataclass(frozen=True, slots=True)
class TimedMeaning:
    """A date with the clock time beside it; its own words stand at first…last of the text, half-open."""

    meaning: Meaning
    time: ClockTime | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DateGroup:
    """The dates of one index in a text, which stand at first…last of it, half-open."""

    first: int
    last: int
    dates: tuple[TimedMeaning, ...]


@dataclass(frozen=True, slots=True)
class UnreadSpan:
    """Words of a date that no date took in, at first…last of the text, half-open."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DateCell:
    """Everything a text says of dates; hours are the indices of the clock times that dates took."""

    groups: tuple[DateGroup, ...]
    unread: tuple[UnreadSpan, ...]
    hours: tuple[tuple[int, int], ...] = ()
    is_moscow_time: bool = False


def read_cell(scanned: Scan) -> DateCell:
    """The dates of a scanned text, each figure, month and date word used by one of them or unread."""
    found = [_WordingGroup(scanned, wordings) for wordings in group_wordings(scanned)]
    kept = [group for group in found if not group.is_excepted]
    unread = set(loose_words(scanned))
    for group in found:
        unread.update(group.exceptions)
        if group.is_excepted or group.is_doubtful:
            unread.update(range(group.first, group.last))
    clocks = printed_clocks(scanned)
    shown = [_shown(scanned, group, bounds, clocks) for group, bounds in _bounded(scanned, kept)]
    used = {clock.first for group, took in shown if took for clock in took}
    unread.update(
        index for clock in clocks if clock.first not in used for index in range(clock.first, clock.last)
    )
    dates = tuple(group for group, _ in shown) or tuple(_unclear(scanned))
    unread.update(useless_decorations(scanned, has_dates=bool(dates)))
    hours = tuple(scanned.span(clock.first, clock.last) for clock in clocks if clock.first in used)
    return DateCell(dates, tuple(_quoted(scanned, unread)), hours, is_moscow_time(scanned))


class _WordingGroup:
    """Findings that only punctuation matched, before their hours are known."""

    def __init__(self, scanned: Scan, wordings: Sequence[ScannedWording]) -> None:
        self.first, self.last = wordings[0].first, wordings[-1].last
        self.wordings = wordings
        self._scanned = scanned
        before = words_beside(scanned, range(self.first - 1, -1, -1))
        after = words_beside(scanned, range(self.last, len(scanned.tokens)))
        inside = [index for index in range(self.first, self.last) if index in scanned.loose]
        self.exceptions = [index for index in before if scanned.tokens[index].kind is TokenKind.EXCEPT]
        self.ambiguous = [
            index
            for index in (*before, *after, *inside)
            if scanned.tokens[index].kind in AMBIGUOUS and not is_address(scanned, index)
        ]

    @property
    def is_excepted(self) -> bool:
        """Whether the dates are named only to be left out: «кроме 18 мая», «резервная дата 22 мая»."""
        return bool(self.exceptions)

    @property
    def is_doubtful(self) -> bool:
        """Whether the list may begin with a house («Ленина, 5, 12 марта»), or has dates beside its step."""
        meanings = [piece.meaning for wording in self.wordings for piece in wording.pieces]
        steps = [meaning for meaning in meanings if meaning.recurrence is not None]
        has_many_dates = bool(steps) and len(meanings) - len(steps) > 1
        return has_many_dates or (self.wordings[0].is_bare and follows_word(self._scanned, self.first))

    def pieces(self) -> tuple[Piece, ...]:
        """What the wordings come to together; INVALID where something beside them was not understood."""
        found = [piece for wording in self.wordings for piece in wording.pieces]
        if self.ambiguous:
            return (Piece(INVALID, self.first, self.last),)
        counted = [piece for piece in found if _is_counted(piece)]
        if len(self.wordings) == 1 or (counted and len(counted) < len(found)):
            return tuple(piece for piece in found if piece not in counted) or tuple(counted)
        return (Piece(_together([piece.meaning for piece in found]), self.first, self.last),)


def _is_counted(piece: Piece) -> bool:
    """«2 раза в год» beside dates: those dates are what is meant."""
    return piece.meaning.precision is Precision.RECURRING and piece.meaning.recurrence is None


def _together(meanings: Sequence[Meaning]) -> Meaning:
    """Several wordings as one: the recurrence, the date inside all others, or none."""
    dated = [meaning for meaning in meanings if meaning.precision not in _UNDATED]
    recurring = [meaning for meaning in meanings if meaning.precision is Precision.RECURRING]
    if recurring:
        steps = {meaning.recurrence for meaning in recurring}
        return settle_recurring(recurring[0], dated) if len(steps) == 1 else INVALID
    if not dated:
        return meanings[0]
    return replace(settle(dated), tbc=len(dated) < len(meanings))


def _bounded(
    scanned: Scan, found: Sequence[_WordingGroup]
) -> Iterator[tuple[_WordingGroup, tuple[int, int]]]:
    """Each group with the stretch of the text whose hours and doubts are its own: up to the next one."""
    for index, group in enumerate(found):
        begins = group.first if index else 0
        ends = found[index + 1].first if index + 1 < len(found) else len(scanned.tokens)
        yield group, (begins, ends)


def _shown(
    scanned: Scan, group: _WordingGroup, bounds: tuple[int, int], clocks: Sequence[PrintedClock]
) -> tuple[DateGroup, list[PrintedClock]]:
    """A group with its hours and doubts, and the clock times it took."""
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
    doubts = {DecorationRole.UNCLEAR, DecorationRole.ABOUT}
    return any(found.role in doubts and first <= found.first < last for found in scanned.decorations)


def _unclear(scanned: Scan) -> Iterator[DateGroup]:
    """«дата уточняется» with no date beside it, as a date still to come."""
    for found in scanned.decorations:
        if found.role is DecorationRole.UNCLEAR:
            meaning = Meaning(Precision.UNSCHEDULED, tbc=True)
            span = extent(scanned, found.first, found.last)
            yield DateGroup(*span, (TimedMeaning(meaning, None, *span),))
            return


def _quoted(scanned: Scan, indices: Iterable[int]) -> Iterator[UnreadSpan]:
    """Runs of unread tokens as indices of the text."""
    ordered = sorted(indices)
    start = 0
    for end in range(1, len(ordered) + 1):
        if end < len(ordered) and ordered[end] <= ordered[end - 1] + 2:
            continue
        yield UnreadSpan(*scanned.span(ordered[start], ordered[end - 1] + 1))
        start = end
