"""Fold typed names: letters, mixed scripts, keyboard layouts and transliterations."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_CYRILLIC_LOOKS = str.maketrans("abcehkmoptxy", "авсенкмортху")
_LATIN_LOOKS = str.maketrans("авсенкмортху", "abcehkmoptxy")

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>"
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбюёхъжэбю"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS[:33], _LATIN_KEYS[:33])

_ROMAN = str.maketrans(
    {
        **dict(zip("абвгдеёзийклмнопрстуфыэіґ", "abvgdeeziyklmnoprstufyeig", strict=True)),
        **dict(zip("әөүұқғңһ", "aouukgnh", strict=True)),
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "yu",
        "я": "ya",
        "ї": "yi",
        "є": "ye",
        "ъ": "",
        "ь": "",
    }
)
# All transliterations of a name become one key. Long spellings come first, then й, ы and soft vowels.
_ROMAN_VARIANTS = (
    *(("shch", "w"), ("sch", "w"), ("kh", "h"), ("ts", "c"), ("tz", "c"), ("zh", "z")),
    *(("j", "y"), ("iy", "y"), ("yi", "y"), ("yy", "y")),
    *(("ya", "a"), ("ia", "a"), ("yu", "u"), ("iu", "u"), ("yo", "o"), ("io", "o"), ("ye", "e"), ("ie", "e")),
    ("y", "i"),
)

_APOSTROPHES = frozenset("'’‘ʼʹ`´")
_BREVE = "\u0306"
_HYPHENS = frozenset("-‐‑‒–—―−")
_GAPS = _HYPHENS | frozenset(".")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, folded to plain lower-case letters, with its span there."""

    text: str
    start: int
    end: int


def read_words(text: str) -> list[Word]:
    """Split a text into folded words.

    ё becomes е. Marks over letters, zero-width and control characters are left out. Letters of a look-alike
    script become those of the word's own script. Hyphens separate words, and digits are words of their own.
    """
    words: list[Word] = []
    letters: list[str] = []
    start = end = 0
    for place, char in enumerate([*text, " "]):
        if char == _BREVE and letters and letters[-1] == "и":
            letters[-1], end = "й", place + 1
            continue
        folded = _fold(char)
        if folded == "":
            continue
        if letters and (folded == " " or folded.isdigit() != letters[0].isdigit()):
            words.append(Word(_in_one_script("".join(letters)), start, end))
            letters.clear()
        if folded != " ":
            start = start if letters else place
            letters.append(folded)
            end = place + 1
    return words


def is_gap(text: str) -> bool:
    """Return whether two words with this text between them may be one name."""
    return all(char in _GAPS or char.isspace() or _fold(char) == "" for char in text)


def is_compound(text: str, end: int) -> bool:
    """Return whether the word that ends there goes on after a hyphen («Москва-Сити»)."""
    return text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].isalpha()


def is_latin(key: str) -> bool:
    """Return whether a folded key is written in Latin letters."""
    return key.isascii() and any(char.isalpha() for char in key)


def switch_layout(text: str) -> str:
    """Return what the same keys type on the other keyboard layout («rfpfym» is «казань»).

    The letters decide which layout was used. The punctuation of the Latin one stands for Russian letters.
    """
    lowered = text.lower()
    russian = any("а" <= char <= "я" or char == "ё" for char in lowered)
    return lowered.translate(_TO_LATIN if russian else _TO_RUSSIAN)


def romanise(key: str) -> str:
    """Transliterate a folded Cyrillic key. Its variants are levelled as by level_roman."""
    return level_roman(key.translate(_ROMAN))


def level_roman(key: str) -> str:
    """Level the transliterations of a folded Latin key: «ryazan», «rjazan», «riazan» become one."""
    for spelling, levelled in _ROMAN_VARIANTS:
        key = key.replace(spelling, levelled)
    return key


@lru_cache(maxsize=2048)
def _fold(char: str) -> str:
    """Fold a character to a letter, a digit, a space between words, or nothing if invisible."""
    if char in _APOSTROPHES:
        return ""
    if char.isspace():
        return " "
    if unicodedata.category(char) in {"Cc", "Cf", "Mn", "Me"}:
        return ""
    lowered = char.lower()
    if "Ѐ" <= char <= "ӿ":
        return "е" if lowered == "ё" else lowered
    plain = unicodedata.normalize("NFKD", lowered)[0]
    return plain if plain.isalnum() else " "


def _in_one_script(word: str) -> str:
    """Bring a word in two scripts to one, where all its letters have a look-alike there."""
    if word.isascii() or not any("a" <= char <= "z" for char in word):
        return word
    russian = word.translate(_CYRILLIC_LOOKS)
    if not any("a" <= char <= "z" for char in russian):
        return russian
    latin = word.translate(_LATIN_LOOKS)
    return latin if latin.isascii() else word
