"""List the look-up keys of a city: names, cases, aliases, former names, transliterations."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from enum import IntEnum

from data.calendar.cities import City
from data.calendar.city_search.spelling import is_latin, level_roman, read_words, romanise

_SHORTEST_ROMANISED = 4  # «оша» in Latin letters would be another word
_VOWELLESS_ENDINGS = ("а", "у", "ом", "е")
_A_ENDINGS = ("ы", "е", "у", "ой")
_ADJECTIVE_ENDINGS = ("ий", "ый", "ой")
_SOFT_ADJECTIVE = ("его", "ему", "им", "ем")  # «в Нижнем»
_HARD_ADJECTIVE = ("ого", "ому", "им", "ым", "ом")
_SOFT_ENDINGS = ("я", "ю", "ем", "е", "и", "ью")  # of either gender


class Grade(IntEnum):
    """How surely a spelling means the city. Of two cities the lower grade has the key."""

    NAME = 0
    """The name itself, in any case."""
    ALIAS = 1
    """A nickname or a Latin name."""
    FORMER = 2
    SHARED = 3
    """Another city bears it too, so it is always asked back."""
    DERIVED = 4
    """Derived by rule from one of the others: a case ending, a transliteration."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One key with its grade.

    spoken is set where the key also means the city inside a text.
    """

    key: str
    grade: Grade
    shared: bool = False
    spoken: bool = False

    @property
    def answerable(self) -> bool:
        """Return whether a typing error in it still means this city.

        A former name is no such spelling, because another town may have a similar name.
        """
        return self.grade in {Grade.NAME, Grade.ALIAS} or (self.grade is Grade.DERIVED and is_latin(self.key))

    @property
    def offered(self) -> bool:
        """Return whether a typing error in it offers the city. Few people mean a former name."""
        return self.answerable or self.shared


def key_of(name: str) -> str:
    """Return the look-up key of a name: its folded words with single spaces."""
    return " ".join(word.text for word in read_words(name))


def spellings(city: City) -> Iterator[Spelling]:
    """Yield every key of a city, surest first."""
    own = dict.fromkeys(key_of(form) for form in dict.fromkeys((city.name, *astuple(city.cases))))
    for key in own:
        yield Spelling(key, Grade.NAME, spoken=not _is_also_adjective(key))
    for name in (*city.alt, *city.latin):
        yield _named(name, Grade.ALIAS)
    for name in city.old:
        yield _named(name, Grade.FORMER)
    for name in city.shared:
        yield Spelling(key_of(name), Grade.SHARED, shared=True)
    yield from _derived(city)
    for key in own:
        if len(key) >= _SHORTEST_ROMANISED:
            yield Spelling(romanise(key), Grade.DERIVED)


def _named(name: str, grade: Grade) -> Spelling:
    key = key_of(name)
    # «Нижний» alone is a nickname in a query, but belongs to the next word inside a text: «Нижний Тагил».
    spoken = " " in key or not key.endswith(_ADJECTIVE_ENDINGS)
    return Spelling(level_roman(key) if is_latin(key) else key, grade, spoken=spoken)


def _derived(city: City) -> Iterator[Spelling]:
    """Yield regular case forms of the names without cases in the catalogue («в Питере»)."""
    for name in (*city.alt, *city.old, *city.shared):
        key, shared = key_of(name), name in city.shared
        for form in _decline(key):
            spoken = not shared and not key.endswith(_ADJECTIVE_ENDINGS)
            yield Spelling(form, Grade.DERIVED, shared=shared, spoken=spoken)


def _decline(key: str) -> Iterator[str]:
    if key.endswith(_ADJECTIVE_ENDINGS):
        endings = _SOFT_ADJECTIVE if key.endswith("ний") else _HARD_ADJECTIVE
        yield from (key[:-2] + ending for ending in endings)
    elif key.endswith("а"):
        yield from (key[:-1] + ending for ending in _A_ENDINGS)
    elif key.endswith("ь"):
        yield from (key[:-1] + ending for ending in _SOFT_ENDINGS)
    elif len(key) > 3 and key[-1] in "бвгджзклмнпрстфхцчш":
        yield from (key + ending for ending in _VOWELLESS_ENDINGS)


def _is_also_adjective(key: str) -> bool:
    """Return whether a case form is an adjective too: «Минском» is mostly «в Минском районе»."""
    return key.endswith("ском")


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A key with its spelling and the cities that bear it."""

    spelling: Spelling
    cities: tuple[City, ...]

    @property
    def city(self) -> City | None:
        """Return the one city that may be answered without asking back, or None."""
        return None if self.spelling.shared or len(self.cities) > 1 else self.cities[0]


def name_entries(cities: Iterable[City]) -> dict[str, NameEntry]:
    """Return the entry of every key of these cities.

    Of two cities the one with the lower grade has the key. With equal grades both have it.
    """
    entries: dict[str, NameEntry] = {}
    for city in cities:
        for spelling in spellings(city):
            known = entries.get(spelling.key)
            if known is None or spelling.grade < known.spelling.grade:
                entries[spelling.key] = NameEntry(spelling, (city,))
            elif city not in known.cities and spelling.grade == known.spelling.grade:
                entries[spelling.key] = NameEntry(known.spelling, (*known.cities, city))
    return entries
