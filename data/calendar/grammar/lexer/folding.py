"""Text as read and text as shown: one form for comparing words, one for keeping the wording."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from data.calendar.grammar.lexer.english import KEPT

_LOOK_ALIKES = str.maketrans("aceopxykmtABCEHKMOPTXYёйі\u04cfÉé", "асеорхукмтавсенкмортхуеиiiее")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Mn", "Me", "No"})
_DASHES = frozenset("−÷\uf02d")
"""Signs that are no dash of Unicode and are typed for one; the last is the dash of the Symbol font."""

_LATIN_WORD = re.compile(r"(?<![^\W\d_])(?:[QqHh](?=[1-4](?!\w))|[A-Za-z]{2,}(?![^\W\d_]))")
_NUMBERED = frozenset({"q", "h"})
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_MINUTES = re.compile(rf"(?<=\d)[{_RAISED[:6]}][⁰⁵](?![{_RAISED}])")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for reading, with the position of each of its characters in the original."""

    text: str
    origin: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a half-open, non-empty span of the folded text stands in the original."""
        return self.origin[first], self.origin[last - 1] + 1


def fold(text: str) -> Folded:
    """Lower case, ё as е, й as и, Latin look-alikes as Cyrillic, one kind of space and dash, nothing unseen.

    Accents, soft hyphens, direction marks, control characters, lone surrogates and superscript footnote
    marks are left out, so «мар\u00adта²» reads as «марта», and so does «й» typed as и with a breve.
    English words of a date stay in Latin letters, and raised minutes («10⁰⁰») become «10:00».
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
    """Letters of words that are folded as a whole, by their position in the text."""
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
    """A word of our own vocabulary in the folded spelling."""
    return word.translate(_LOOK_ALIKES)


def tidy(text: str) -> str:
    """The wording as printed: trimmed, white space folded, without characters nobody sees.

    A lone surrogate or NUL would otherwise travel on into files and the database, which refuse it.
    """
    return " ".join("".join(_show_char(char) for char in text).split())


@lru_cache(maxsize=2048)
def _fold_char(char: str) -> str:
    """One character for one, or none, so that places can be traced back."""
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
