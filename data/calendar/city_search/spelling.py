"""How city names get typed: letters folded, scripts mended, keyboards and transliterations undone."""

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
# Every transliteration comes down to one key: long spellings first, then й, ы and the softness of vowels.
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
    """One word of a text, folded to plain lower-case letters, and where it stands there."""

    text: str
    start: int
    end: int


def read_words(text: str) -> list[Word]:
    """The words of a text in lower case.

    ё is е; marks over letters, zero-width and control characters are gone; letters of a look-alike script
    are brought home. Hyphens part words; digits are words of their own.
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
            words.append(Word(_mend("".join(letters)), start, end))
            letters.clear()
        if folded != " ":
            start = start if letters else place
            letters.append(folded)
            end = place + 1
    return words


def is_gap(text: str) -> bool:
    """Whether what stands between two words lets them be one name: spaces, hyphens, full stops."""
    return all(char in _GAPS or char.isspace() or _fold(char) == "" for char in text)


def is_compound(text: str, end: int) -> bool:
    """Whether the word that ends there goes on after a hyphen without a space («Москва-Сити»)."""
    return text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].isalpha()


def is_latin(key: str) -> bool:
    """Whether a folded key is written in Latin letters."""
    return key.isascii() and any(char.isalpha() for char in key)


def switch_layout(text: str) -> str:
    """The text as it would have come out on the other keyboard layout («rfpfym» is «казань»).

    Keys are told from the letters that are there: the punctuation of a Latin layout holds Russian letters.
    """
    lowered = text.lower()
    russian = any("а" <= char <= "я" or char == "ё" for char in lowered)
    return lowered.translate(_TO_LATIN if russian else _TO_RUSSIAN)


def romanise(key: str) -> str:
    """A folded Cyrillic key in Latin letters, levelled like level_roman."""
    return level_roman(key.translate(_ROMAN))


def level_roman(key: str) -> str:
    """A folded Latin key with the transliterations levelled: «ryazan», «rjazan», «riazan» are one."""
    for spelling, levelled in _ROMAN_VARIANTS:
        key = key.replace(spelling, levelled)
    return key


@lru_cache(maxsize=2048)
def _fold(char: str) -> str:
    """One character folded: a letter or digit, a space for what parts words, nothing for what is not seen."""
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


def _mend(word: str) -> str:
    """A word in two scripts brought to one, where all its letters have a look-alike there."""
    if word.isascii() or not any("a" <= char <= "z" for char in word):
        return word
    russian = word.translate(_CYRILLIC_LOOKS)
    if not any("a" <= char <= "z" for char in russian):
        return russian
    latin = word.translate(_LATIN_LOOKS)
    return latin if latin.isascii() else word
