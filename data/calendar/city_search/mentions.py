"""Find the cities that a text names inside it, in any case form."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from data.calendar.cities import City
from data.calendar.city_search.keys import LONGEST_QUERY, PLACE_LEADS, joined_key
from data.calendar.city_search.names import NameEntry
from data.calendar.city_search.spelling import Word, is_compound, is_gap, read_words


class CityMentions:
    """Search texts for the names of cities that are safe to recognise inside a text."""

    def __init__(self, entries: Mapping[str, NameEntry]) -> None:
        self._entries = entries
        self._most_words = max((key.count(" ") + 1 for key in entries), default=0)

    def leading(self, text: str) -> tuple[City, int] | None:
        """Return the city a text begins with and the position after its name, or None.

        The longest name counts. «г.», «город» and «в» before it are passed over.
        """
        text = text[:LONGEST_QUERY]
        words = read_words(text)
        first = 0
        while first < len(words) - 1 and words[first].text in PLACE_LEADS:
            first += 1
        for index in sorted({0, first}):
            found = self._city_at(text, words, index)
            if found is not None:
                return found[0], words[found[1] - 1].end
        return None

    def within(self, text: str, *, capital: bool = False) -> tuple[City, ...]:
        """Return the cities that a text names, each once, in its order.

        capital leaves out the names written with a small letter.
        """
        return each_once(city for city, _, _ in self.stretches(text, capital=capital))

    def stretches(self, text: str, *, capital: bool = False) -> list[tuple[City, int, int]]:
        """Return the cities that a text names, each with the half-open stretch of its name."""
        words = read_words(text)
        found: list[tuple[City, int, int]] = []
        index = 0
        while index < len(words):
            counts = not capital or text[words[index].start].isupper()
            at = self._city_at(text, words, index) if counts else None
            if at is not None:
                found.append((at[0], words[index].start, words[at[1] - 1].end))
            index = at[1] if at else index + 1
        return found

    def _city_at(self, text: str, words: Sequence[Word], index: int) -> tuple[City, int] | None:
        """Return the city with the longest name from a word on, and the index of the next word."""
        for stop in range(min(len(words), index + self._most_words), index, -1):
            name = words[index:stop]
            city = self._named(name) if _is_whole(text, name) else None
            if city is not None and (
                not is_compound(text, name[-1].end) or self._begins(words[stop : stop + self._most_words])
            ):
                return city, stop
        return None

    def _named(self, words: Sequence[Word]) -> City | None:
        """Return the city that exactly these words name inside a text."""
        entry = self._entries.get(joined_key(words))
        return entry.city if entry is not None and entry.spelling.spoken else None

    def _begins(self, words: Sequence[Word]) -> bool:
        """Return whether a city follows a hyphen: «Москва-Казань», but not «Москва-Сити»."""
        return any(self._named(words[:stop]) for stop in range(1, self._most_words + 1))


def each_once(cities: Iterable[City]) -> tuple[City, ...]:
    """Return the cities without repetitions, in order."""
    return tuple({city.id: city for city in cities}.values())


def _is_whole(text: str, words: Sequence[Word]) -> bool:
    """Return whether only spaces, hyphens and full stops separate the words."""
    return all(is_gap(text[before.end : after.start]) for before, after in pairwise(words))
