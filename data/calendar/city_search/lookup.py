"""Look up the city that a person means by what the person types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from rapidfuzz.distance import OSA

from data.calendar.cities import City
from data.calendar.city_search.fuzzy import NearName, names_region, rank_near
from data.calendar.city_search.keys import LONGEST_QUERY, name_key, query_key
from data.calendar.city_search.mentions import CityMentions, each_once
from data.calendar.city_search.names import NameEntry, key_of, name_entries
from data.calendar.city_search.spelling import is_latin, switch_layout

MOST_CANDIDATES = 4
"""Cities offered at most, as buttons below the question which one is meant."""

SHORT_NAME = 5
"""Letters of a query up to which one slip is forgiven in an offered city, two in a longer one."""

_SHORTEST_BEGINNING = 3
"""Letters from which the beginning of a name offers the city."""

_SHORTEST_SURE_BEGINNING = 5
"""Letters from which a beginning that only one name has is answered: «чебокс», but not «рост»."""


class SearchStep(StrEnum):
    """The step of the look-up that settled a query.

    NAMED: the query contains the name among other words. BEGINNING: it is most of one city's name.
    AMBIGUOUS: each candidate bears the name, or a city outside the catalogue does. UNKNOWN: no city bears
    the name, and the candidates have names that are a slip or two away.
    """

    EXACT = "exact"
    LAYOUT = "layout"
    TYPO = "typo"
    NAMED = "named"
    BEGINNING = "beginning"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query: the city, or at most four candidates to ask back, likeliest first."""

    query: str
    match: City | None
    candidates: tuple[City, ...]
    step: SearchStep

    @property
    def is_guess(self) -> bool:
        """Return whether the city has another name than the one that was typed."""
        return self.step in {SearchStep.LAYOUT, SearchStep.TYPO, SearchStep.BEGINNING}


class CityIndex:
    """The catalogue, searched by every name in every case, also former, Latin and mistyped ones."""

    def __init__(self, cities: Iterable[City]) -> None:
        self.all: tuple[City, ...] = tuple(cities)
        self.by_id: Mapping[str, City] = MappingProxyType({city.id: city for city in self.all})
        self._names = [(key_of(city.name), city) for city in self.all]
        self._entries = name_entries(self.all)
        self._mentions = CityMentions(self._entries)
        self._russian = [key for key in self._entries if not is_latin(key)]
        self._latin = [key for key in self._entries if is_latin(key)]

    def exact(self, name: str) -> City | None:
        """Return the one city that bears this name, in any case form and spelling, or None."""
        entry = self._entries.get(name_key(name))
        return entry.city if entry else None

    def find(self, query: str) -> SearchResult:
        """Find the city a person means.

        The name is searched as typed, then on the other keyboard layout, then by similarity.
        """
        key = query_key(query)
        if not key:
            return SearchResult(query, None, (), SearchStep.UNKNOWN)
        if key in self._entries:
            return _settle(query, self._entries[key], SearchStep.EXACT)
        switched = query_key(switch_layout(query[:LONGEST_QUERY]))
        if switched in self._entries:
            return _settle(query, self._entries[switched], SearchStep.LAYOUT)
        return self._find_near(query, key)

    def leading(self, text: str) -> tuple[City, int] | None:
        """Return the city a text begins with and the position after its name, or None."""
        return self._mentions.leading(text)

    def mentions(self, text: str) -> tuple[City, ...]:
        """Return the cities a text names with a capital letter, in any case form, each once."""
        return self._mentions.within(text, capital=True)

    def named(self, text: str) -> list[tuple[City, int, int]]:
        """Return the cities a text names in any case form, each with the place of its name.

        They come in the order of the text. The place is a half-open stretch of it. A region («Пермский край»)
        is not its city.
        """
        return [] if names_region(key_of(text)) else self._mentions.stretches(text[:LONGEST_QUERY])

    def _find_near(self, query: str, key: str) -> SearchResult:
        keys = self._latin if is_latin(key) else self._russian
        ranked = rank_near(key, keys, lambda near: self._entries[near].spelling.answerable)
        matches = [(near, city) for near in ranked for city in self._entries[near.key].cities]
        if (city := _surely_meant(matches)) is not None:
            return SearchResult(query, city, (), SearchStep.TYPO)
        named, beginning = self._named_in(query, key), self._with_beginning(key)
        if len(named) == 1 and len(query) <= LONGEST_QUERY:
            return SearchResult(query, named[0], (), SearchStep.NAMED)
        if len(beginning) == 1 and not named and _is_most_of(key, beginning[0]):
            return SearchResult(query, beginning[0], (), SearchStep.BEGINNING)
        if named or len(beginning) > 1:
            offered = each_once((*named, *beginning))[:MOST_CANDIDATES]
            return SearchResult(query, None, offered, SearchStep.AMBIGUOUS)
        alike = (
            city
            for near, city in matches
            if self._entries[near.key].spelling.offered and _is_slip(key, near.key)
        )
        offered = each_once((*beginning, *alike))[:MOST_CANDIDATES]
        return SearchResult(query, None, offered, SearchStep.UNKNOWN)

    def _with_beginning(self, key: str) -> tuple[City, ...]:
        """Return the cities with a word in their name that begins like the query («нижн»)."""
        if len(key) < _SHORTEST_BEGINNING:
            return ()
        return each_once(city for name, city in self._names if name.startswith(key) or f" {key}" in name)

    def _named_in(self, query: str, key: str) -> tuple[City, ...]:
        """Return the cities that a longer query names, on either keyboard layout («хочу в казань»).

        A query about a region names none: «Саратов область» is not the city.
        """
        if names_region(key):
            return ()
        text = query[:LONGEST_QUERY]
        return self._mentions.within(text) or self._mentions.within(switch_layout(text))


def _surely_meant(matches: Sequence[tuple[NearName, City]]) -> City | None:
    """Return the one city whose name is nearest, if it is near enough to answer with."""
    if not matches or not matches[0][0].sure:
        return None
    rivals = {city.id for near, city in matches if near.score == matches[0][0].score}
    return matches[0][1] if len(rivals) == 1 else None


def _is_slip(key: str, name: str) -> bool:
    """Return whether a slip or two explain the difference between a query and a name.

    Names of other towns are near to many of ours: «Омск» must not offer Moscow.
    """
    slips = 1 if len(key) <= SHORT_NAME else 2
    return OSA.distance(key, name, score_cutoff=slips) <= slips


def _is_most_of(key: str, city: City) -> bool:
    """Return whether a beginning is at least half of the city's name and five letters."""
    return len(key) >= _SHORTEST_SURE_BEGINNING and 2 * len(key) >= len(key_of(city.name))


def _settle(query: str, entry: NameEntry, step: SearchStep) -> SearchResult:
    city = entry.city
    return (
        SearchResult(query, city, (), step)
        if city
        else SearchResult(query, None, entry.cities[:MOST_CANDIDATES], SearchStep.AMBIGUOUS)
    )
