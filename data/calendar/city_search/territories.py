"""Find the country or the region that a query names instead of a city."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from data.calendar.cities import City, Territory
from data.calendar.city_search.keys import CITY_WORDS, LONGEST_QUERY
from data.calendar.city_search.spelling import read_words

_MOST_OTHER_WORDS = 2
"""Words that may stand beside the name («какие города есть в Татарстане»). A longer text is about more."""

_SHORTEST_WORD = 3
"""Letters of a word that counts. Shorter ones are prepositions."""

_KINDS = frozenset(
    (
        *(
            "область",
            "области",
            "областью",
            "обл",
            "край",
            "края",
            "крае",
            "краем",
            "округ",
            "округа",
            "округе",
        ),
        *("республика", "республики", "республике", "республику", "автономный", "автономного", "автономном"),
        *("republic", "the", "oblast", "krai", "region", "okrug", "autonomous", "province"),
    )
)
"""Words that say what kind of region it is. Its name is found without them."""

_SHORT_NAMES = frozenset(("рф", "эл"))

_ENDING = re.compile(
    "(?:ого|ому|ей|ой|ом|ем|ую|ая|ий|ый|их|ых|[аеиоуыюяь])$"  # of nouns and adjectives in the singular
)


@dataclass(frozen=True, slots=True)
class NamedTerritory:
    """A country or a region with its cities in the catalogue."""

    territory: Territory
    cities: tuple[City, ...]
    is_country: bool


def find_territory(cities: Iterable[City], query: str) -> NamedTerritory | None:
    """Return the one country or region that a query names, in any case form, or None.

    A name of several words counts only as a whole: «Осетия» is an alias, «Северная» is not. Of two the
    one with the longer name is meant, and a region rather than a country.
    """
    asked = _stems(query[:LONGEST_QUERY])
    best: tuple[int, NamedTerritory] | None = None
    for named in _territories(tuple(cities)):
        size = max((len(stems) for stems in _names(named.territory) if stems <= asked), default=0)
        if size and len(asked) - size <= _MOST_OTHER_WORDS and (best is None or size > best[0]):
            best = size, named
    return None if best is None else best[1]


def _territories(cities: tuple[City, ...]) -> Iterator[NamedTerritory]:
    """Yield regions first, which are the narrower answer."""
    for is_country in (False, True):
        found: dict[Territory, list[City]] = {}
        for city in cities:
            territory = city.country if is_country else city.region
            if territory is not None:
                found.setdefault(territory, []).append(city)
        yield from (NamedTerritory(one, tuple(inside), is_country) for one, inside in found.items())


@cache
def _names(territory: Territory) -> tuple[frozenset[str], ...]:
    names = (territory.name, territory.name_en, *territory.also)
    return tuple(_stems(name) for name in names)


def _stems(text: str) -> frozenset[str]:
    """Return the words of a text without their case endings, prepositions and kinds of regions."""
    words = (word.text for word in read_words(text))
    return frozenset(
        _ENDING.sub("", word)
        for word in words
        if (len(word) >= _SHORTEST_WORD and word not in _KINDS and word not in CITY_WORDS)
        or word in _SHORT_NAMES
    )
