"""Match the events of two editions one to one, independent of their numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz import fuzz

from data.calendar.plan import PlanEvent
from data.plans.editions.event_identity import Identity, identity_of
from data.plans.text import fold

NEAR_TITLE = 72.0
"""Likeness of titles, 0 to 100, from which two events of one kind in one city may be the same."""

OTHER_CITY_OR_KIND = 88.0
OTHER_CITY_AND_KIND = 96.0
_CLEAR_LEAD = 4.0
_LONGEST_TITLE = 300
"""Characters of a title that are compared: the cost is their product. The longest of 2020 has 184."""

_MOST_RIVALS = 32
"""Pairs kept for one event. A thousand rows of one wording would make a million pairs."""
_SAME_WORDS = 99.9


@dataclass(frozen=True, slots=True)
class _Pair:
    """A possible match of an old and a new event, by their positions.

    rank: likeness with kind and city, likeness of printed titles, same dates, same number, order.
    """

    old: int
    new: int
    likeness: float
    rank: tuple[float, float, bool, bool, int]

    def is_clearly_nearer_than(self, other: "_Pair") -> bool:
        """Return whether its words, or else its dates and number, are clearly nearer."""
        lead = self.likeness - other.likeness
        return lead >= _CLEAR_LEAD or (lead > -_CLEAR_LEAD and self.rank[2:4] > other.rank[2:4])


def match_events(old: Sequence[PlanEvent], new: Sequence[PlanEvent]) -> dict[int, int]:
    """Return new positions with the old positions of the same events.

    The likeliest pairs are matched first: by the folded title, then the printed title, the date, the number,
    and the order in the document. An event that matches nothing clearly is left out.
    """
    pairs = sorted(_likeliest_pairs(old, new), key=lambda pair: pair.rank, reverse=True)
    rivals = _by_event(pairs)
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for pair in pairs:
        if pair.new in matched or pair.old in taken:
            continue
        claiming = (*rivals["old", pair.old], *rivals["new", pair.new])
        free = (
            other
            for other in claiming
            if other is not pair and other.new not in matched and other.old not in taken
        )
        if pair.likeness >= _SAME_WORDS or all(pair.is_clearly_nearer_than(other) for other in free):
            matched[pair.new] = pair.old
            taken.add(pair.old)
    return matched


def _by_event(pairs: Iterable[_Pair]) -> Mapping[tuple[str, int], Sequence[_Pair]]:
    """Group the pairs by the event they claim: its edition and position."""
    found: dict[tuple[str, int], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        found["old", pair.old].append(pair)
        found["new", pair.new].append(pair)
    return found


def _likeliest_pairs(old: Sequence[PlanEvent], new: Sequence[PlanEvent]) -> Iterable[_Pair]:
    """Keep the likeliest pairs of every event on either side."""
    kept: dict[tuple[int, int], _Pair] = {}
    by_new: list[list[_Pair]] = [[] for _ in new]
    for pairs in _possible_pairs(old, new):
        for pair in _likeliest_of(pairs):
            kept[pair.old, pair.new] = pair
        for pair in pairs:
            rivals = by_new[pair.new]
            rivals.append(pair)
            if len(rivals) > 2 * _MOST_RIVALS:
                rivals[:] = _likeliest_of(rivals)
    for rivals in by_new:
        for pair in _likeliest_of(rivals):
            kept[pair.old, pair.new] = pair
    return kept.values()


def _likeliest_of(pairs: Sequence[_Pair]) -> Sequence[_Pair]:
    if len(pairs) <= _MOST_RIVALS:
        return pairs
    return nlargest(_MOST_RIVALS, pairs, key=lambda pair: pair.rank)


def _possible_pairs(old: Sequence[PlanEvent], new: Sequence[PlanEvent]) -> Iterator[list[_Pair]]:
    """Yield the possible matches of each old event."""
    olds = [(identity_of(event), fold(event.title)) for event in old]
    news = [(identity_of(event), fold(event.title)) for event in new]
    dates = [_dates(event) for event in new]
    for old_position, (was, was_title) in enumerate(olds):
        before, before_dates = old[old_position], _dates(old[old_position])
        pairs: list[_Pair] = []
        for new_position, (now, now_title) in enumerate(news):
            likeness = _likeness(was.title, now.title, _least_likeness(was, now))
            if not likeness and was.title != now.title:
                continue
            rank = (
                likeness + (was.city == now.city) + (was.kind == now.kind),
                _likeness(was_title, now_title),
                before_dates == dates[new_position],
                (before.number, before.part) == (new[new_position].number, new[new_position].part),
                -abs(old_position - new_position),
            )
            pairs.append(_Pair(old_position, new_position, likeness, rank))
        yield pairs


def _likeness(one: str, other: str, least: float = 0.0) -> float:
    if one == other:
        return 100.0
    # titles that differ only beyond the compared part are alike, but not equal
    return min(
        fuzz.ratio(one[:_LONGEST_TITLE], other[:_LONGEST_TITLE], score_cutoff=least), _SAME_WORDS - 0.1
    )


def _least_likeness(was: Identity, now: Identity) -> float:
    """Return the likeness, 0 to 100, that two titles must have. An empty title must be equal."""
    if not was.title or not now.title:
        return 100.0
    same = (was.city == now.city) + (was.kind == now.kind)
    return (OTHER_CITY_AND_KIND, OTHER_CITY_OR_KIND, NEAR_TITLE)[same]


def _dates(event: PlanEvent) -> list[object]:
    whens = [occurrence.when for occurrence in event.occurrences]
    return [(when.precision, when.start, when.end) if when else None for when in whens]
