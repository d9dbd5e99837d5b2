"""Finding a city by what people type."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from data.calendar.cities import City
from data.calendar.city_search.fuzzy import Near, names_region, rank
from data.calendar.city_search.names import Spelling, key_of, spellings
from data.calendar.city_search.spelling import (
    Word,
    is_compound,
    is_gap,
    is_latin,
    level_roman,
    read_words,
    switch_layout,
)

LONGEST_QUERY = 100
"""Characters of a query that are looked at; the longest name has 25."""

MOST_CANDIDATES = 4

_SHORTEST_BEGINNING = 3
# Enough of a name to stand for it, as long as no other begins so: «чебокс», and not «рост» or «велик».
_SHORTEST_SURE_BEGINNING = 5
_CITY_WORDS = frozenset(("г", "гор", "город", "города", "городу", "городом", "городе", "city", "town"))
_PLACE_LEADS = _CITY_WORDS | {"в", "во", "из"}
_QUERY_LEADS = (
    _PLACE_LEADS
    | {"о", "об", "от", "до", "к", "ко", "для", "по", "про", "день", "дня", "юбилей", "юбилея"}
    | {"v", "vo", "iz", "in", "of", "the"}
)


class How(StrEnum):
    """By which step a query was settled."""

    EXACT = "exact"
    LAYOUT = "layout"
    TYPO = "typo"
    NAMED = "named"
    BEGINNING = "beginning"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: the city, or candidates to ask back with, likeliest first, at most four.

    NAMED: the query has the name among other words. BEGINNING: it is most of one city's name. AMBIGUOUS: each
    candidate is called so, or a city outside the catalogue is. UNKNOWN: none is, the candidates, if any, are
    called nearly so.
    """

    query: str
    match: City | None
    candidates: tuple[City, ...]
    how: How

    @property
    def certain(self) -> bool:
        """Whether a city may be shown without asking."""
        return self.match is not None

    @property
    def guessed(self) -> bool:
        """Whether the city is shown under another name than the one that was written."""
        return self.how in {How.LAYOUT, How.TYPO, How.BEGINNING}


@dataclass(frozen=True, slots=True)
class _Entry:
    """Who bears a key, and what it is worth for all of them."""

    spelling: Spelling
    cities: tuple[City, ...]

    @property
    def city(self) -> City | None:
        """The one city that may be answered without asking."""
        return None if self.spelling.shared or len(self.cities) > 1 else self.cities[0]


class CityIndex:
    """The catalogue by every name in every case, with former, Latin and mistyped names."""

    def __init__(self, cities: Iterable[City]) -> None:
        self.all: tuple[City, ...] = tuple(cities)
        self.by_id: Mapping[str, City] = MappingProxyType({city.id: city for city in self.all})
        self._names = [(key_of(city.name), city) for city in self.all]
        self._entries = _enter(self.all)
        self._longest = max((key.count(" ") + 1 for key in self._entries), default=0)
        self._russian = [key for key in self._entries if not is_latin(key)]
        self._latin = [key for key in self._entries if is_latin(key)]

    def exact(self, name: str) -> City | None:
        """The one city that bears this name, in any case form and spelling of it, or None."""
        entry = self._entries.get(name_key(name))
        return entry.city if entry else None

    def find(self, query: str) -> Found:
        """The city a person means: exact, then on the other keyboard layout, then the nearest spelling."""
        key = _query_key(query)
        if not key:
            return Found(query, None, (), How.UNKNOWN)
        if key in self._entries:
            return _settle(query, self._entries[key], How.EXACT)
        switched = _query_key(switch_layout(query[:LONGEST_QUERY]))
        if switched in self._entries:
            return _settle(query, self._entries[switched], How.LAYOUT)
        return self._find_near(query, key)

    def leading(self, text: str) -> tuple[City, int] | None:
        """The city a text begins with, in any case form, and where its name ends in the text.

        The longest name counts and must end with the word; «г.», «город» and «в» before it are passed over.
        """
        text = text[:LONGEST_QUERY]
        words = read_words(text)
        first = 0
        while first < len(words) - 1 and words[first].text in _PLACE_LEADS:
            first += 1
        for place in sorted({0, first}):
            found = self._spoken_at(text, words, place)
            if found is not None:
                return found[0], words[found[1] - 1].end
        return None

    def mentions(self, text: str) -> tuple[City, ...]:
        """The cities a text names with a capital letter, in any case form, each once, in its order."""
        return self._spoken_in(text, capital=True)

    def named(self, text: str) -> list[tuple[City, int, int]]:
        """Return the cities a text names in any case form, in its order, each with where its name stands.

        That place is a half-open stretch of the text. A region («Пермский край») is not its city.
        """
        return [] if names_region(key_of(text)) else self._stretches(text[:LONGEST_QUERY], capital=False)

    def _find_near(self, query: str, key: str) -> Found:
        keys = self._latin if is_latin(key) else self._russian
        ranked = rank(key, keys, lambda near: self._entries[near].spelling.answerable)
        bearers = [(near, city) for near in ranked for city in self._entries[near.key].cities]
        if (city := _surely_meant(bearers)) is not None:
            return Found(query, city, (), How.TYPO)
        named, begun = self._named_in(query, key), self._begun_with(key)
        if len(named) == 1 and len(query) <= LONGEST_QUERY:
            return Found(query, named[0], (), How.NAMED)
        if len(begun) == 1 and not named and _is_most_of(key, begun[0]):
            return Found(query, begun[0], (), How.BEGINNING)
        alike = (city for near, city in bearers if self._entries[near.key].spelling.offered)
        offered = _once((*named, *begun, *alike))[:MOST_CANDIDATES]
        fits = bool(named) or len(begun) > 1
        return Found(query, None, offered, How.AMBIGUOUS if fits else How.UNKNOWN)

    def _spoken_at(self, text: str, words: Sequence[Word], place: int) -> tuple[City, int] | None:
        """The longest name that begins at a word, and the number of the word after it."""
        for stop in range(min(len(words), place + self._longest), place, -1):
            name = words[place:stop]
            city = self._spoken(name) if _is_whole(text, name) else None
            if city is not None and (
                not is_compound(text, name[-1].end) or self._goes_on(words[stop : stop + self._longest])
            ):
                return city, stop
        return None

    def _spoken(self, words: Sequence[Word]) -> City | None:
        """The city that these words name inside a text."""
        entry = self._entries.get(_level(words))
        return entry.city if entry is not None and entry.spelling.spoken else None

    def _goes_on(self, words: Sequence[Word]) -> bool:
        """Whether what follows a hyphen is a city again: «Москва-Казань», and not «Москва-Сити»."""
        return any(self._spoken(words[:stop]) for stop in range(1, self._longest + 1))

    def _begun_with(self, key: str) -> tuple[City, ...]:
        """Cities with a word in their name that begins like the query («нижн»)."""
        if len(key) < _SHORTEST_BEGINNING:
            return ()
        return _once(city for name, city in self._names if name.startswith(key) or f" {key}" in name)

    def _named_in(self, query: str, key: str) -> tuple[City, ...]:
        """Cities that a longer query names, on either layout («хочу в казань»); a region is not its city."""
        if names_region(key):
            return ()
        text = query[:LONGEST_QUERY]
        return self._spoken_in(text) or self._spoken_in(switch_layout(text))

    def _spoken_in(self, text: str, *, capital: bool = False) -> tuple[City, ...]:
        """The cities that a text names, each once, in its order; capital: only those written with one."""
        return _once(city for city, _, _ in self._stretches(text, capital=capital))

    def _stretches(self, text: str, *, capital: bool) -> list[tuple[City, int, int]]:
        words = read_words(text)
        found: list[tuple[City, int, int]] = []
        place = 0
        while place < len(words):
            counts = not capital or text[words[place].start].isupper()
            at = self._spoken_at(text, words, place) if counts else None
            if at is not None:
                found.append((at[0], words[place].start, words[at[1] - 1].end))
            place = at[1] if at else place + 1
        return found


