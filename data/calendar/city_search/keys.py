"""Make look-up keys of what people and documents write for a city."""

from collections.abc import Collection, Iterable

from data.calendar.city_search.spelling import Word, is_latin, level_roman, read_words

LONGEST_QUERY = 100
"""Characters of a query that are read. The longest name of a city has 25."""

CITY_WORDS = frozenset(("г", "гор", "город", "города", "городу", "городом", "городе", "city", "town"))
PLACE_LEADS = CITY_WORDS | {"в", "во", "из"}
"""Words that may stand before a city in a document."""

_QUERY_LEADS = (
    PLACE_LEADS
    | {"о", "об", "от", "до", "к", "ко", "для", "по", "про", "день", "дня", "юбилей", "юбилея"}
    | {"v", "vo", "iz", "in", "of", "the"}
)
"""Words that people write before a city in a question."""


def name_key(name: str) -> str:
    """Return the key of a printed name, without «г.», «город» and «в» around it."""
    return _stripped(read_words(name[:LONGEST_QUERY]), PLACE_LEADS)


def query_key(query: str) -> str:
    """Return the key of a query, without the numbers and the words around the name of the city."""
    words = [word for word in read_words(query[:LONGEST_QUERY]) if not word.text.isdigit()]
    return _stripped(words, _QUERY_LEADS)


def joined_key(words: Iterable[Word]) -> str:
    """Return the key of these words, with transliterations levelled where they are Latin."""
    key = " ".join(word.text for word in words)
    return level_roman(key) if is_latin(key) else key


def _stripped(words: list[Word], leads: Collection[str]) -> str:
    first, last = 0, len(words)
    while first < last and words[first].text in leads:
        first += 1
    while first < last and words[last - 1].text in CITY_WORDS:
        last -= 1
    return joined_key(words[first:last])
