"""Which event of the new edition is which of the old one: one to one, whatever the numbers."""

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
"""Characters of a title that are looked at: a comparison costs their product. 2020 has none above 184."""

_MOST_RIVALS = 32
"""Likeliest pairs of one event that are kept: a thousand rows of one wording make a million pairs."""
_SAME_WORDS = 99.9


@dataclass(frozen=True, slots=True)
class _Pair:
    """A possible match. rank: likeness with kind and city, printed title, same dates, same number, order."""

    old: int
    new: int
    likeness: float
    rank: tuple[float, float, bool, bool, int]

    def outdoes(self, other: "_Pair") -> bool:
        """Whether the words, or else dates and number, tell that this pair is meant and not the other."""
        lead = self.likeness - other.likeness
        return lead >= _CLEAR_LEAD or (lead > -_CLEAR_LEAD and self.rank[2:4] > other.rank[2:4])


def match_events(old: Sequence[PlanEvent], new: Sequence[PlanEvent]) -> dict[int, int]:
    """Places in the new edition to places in the old one. What matches nothing clearly is left out.

    The likeliest pairs come first: by the levelled title, then the printed title, the date, the number, and
    the order in the document.
    """
    pairs = sorted(_likeliest(old, new), key=lambda pair: pair.rank, reverse=True)
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
        if pair.likeness >= _SAME_WORDS or all(pair.outdoes(other) for other in free):
            matched[pair.new] = pair.old
            taken.add(pair.old)
    return matched


def _by_event(pairs: Iterable[_Pair]) -> Mapping[tuple[str, int], Sequence[_Pair]]:
    """Group the pairs by the event they claim: its edition and place."""
    found: dict[tuple[str, int], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        found["old", pair.old].append(pair)
        found["new", pair.new].append(pair)
    return found


def _likeliest(old: Sequence[PlanEvent], new: Sequence[PlanEvent]) -> Iterable[_Pair]:
    """Keep the likeliest pairs of every event on either side."""
    kept: dict[tuple[int, int], _Pair] = {}
    by_new: list[list[_Pair]] = [[] for _ in new]
    for pairs in _possible(old, new):
        for pair in _best(pairs):
            kept[pair.old, pair.new] = pair
        for pair in pairs:
            rivals = by_new[pair.new]
            rivals.append(pair)
            if len(rivals) > 2 * _MOST_RIVALS:
                rivals[:] = _best(rivals)
    for rivals in by_new:
        for pair in _best(rivals):
            kept[pair.old, pair.new] = pair
    return kept.values()


def _best(pairs: Sequence[_Pair]) -> Sequence[_Pair]:
    if len(pairs) <= _MOST_RIVALS:
        return pairs
    return nlargest(_MOST_RIVALS, pairs, key=lambda pair: pair.rank)


def _possible(old: Sequence[PlanEvent], new: Sequence[PlanEvent]) -> Iterator[list[_Pair]]:
    """Yield the possible matches of each old event."""
    olds = [(identity_of(event), fold(event.title)) for event in old]
    news = [(identity_of(event), fold(event.title)) for event in new]
    dates = [_dates(event) for event in new]
    for there, (was, was_title) in enumerate(olds):
        before, before_dates = old[there], _dates(old[there])
        pairs: list[_Pair] = []
        for here, (now, now_title) in enumerate(news):
            likeness = _likeness(was.title, now.title, _least(was, now))
            if not likeness and was.title != now.title:
                continue
            rank = (
                likeness + (was.city == now.city) + (was.kind == now.kind),
                _likeness(was_title, now_title),
                before_dates == dates[here],
                (before.number, before.part) == (new[here].number, new[here].part),
                -abs(there - here),
            )
            pairs.append(_Pair(there, here, likeness, rank))
        yield pairs


def _likeness(one: str, other: str, least: float = 0.0) -> float:
    if one == other:
        return 100.0
    # what differs only beyond what is looked at is alike, but not the same
    return min(
        fuzz.ratio(one[:_LONGEST_TITLE], other[:_LONGEST_TITLE], score_cutoff=least), _SAME_WORDS - 0.1
    )


def _least(was: Identity, now: Identity) -> float:
    """How alike two titles must be; a title without words of its own must be the same."""
    if not was.title or not now.title:
        return 100.0
    same = (was.city == now.city) + (was.kind == now.kind)
    return (OTHER_CITY_AND_KIND, OTHER_CITY_OR_KIND, NEAR_TITLE)[same]


def _dates(event: PlanEvent) -> list[object]:
    whens = [occurrence.when for occurrence in event.occurrences]
    return [(when.precision, when.start, when.end) if when else None for when in whens]
