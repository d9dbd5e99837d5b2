"""Bring words of questions and titles to their stems: every case form finds the same."""

from functools import lru_cache
from typing import Protocol

from data.calendar.city_search.spelling import is_latin, read_words


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the name of the library


@lru_cache(maxsize=2)
def _stemmer(language: str) -> _Stemmer:
    # imported at the first question in words, so that the start of the bot does not pay for it
    import snowballstemmer

    stemmer: _Stemmer = snowballstemmer.stemmer(language)
    return stemmer


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the stem of a folded word by the Snowball algorithm of its script's language."""
    if word.isdigit():
        return word
    return _stemmer("english" if is_latin(word) else "russian").stemWord(word)


def stems_of(text: str) -> tuple[str, ...]:
    """Return the stems of a text's words in order: «Форум столиц» gives «форум», «столиц»."""
    return tuple(stem(word.text) for word in read_words(text))