def _enter(cities: Iterable[City]) -> dict[str, _Entry]:
    """Every key with its bearers. The surer spelling has the key; between equals it is asked back."""
    entries: dict[str, _Entry] = {}
    for city in cities:
        for spelling in spellings(city):
            known = entries.get(spelling.key)
            if known is None or spelling.grade < known.spelling.grade:
                entries[spelling.key] = _Entry(spelling, (city,))
            elif city not in known.cities and spelling.grade == known.spelling.grade:
                entries[spelling.key] = _Entry(known.spelling, (*known.cities, city))
    return entries


def _surely_meant(bearers: Sequence[tuple[Near, City]]) -> City | None:
    """The one city whose name is nearest and near enough to answer with."""
    if not bearers or not bearers[0][0].sure:
        return None
    rivals = {city.id for near, city in bearers if near.score == bearers[0][0].score}
    return bearers[0][1] if len(rivals) == 1 else None


def _is_most_of(key: str, city: City) -> bool:
    """Whether a beginning is long enough to stand for the city's name."""
    return len(key) >= _SHORTEST_SURE_BEGINNING and 2 * len(key) >= len(key_of(city.name))


def _settle(query: str, entry: _Entry, how: How) -> Found:
    city = entry.city
    return (
        Found(query, city, (), how)
        if city
        else Found(query, None, entry.cities[:MOST_CANDIDATES], How.AMBIGUOUS)
    )


def name_key(name: str) -> str:
    """The key of a name as printed, without «г.», «город» and «в» around it."""
    return _stripped(read_words(name[:LONGEST_QUERY]), _PLACE_LEADS)


def _query_key(query: str) -> str:
    """The key of a query, without the words and numbers that people put around a city's name."""
    words = [word for word in read_words(query[:LONGEST_QUERY]) if not word.text.isdigit()]
    return _stripped(words, _QUERY_LEADS)


def _stripped(words: list[Word], leads: Collection[str]) -> str:
    first, last = 0, len(words)
    while first < last and words[first].text in leads:
        first += 1
    while first < last and words[last - 1].text in _CITY_WORDS:
        last -= 1
    return _level(words[first:last])


def _level(words: Iterable[Word]) -> str:
    key = " ".join(word.text for word in words)
    return level_roman(key) if is_latin(key) else key


def _is_whole(text: str, words: Sequence[Word]) -> bool:
    """Whether nothing but spaces, hyphens and full stops stands between the words."""
    return all(is_gap(text[before.end : after.start]) for before, after in pairwise(words))


def _once(cities: Iterable[City]) -> tuple[City, ...]:
    return tuple({city.id: city for city in cities}.values())
