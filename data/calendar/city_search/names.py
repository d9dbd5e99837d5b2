"""All the names a city answers to, as look-up keys."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from enum import IntEnum

from data.calendar.cities import City
from data.calendar.city_search.spelling import is_latin, level_roman, read_words, romanise

_SHORTEST_ROMANISED = 4  # «оша» in Latin letters is some other word
_VOWELLESS_ENDINGS = ("а", "у", "ом", "е")
_A_ENDINGS = ("ы", "е", "у", "ой")
_SOFT_ENDINGS = ("я", "ю", "ем", "е", "и", "ью")  # of either gender


class Grade(IntEnum):
    """How surely a spelling means the city; of two cities the lower grade has the name."""

    NAME = 0
    """The name itself, in any case."""
    ALIAS = 1
    """A nickname or a Latin name."""
    FORMER = 2
    SHARED = 3
    """Borne by another city as well: always asked back."""
    DERIVED = 4
    """Made by rule from one of the others: a case ending, a transliteration."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One key with what it is worth. spoken: may be taken for the city inside a text as well."""

    key: str
    grade: Grade
    shared: bool = False
    spoken: bool = False

    @property
    def answerable(self) -> bool:
        """Whether a slip away from it is still this city; near a former name there may be another town."""
        return self.grade in {Grade.NAME, Grade.ALIAS} or (self.grade is Grade.DERIVED and is_latin(self.key))

    @property
    def offered(self) -> bool:
        """Whether the city is offered for a slip away from it; a former name hardly anybody has in mind."""
        return self.answerable or self.shared


def key_of(name: str) -> str:
    """The look-up key of a name: its folded words with single spaces."""
    return " ".join(word.text for word in read_words(name))


def spellings(city: City) -> Iterator[Spelling]:
    """Every key of a city, surest first."""
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
    # A lone adjective is a nickname when asked for; in a text it goes with the noun after it: «Нижний Тагил».
    spoken = " " in key or not key.endswith(("ий", "ый", "ой"))
    return Spelling(level_roman(key) if is_latin(key) else key, grade, spoken=spoken)


def _derived(city: City) -> Iterator[Spelling]:
    """Regular case endings of the names that have no cases in the catalogue («в Питере», «из Новгорода»)."""
    for name in (*city.alt, *city.old, *city.shared):
        key, shared = key_of(name), name in city.shared
        for form in _decline(key):
            yield Spelling(form, Grade.DERIVED, shared=shared, spoken=not shared)


def _decline(key: str) -> Iterator[str]:
    if key.endswith("а"):
        yield from (key[:-1] + ending for ending in _A_ENDINGS)
    elif key.endswith("ь"):
        yield from (key[:-1] + ending for ending in _SOFT_ENDINGS)
    elif len(key) > 3 and key[-1] in "бвгджзклмнпрстфхцчш":
        yield from (key + ending for ending in _VOWELLESS_ENDINGS)


def _is_also_adjective(key: str) -> bool:
    """«Минском» in a text is as a rule «в Минском районе»."""
    return key.endswith("ском")
