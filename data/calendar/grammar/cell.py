"""What a text says of dates as a whole: the dates with their hours and doubts, and what was not used."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data.calendar.grammar.decorations import Role
from data.calendar.grammar.extent import extent, groups
from data.calendar.grammar.hours import PrintedClock, printed_clocks, times_of
from data.calendar.grammar.leftovers import (
    SPOILERS,
    follows_word,
    is_address,
    is_moscow_time,
    loose_words,
    useless_decorations,
    words_beside,
)
from data.calendar.grammar.lexer.kinds import Kind
from data.calendar.grammar.scan import Finding, Scan
from data.calendar.grammar.wordings.meaning import INVALID, Meaning, settle, settle_recurring
from data.calendar.grammar.wordings.pieces import Piece
from data.calendar.imprecise_dates import ClockTime, Precision

_UNDATED = frozenset({Precision.RECURRING, Precision.UNSCHEDULED})


@dataclass(frozen=True, slots=True)
class Timed:
    """A date with the clock time beside it; its own words stand at first…last of the text, half-open."""

    meaning: Meaning
    time: ClockTime | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Group:
    """The dates of one place in a text, which stand at first…last of it, half-open."""

    first: int
    last: int
    dates: tuple[Timed, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """Words of a date that no date took in, at first…last of the text, half-open."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything a text says of dates; hours are the places of the clock times that dates took."""

    groups: tuple[Group, ...]
    unread: tuple[Unread, ...]
    hours: tuple[tuple[int, int], ...] = ()
    is_moscow_time: bool = False


def read_cell(scanned: Scan) -> Cell:
    """The dates of a scanned text, each figure, month and date word used by one of them or unread."""
    found = [_Group(scanned, findings) for findings in groups(scanned)]
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
        place for clock in clocks if clock.first not in used for place in range(clock.first, clock.last)
    )
    dates = tuple(group for group, _ in shown) or tuple(_unclear(scanned))
    unread.update(useless_decorations(scanned, has_dates=bool(dates)))
    hours = tuple(scanned.span(clock.first, clock.last) for clock in clocks if clock.first in used)
    return Cell(dates, tuple(_quoted(scanned, unread)), hours, is_moscow_time(scanned))


class _Group:
    """Findings that only punctuation parts, before their hours are known."""

    def __init__(self, scanned: Scan, findings: Sequence[Finding]) -> None:
        self.first, self.last = findings[0].first, findings[-1].last
        self.findings = findings
        self._scanned = scanned
        before = words_beside(scanned, range(self.first - 1, -1, -1))
        after = words_beside(scanned, range(self.last, len(scanned.tokens)))
        inside = [place for place in range(self.first, self.last) if place in scanned.loose]
        self.exceptions = [place for place in before if scanned.tokens[place].kind is Kind.EXCEPT]
        self.spoilers = [
            place
            for place in (*before, *after, *inside)
            if scanned.tokens[place].kind in SPOILERS and not is_address(scanned, place)
        ]

    @property
    def is_excepted(self) -> bool:
        """Whether the dates are named only to be left out: «кроме 18 мая», «резервная дата 22 мая»."""
        return bool(self.exceptions)

    @property
    def is_doubtful(self) -> bool:
        """Whether the list may begin with a house («Ленина, 5, 12 марта»), or has dates beside its step."""
        meanings = [piece.meaning for finding in self.findings for piece in finding.pieces]
        steps = [meaning for meaning in meanings if meaning.recurrence is not None]
        has_many_dates = bool(steps) and len(meanings) - len(steps) > 1
        return has_many_dates or (self.findings[0].is_bare and follows_word(self._scanned, self.first))

    def pieces(self) -> tuple[Piece, ...]:
        """What the findings come to together; INVALID where something beside them was not understood."""
        found = [piece for finding in self.findings for piece in finding.pieces]
        if self.spoilers:
            return (Piece(INVALID, self.first, self.last),)
        counted = [piece for piece in found if _is_counted(piece)]
        if len(self.findings) == 1 or (counted and len(counted) < len(found)):
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


def _bounded(scanned: Scan, found: Sequence[_Group]) -> Iterator[tuple[_Group, tuple[int, int]]]:
    """Each group with the stretch of the text whose hours and doubts are its own: up to the next one."""
    for place, group in enumerate(found):
        begins = group.first if place else 0
        ends = found[place + 1].first if place + 1 < len(found) else len(scanned.tokens)
        yield group, (begins, ends)


def _shown(
    scanned: Scan, group: _Group, bounds: tuple[int, int], clocks: Sequence[PrintedClock]
) -> tuple[Group, list[PrintedClock]]:
    """A group with its hours and doubts, and the clock times it took."""
    own = [clock for clock in clocks if bounds[0] <= clock.first < bounds[1]]
    pieces = group.pieces()
    times = times_of(scanned, pieces, own)
    is_unsure = _is_unsure(scanned, *bounds)
    dates = tuple(
        Timed(
            replace(piece.meaning, tbc=piece.meaning.tbc or is_unsure),
            time,
            *scanned.span(piece.first, piece.last),
        )
        for piece, time in zip(pieces, times, strict=True)
    )
    return Group(*extent(scanned, group.first, group.last), dates), own if None not in times else []


def _is_unsure(scanned: Scan, first: int, last: int) -> bool:
    doubts = {Role.UNCLEAR, Role.ABOUT}
    return any(found.role in doubts and first <= found.first < last for found in scanned.decorations)


def _unclear(scanned: Scan) -> Iterator[Group]:
    """«дата уточняется» with no date beside it, as a date still to come."""
    for found in scanned.decorations:
        if found.role is Role.UNCLEAR:
            meaning = Meaning(Precision.UNSCHEDULED, tbc=True)
            span = extent(scanned, found.first, found.last)
            yield Group(*span, (Timed(meaning, None, *span),))
            return


def _quoted(scanned: Scan, places: Iterable[int]) -> Iterator[Unread]:
    """Runs of unread tokens as places of the text."""
    ordered = sorted(places)
    start = 0
    for end in range(1, len(ordered) + 1):
        if end < len(ordered) and ordered[end] <= ordered[end - 1] + 2:
            continue
        yield Unread(*scanned.span(ordered[start], ordered[end - 1] + 1))
        start = end
