"""Which event of the new edition is which of the old one: one to one, whatever the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from data.calendar.plan import PlanEvent
from data.plans.identity import Identity, fold, identity_of

NEAR_TITLE = 72.0
"""Likeness of titles, 0 to 100, from which two events of one kind in one city may be the same."""

OTHER_CITY_OR_KIND = 88.0
OTHER_CITY_AND_KIND = 96.0
_CLEAR_LEAD = 4.0
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
    pairs = sorted(_possible(old, new), key=lambda pair: pair.rank, reverse=True)
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for pair in pairs:
        if pair.new in matched or pair.old in taken:
            continue
        free = (other for other in pairs if other.new not in matched and other.old not in taken)
        if pair.likeness >= _SAME_WORDS or all(pair.outdoes(other) for other in free if _share(pair, other)):
            matched[pair.new] = pair.old
            taken.add(pair.old)
    return matched


def _share(pair: _Pair, other: _Pair) -> bool:
    """Whether two pairs claim one event between them."""
    return (pair.old == other.old) != (pair.new == other.new)


def _possible(old: Sequence[PlanEvent], new: Sequence[PlanEvent]) -> list[_Pair]:
    olds = [(identity_of(event), fold(event.title)) for event in old]
    news = [(identity_of(event), fold(event.title)) for event in new]
    pairs: list[_Pair] = []
    for there, (was, was_title) in enumerate(olds):
        for here, (now, now_title) in enumerate(news):
            likeness = fuzz.ratio(was.title, now.title, score_cutoff=_least(was, now))
            if not likeness and was.title != now.title:
                continue
            before, after = old[there], new[here]
            rank = (
                likeness + (was.city == now.city) + (was.kind == now.kind),
                fuzz.ratio(was_title, now_title),
                _dates(before) == _dates(after),
                (before.number, before.part) == (after.number, after.part),
                -abs(there - here),
            )
            pairs.append(_Pair(there, here, likeness, rank))
    return pairs


def _least(was: Identity, now: Identity) -> float:
    """How alike two titles must be; a title without words of its own must be the same."""
    if not was.title or not now.title:
        return 100.0
    same = (was.city == now.city) + (was.kind == now.kind)
    return (OTHER_CITY_AND_KIND, OTHER_CITY_OR_KIND, NEAR_TITLE)[same]


def _dates(event: PlanEvent) -> list[object]:
    whens = [occurrence.when for occurrence in event.occurrences]
    return [(when.precision, when.start, when.end) if when else None for when in whens]
