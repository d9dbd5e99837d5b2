"""Text as read and text as shown: one form for comparing words, one for keeping the wording."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LOOK_ALIKES = str.maketrans("aceopxykmtABCEHKMOPTXYёйі\u04cfÉé", "асеорхукмтавсенкмортхуеиiiее")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "No"})


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for reading, with the place of each of its characters in the original."""

    text: str
    origin: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a half-open, non-empty span of the folded text stands in the original."""
        return self.origin[first], self.origin[last - 1] + 1


def fold(text: str) -> Folded:
    """Lower case, ё as е, й as и, Latin look-alikes as Cyrillic, one kind of space and dash, nothing unseen.

    Accents, soft hyphens, direction marks, control characters, lone surrogates and superscript footnote
    marks are left out, so «мар\u00adта²» reads as «марта», and so does «й» typed as и with a breve.
    """
    kept = [(place, folded) for place, char in enumerate(text) if (folded := _fold_char(char))]
    return Folded("".join(char for _, char in kept), tuple(place for place, _ in kept))


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
    if category == "Pd" or char == "−":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    folded = char.translate(_LOOK_ALIKES).lower().translate(_LOOK_ALIKES)
    return folded if len(folded) == 1 else char


@lru_cache(maxsize=2048)
def _show_char(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char
