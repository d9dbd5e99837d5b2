"""Rank the names that a mistyped one is similar to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

SURE = 0.80
"""Similarity from which the one nearest city is answered. Higher asks needlessly, lower answers wrongly."""

LIKELY = 0.72
"""Similarity from which a city is offered as near. Lower, «Курск» and «новости» are near to a city too."""

SHORTEST_TYPO = 4
"""Names of two and three letters are too near to everything: exact only («Омск» is not «Мск»)."""

_SAME_NAME = 0.90  # a long name with one typing error

_ADJECTIVES = ("ский", "ская", "ское", "ские", "ского", "ской", "скую", "ских", "ским", "скими", "скому")
_REGIONS = frozenset(("область", "области", "обл", "край", "края", "республика", "район", "района", "округ"))


@dataclass(frozen=True, slots=True)
class NearName:
    """A key, how similar it is (0…1), and whether that is enough to answer with it."""

    key: str
    score: float
    sure: bool


def rank_near(query: str, keys: Sequence[str], answerable: Callable[[str], bool]) -> list[NearName]:
    """Return the keys that are near to a folded query, nearest first.

    An adjective or a region's name («Мурманская», «Пермский край») is near to its city and still not it.
    """
    found = process.extract(
        query, keys, scorer=OSA.normalized_similarity, processor=None, score_cutoff=LIKELY, limit=None
    )
    refused = len(query) < SHORTEST_TYPO or names_region(query)
    return [
        NearName(
            key, score, not refused and score >= SURE and _same_kind(query, key, score) and answerable(key)
        )
        for key, score, _ in found
        if len(key) >= SHORTEST_TYPO
    ]


def names_region(query: str) -> bool:
    """Return whether a folded query names a region, which is never its city («Саратов область»)."""
    return not _REGIONS.isdisjoint(query.split())


def _same_kind(query: str, key: str, score: float) -> bool:
    """Return whether a query that ends like an adjective is compared with such a key.

    «Камчатский» alone is not «Петропавловск-Камчатский», so the number of words must agree too.
    """
    if not query.endswith(_ADJECTIVES):
        return True
    return key.endswith(_ADJECTIVES) and (score >= _SAME_NAME or key.count(" ") == query.count(" "))
