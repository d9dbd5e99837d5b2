"""Find the name of a place that the catalogue does not have."""

import re

from data.calendar.city_search.spelling import Word, read_words

MOST_NAME_WORDS = 3

_STRANGE_PLACE = re.compile(
    r"\b(?:в|во|из|город[еау]?|г\.|in|of|from|city of)\s+(?P<name>[A-ZА-ЯЁ][\w-]+(?:\s+[A-ZА-ЯЁ][\w-]+)?)"
)


def strange_place(text: str, words: list[Word]) -> str:
    """Return what is written like a place: behind «в», or capitalised all alone. Else nothing."""
    behind = _STRANGE_PLACE.search(text)
    if behind and any(behind.start("name") <= word.start < behind.end("name") for word in words):
        return behind["name"]
    bare = text.strip(" ?!.,")
    alone = len(words) <= MOST_NAME_WORDS and bare[:1].isupper() and words[0].start <= text.index(bare)
    if alone and len(read_words(bare)) == len(words):
        return bare
    return _behind_preposition(text, words)


def _behind_preposition(text: str, words: list[Word]) -> str:
    """Return a word behind «в» or “in” in a text without capitals: «что в екатеринбурге»."""
    for word in words:
        before = text[: word.start].rstrip().rpartition(" ")[2].casefold()
        if before in {"в", "во", "из", "in", "from", "г", "г.", "город", "городе", "города"}:
            return text[word.start : word.end].capitalize()
    return ""
