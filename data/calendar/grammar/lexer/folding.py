"""Fold a text for comparing its words, and tidy a wording for showing it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from data.calendar.grammar.lexer.english import KEPT

_LOOK_ALIKES = str.maketrans("aceopxykmtABCEHKMOPTXYёйі\u04cfÉé", "асеорхукмтавсенкмортхуеиiiее")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Mn", "Me", "No"})
_DASHES = frozenset("−÷\uf02d")
"""Signs typed for a dash that Unicode does not count as one. The last is the dash of the Symbol font."""

_LATIN_WORD = re.compile(r"(?<![^\W\d_])(?:[QqHh](?=[1-4](?!\w))|[A-Za-z]{2,}(?![^\W\d_]))")
_NUMBERED = frozenset({"q", "h"})
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_MINUTES = re.compile(rf"(?<=\d)[{_RAISED[:6]}][⁰⁵](?![{_RAISED}])")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for reading, with the position in the original of each of its characters."""

    text: str
    origin: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where a half-open, non-empty span of the folded text stands in the original."""
        return self.origin[first], self.origin[last - 1] + 1


def fold(text: str) -> Folded:
    """Fold to lower case, with ё as е, й as и, and one kind of space and of dash.

    Latin letters that look like Cyrillic ones become Cyrillic, except in the English words of a date.
    Accents, soft hyphens, direction marks, control characters, lone surrogates and superscript footnote
    marks are left out: «мар\u00adта²» reads as «марта». Raised minutes («10⁰⁰») become «10:00».
    """
    special = _fold_words(text)
    origin: list[int] = []
    folded: list[str] = []
    for position, char in enumerate(text):
        piece = special[position] if position in special else _fold_char(char)
        folded.append(piece)
        origin.extend([position] * len(piece))
    return Folded("".join(folded), tuple(origin))


def _fold_words(text: str) -> dict[int, str]:
    """Return the folded letters of English words and raised minutes, by position."""
    special: dict[int, str] = {}
    for found in _LATIN_WORD.finditer(text):
        word = found[0].lower()
        if word in KEPT or word in _NUMBERED:
            special.update(enumerate(word, found.start()))
    for found in _RAISED_MINUTES.finditer(text):
        tens, ones = (str(_RAISED.index(char)) for char in found[0])
        special[found.start()], special[found.start() + 1] = f":{tens}", ones
    return special


def fold_word(word: str) -> str:
    """Fold a word of the vocabulary, which has no signs to leave out."""
    return word.translate(_LOOK_ALIKES)


def tidy(text: str) -> str:
    """Return the wording as printed, with single spaces and without invisible characters.

    A lone surrogate or NUL would otherwise reach files and the database, which refuse it.
    """
    return " ".join("".join(_show_char(char) for char in text).split())


@lru_cache(maxsize=2048)
def _fold_char(char: str) -> str:
    """Fold one character to one or to none, so that each position can be traced to the original."""
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in _UNSEEN:
        return ""
    if category == "Pd" or char in _DASHES:
        return "-"
    if category == "Co":
        return "\ufffd"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    folded = char.translate(_LOOK_ALIKES).lower().translate(_LOOK_ALIKES)
    return folded if len(folded) == 1 else char


@lru_cache(maxsize=2048)
def _show_char(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char
