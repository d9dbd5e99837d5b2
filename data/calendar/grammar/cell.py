"""What a text says of dates as a whole: the dates with their hours and doubts, and what was not used."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.calendar.dates import ClockTime, Precision
from data.calendar.grammar.clock import read_clock
from data.calendar.grammar.decorations import Decoration, Role
from data.calendar.grammar.extent import extent, groups
from data.calendar.grammar.kinds import Kind
from data.calendar.grammar.meaning import INVALID, Meaning, settle, settle_recurring
from data.calendar.grammar.pieces import Piece
from data.calendar.grammar.rows import RANGES
from data.calendar.grammar.scan import Finding, Scan

_UNDATED = frozenset({Precision.RECURRING, Precision.UNSCHEDULED})
_PASSED = frozenset(
    {
        *(Kind.COMMA, Kind.DASH, Kind.COLON, Kind.STOP, Kind.OPEN, Kind.CLOSE, Kind.AND, Kind.OR, Kind.AT),
        *(
            Kind.FROM,
            Kind.THROUGH,
            Kind.UNTIL,
            Kind.ARTICLE,
            Kind.DAY_WORD,
            Kind.DATE_WORD,
            Kind.FILLER,
            Kind.OTHER,
        ),
    }
)
"""What may stand between a date and a figure that makes it doubtful."""

_WORDS_OF_DATES = frozenset(
    {
        *(Kind.NUMBER, Kind.ODD_NUMBER, Kind.YEAR, Kind.DATE, Kind.TIME, Kind.TENS, Kind.MONTH, Kind.WEEKDAY),
        *(Kind.WEEKEND, Kind.THIRD, Kind.DECADE, Kind.WEEK, Kind.HALF, Kind.QUARTER, Kind.HALF_YEAR),
        *(Kind.SEASON, Kind.WINTER, Kind.THIS_YEAR, Kind.YEAR_WORD, Kind.MONTH_WORD, Kind.DURING),
        *(Kind.RECURRING, Kind.EVERY, Kind.TIMES, Kind.UNSCHEDULED, Kind.UNCLEAR, Kind.QUESTION),
        *(
            Kind.QUARTER_NUMBER,
            Kind.HALF_NUMBER,
            Kind.HOLIDAY,
            Kind.DAYTIME,
            Kind.DATE_WORD,
            Kind.AFTER,
            Kind.BETWEEN,
        ),
    }
)
_SPOILERS = _WORDS_OF_DATES | {Kind.ORDINAL, Kind.ROMAN, Kind.COUNT, Kind.HOURS, Kind.MINUTES}
"""What makes a date doubtful when it stands right beside it unused."""

_ENDS_ADDRESS = frozenset({Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.STOP, Kind.WORD, Kind.CITY})
_FOREIGN = ("utc", "gmt")
_LARGEST_DAY = 31


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
class _Clock:
    """A run of tokens, half-open, that says a time of day; None where it cannot be held."""

    first: int
    last: int
    time: ClockTime | None


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
    unread = set(_loose(scanned))
    for group in found:
        unread.update(group.exceptions)
        if group.is_excepted or group.is_doubtful:
            unread.update(range(group.first, group.last))
    clocks = _clocks(scanned)
    shown = [_shown(scanned, group, bounds, clocks) for group, bounds in _bounded(scanned, kept)]
    used = {clock.first for group, took in shown if took for clock in took}
    unread.update(
        place for clock in clocks if clock.first not in used for place in range(clock.first, clock.last)
    )
    dates = tuple(group for group, _ in shown) or tuple(_unclear(scanned))
    unread.update(_useless(scanned, has_dates=bool(dates)))
    hours = tuple(_span(scanned, clock.first, clock.last) for clock in clocks if clock.first in used)
    return Cell(dates, tuple(_quoted(scanned, unread)), hours, _is_moscow_time(scanned))


class _Group:
    """Findings that only punctuation parts, before their hours are known."""

    def __init__(self, scanned: Scan, findings: Sequence[Finding]) -> None:
        self.first, self.last = findings[0].first, findings[-1].last
        self.findings = findings
        self._scanned = scanned
        before = _beside(scanned, range(self.first - 1, -1, -1))
        after = _beside(scanned, range(self.last, len(scanned.tokens)))
        inside = [place for place in range(self.first, self.last) if place in scanned.loose]
        self.exceptions = [place for place in before if scanned.tokens[place].kind is Kind.EXCEPT]
        self.spoilers = [
            place
            for place in (*before, *after, *inside)
            if scanned.tokens[place].kind in _SPOILERS and not _is_address(scanned, place)
        ]

    @property
    def is_excepted(self) -> bool:
        """Whether the dates are named only to be left out: «кроме 18 мая», «резервная дата 22 мая»."""
        return bool(self.exceptions)

    @property
    def is_doubtful(self) -> bool:
        """Whether the list may begin with the number of a house: «Ленина, 5, 12 марта»."""
        return self.findings[0].is_bare and _follows_word(self._scanned, self.first)

    def pieces(self) -> tuple[Piece, ...]:
        """What the findings come to together; INVALID where something beside them was not understood."""
        found = [piece for finding in self.findings for piece in finding.pieces]
        if self.spoilers:
            return (Piece(INVALID, self.first, self.last),)
        if len(self.findings) == 1:
            return tuple(found)
        return (Piece(_together([piece.meaning for piece in found]), self.first, self.last),)


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
    scanned: Scan, group: _Group, bounds: tuple[int, int], clocks: Sequence[_Clock]
) -> tuple[Group, list[_Clock]]:
    """A group with its hours and doubts, and the clock times it took."""
    own = [clock for clock in clocks if bounds[0] <= clock.first < bounds[1]]
    pieces = group.pieces()
    times = _times(scanned, pieces, own)
    is_unsure = _is_unsure(scanned, *bounds)
    dates = tuple(
        Timed(
            replace(piece.meaning, tbc=piece.meaning.tbc or is_unsure),
            time,
            *_span(scanned, piece.first, piece.last),
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


def _clocks(scanned: Scan) -> list[_Clock]:
    return [
        _Clock(found.first, found.last, read_clock(scanned.tokens[found.first : found.last]))
        for found in scanned.decorations
        if found.role is Role.TIME
    ]


def _times(scanned: Scan, pieces: Sequence[Piece], clocks: Sequence[_Clock]) -> list[ClockTime | None]:
    """The time of each date: one for all, or one after each; two inside a run begin and end it."""
    times = [clock.time for clock in clocks]
    nothing: list[ClockTime | None] = [None] * len(pieces)
    if not times or None in times:
        return nothing
    if len(times) == 1:
        return times * len(pieces)
    if len(pieces) == 1:
        between = scanned.tokens[clocks[0].last : clocks[1].first]
        is_range = any(token.kind in RANGES for token in between)
        return [_from_to(pieces[0].meaning, times)] if is_range else nothing
    starts = [*(piece.first for piece in pieces), max(clocks[-1].first, pieces[-1].last) + 1]
    shared = [
        [clock.time for clock in clocks if first <= clock.first < last] for first, last in pairwise(starts)
    ]
    return [own[0] for own in shared] if all(len(own) == 1 for own in shared) else nothing


def _from_to(meaning: Meaning, times: Sequence[ClockTime | None]) -> ClockTime | None:
    """«5 мая 10:00 – 7 мая 18:00»: the run begins at the one and ends at the other."""
    if len(times) != 2 or meaning.precision is not Precision.DAYS or times[0] is None or times[1] is None:
        return None
    if times[0].end is not None or times[1].end is not None:
        return None
    return ClockTime(times[0].start, times[1].start)


def _useless(scanned: Scan, *, has_dates: bool) -> Iterator[int]:
    """Decorations that decorate nothing: a clock we do not go by, a weekday without its date."""
    for found in scanned.decorations:
        is_foreign = found.role is Role.ZONE and any(zone in _words(scanned, found) for zone in _FOREIGN)
        if is_foreign or (found.role is Role.WEEKDAY and not has_dates):
            yield from range(found.first, found.last)


def _beside(scanned: Scan, places: Iterable[int]) -> list[int]:
    """The unused tokens right beside a date, up to the first word that is none of a date."""
    found: list[int] = []
    for place in places:
        kind = scanned.tokens[place].kind
        if place in scanned.decorated or kind in _PASSED:
            continue
        if place not in scanned.loose or kind not in _SPOILERS | {Kind.EXCEPT}:
            break
        found.append(place)
    return found


def _loose(scanned: Scan) -> Iterator[int]:
    return (
        place
        for place in scanned.loose
        if scanned.tokens[place].kind in _WORDS_OF_DATES and not _is_address(scanned, place)
    )


def _is_address(scanned: Scan, place: int) -> bool:
    """Whether a number belongs to the word before it: «школа 5», «Ленина, 75»."""
    token = scanned.tokens[place]
    if token.kind is not Kind.NUMBER or not _follows_word(scanned, place):
        return False
    is_right_after = scanned.tokens[place - 1].kind is Kind.WORD
    following = scanned.tokens[place + 1].kind if place + 1 < len(scanned.tokens) else Kind.COMMA
    return token.number > _LARGEST_DAY or (is_right_after and following in _ENDS_ADDRESS)


def _follows_word(scanned: Scan, place: int) -> bool:
    """Whether a word of no date, and no city, stands before the place, with at most a comma between."""
    before = place - 1
    if before > 0 and scanned.tokens[before].kind is Kind.COMMA:
        before -= 1
    return before >= 0 and scanned.tokens[before].kind is Kind.WORD


def _quoted(scanned: Scan, places: Iterable[int]) -> Iterator[Unread]:
    """Runs of unread tokens as places of the text."""
    ordered = sorted(places)
    start = 0
    for end in range(1, len(ordered) + 1):
        if end < len(ordered) and ordered[end] <= ordered[end - 1] + 2:
            continue
        yield Unread(*_span(scanned, ordered[start], ordered[end - 1] + 1))
        start = end


def _span(scanned: Scan, first: int, last: int) -> tuple[int, int]:
    """Where a half-open run of tokens stands in the text."""
    return scanned.folded.span(scanned.tokens[first].first, scanned.tokens[last - 1].last)


def _is_moscow_time(scanned: Scan) -> bool:
    return any(
        "мск" in words or "моск" in words
        for found in scanned.decorations
        if found.role is Role.ZONE
        for words in [_words(scanned, found)]
    )


def _words(scanned: Scan, found: Decoration) -> str:
    return scanned.folded.text[scanned.tokens[found.first].first : scanned.tokens[found.last - 1].last]
