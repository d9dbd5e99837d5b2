"""Assign the clock times of a text to its dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.calendar.grammar.decorations import DecorationRole
from data.calendar.grammar.scan import Scan
from data.calendar.grammar.wordings.clock_times import read_clock
from data.calendar.grammar.wordings.meaning import Meaning, Piece
from data.calendar.grammar.wordings.series import RANGES
from data.calendar.imprecise_dates import ClockTime, Precision


@dataclass(frozen=True, slots=True)
class PrintedClock:
    """A half-open span of tokens that prints a time of day. time is None for an impossible one."""

    first: int
    last: int
    time: ClockTime | None


def printed_clocks(scanned: Scan) -> list[PrintedClock]:
    """Return every clock time of a text in order."""
    return [
        PrintedClock(found.first, found.last, read_clock(scanned.tokens[found.first : found.last]))
        for found in scanned.decorations
        if found.role is DecorationRole.TIME
    ]


def assign_times(
    scanned: Scan, pieces: Sequence[Piece], clocks: Sequence[PrintedClock]
) -> list[ClockTime | None]:
    """Return the time of each date, all None where the times cannot be assigned.

    One time serves all dates, as many times as dates serve one each, in order. Two times of one run of days
    are its beginning and its end.
    """
    times = [clock.time for clock in clocks]
    nothing: list[ClockTime | None] = [None] * len(pieces)
    if not times or None in times:
        return nothing
    if len(times) == 1:
        return times * len(pieces)
    if len(pieces) == 1:
        between = scanned.tokens[clocks[0].last : clocks[1].first]
        is_range = any(token.kind in RANGES for token in between)
        return [_time_of_run(pieces[0].meaning, times)] if is_range else nothing
    starts = [*(piece.first for piece in pieces), max(clocks[-1].first, pieces[-1].last) + 1]
    shared = [
        [clock.time for clock in clocks if first <= clock.first < last] for first, last in pairwise(starts)
    ]
    return [own[0] for own in shared] if all(len(own) == 1 for own in shared) else nothing


def _time_of_run(meaning: Meaning, times: Sequence[ClockTime | None]) -> ClockTime | None:
    """Return the time of «5 мая 10:00 – 7 мая 18:00»: from 10:00 to 18:00 of the last day."""
    if len(times) != 2 or meaning.precision is not Precision.DAYS or times[0] is None or times[1] is None:
        return None
    if times[0].end is not None or times[1].end is not None:
        return None
    return ClockTime(times[0].start, times[1].start)
