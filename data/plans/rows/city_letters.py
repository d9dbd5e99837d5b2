"""Mend and mask the names of cities in a text before its dates are read."""

import re

from data.calendar.city_search.lookup import CityIndex

_WORD_START = re.compile(r"(?<![\w-])[А-ЯЁA-Z]")
_MIXED_WORD = re.compile(r"(?<![\w.])(?=[^\W_-]*-?[^\W_]*[A-Za-z0346])[A-Za-zА-Яа-яЁё0346-]{2,40}(?![\w.])")
"""A word with a Latin letter or a figure that looks like a Cyrillic letter."""

_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxykmt0346", "АВСЕНКМОРТХУасеорхукмтозчб")
_MOSCOW_TIME = re.compile(r"МСК(?![А-Яа-яё])")


def mask_cities(text: str, index: CityIndex) -> str:
    """Return the text with its cities masked letter by letter: «Нарьян-Мар» holds no March.

    A city in another grammatical case («по плану Казани») is masked with another letter than one that is
    named.
    """
    position = 0
    while (start := _WORD_START.search(text, position)) is not None:
        first = start.start()
        leading = None if _MOSCOW_TIME.match(text, first) else index.leading(text[first : first + 60])
        position = first + (leading[1] if leading else 1)
        if leading:
            is_named = text[first:position] == leading[0].name
            text = f"{text[:first]}{('Ъ' if is_named else 'Ы') * leading[1]}{text[position:]}"
    return text


def mend_cities(text: str, index: CityIndex) -> str:
    """Return the text with known cities in Cyrillic letters.

    «М0сква», «3апорожье» and «Нарьян-Map» have figures or Latin letters in them.
    """
    return _MIXED_WORD.sub(lambda found: _mended_city(found[0], index), text)


def _mended_city(word: str, index: CityIndex) -> str:
    mended = word.translate(_TO_CYRILLIC)
    mended = mended[:1].upper() + mended[1:]
    is_cyrillic = not any(char.isascii() and char.isalnum() for char in mended)
    return mended if is_cyrillic and index.exact(mended) is not None else word
