"""Mask the names in quotation marks, which may look like dates: «Октябрь», «8 Марта»."""

import re

from data.calendar.grammar.scan import scan

_QUOTED = re.compile(r"[«„“\"]([^«»„“”\"\n]{2,80})[»“”\"]")
_CLOSING = {"«": "»", "„": "“", "“": "”", '"': '"'}
_ANY_YEAR = 2024
_MASK = "ь"
"""Replaces each letter and figure of a name. No word of a date is made of it."""


def mask_names(text: str) -> str:
    """Mask the names in quotation marks, so that no date is read from them. The length stays.

    A text that is one quotation («5–7 мая») is left as it is.
    """
    return text if _QUOTED.fullmatch(text.strip()) else _QUOTED.sub(_mask, text)


def with_quotation_marks(text: str, first: int, last: int) -> tuple[int, int]:
    """Widen a span by the quotation marks around it or around its first figure («12» августа)."""
    opening = text[first - 1 : first]
    closing = _CLOSING.get(opening)
    if closing is None:
        return first, last
    if closing in text[first:last]:
        return first - 1, last
    return (first - 1, last + 1) if text[last : last + 1] == closing else (first, last)


def _mask(found: re.Match[str]) -> str:
    """Mask one quotation, except a figure («12» августа) and a date in figures («5–7 мая»)."""
    if not any(sign.isalpha() for sign in found[1]) or _is_date(found[1]):
        return found[0]
    return "".join(_MASK if sign.isalnum() else " " for sign in found[0])


def _is_date(words: str) -> bool:
    """Return whether quoted words are a day in figures and no more: «5–7 мая», not «8 Марта»."""
    if not any(sign.isdigit() for sign in words) or words != words.lower():
        return False
    scanned = scan(words, _ANY_YEAR)
    return bool(scanned.wordings) and not scanned.loose
