"""Mend letters of the other alphabet that look alike: «МАГ» with a Latin M is МАГ."""

import re

_PAIRS = tuple(zip("AaBCcEeHKMOoPpTXxyY", "АаВСсЕеНКМОоРрТХхуУ", strict=True))
_TO_CYRILLIC = str.maketrans(dict(_PAIRS))
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in _PAIRS})
_ALIKE_LATIN = frozenset(latin for latin, _ in _PAIRS)
_ALIKE_CYRILLIC = frozenset(cyrillic for _, cyrillic in _PAIRS)
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")
_ROMAN = frozenset("IVXLCDMХСМ")


def mend_look_alikes(text: str) -> str:
    """Return the text with each word in one alphabet, if only look-alike letters prevent that.

    A Roman numeral stays as it is, and so does a word that would need a letter of another look changed.
    """
    return _WORD.sub(lambda found: _mended_word(found[0]), text)


def _mended_word(word: str) -> str:
    latin = [char for char in word if char.isascii()]
    cyrillic = [char for char in word if not char.isascii()]
    if not latin or not cyrillic or set(word) <= _ROMAN:
        return word
    if _ALIKE_LATIN.issuperset(latin):
        return word.translate(_TO_CYRILLIC)
    return word.translate(_TO_LATIN) if _ALIKE_CYRILLIC.issuperset(cyrillic) else word
