"""Set Russian typography in texts of a plan: «» for quotes, dashes between years.

The stored plan keeps its own signs.
"""

import re

_OPENING = re.compile(r"(?:(?<=^)|(?<=[\s(\[«„—–-]))[\"“”„](?=[\w«„\"“(№+])")
_CLOSING = re.compile(r"(?<=[\w.,!?…»)%+№])[\"“”](?=$|[\s.,;:!?)\]»…—–-]|[\"“”])")
_YEARS = re.compile(r"(?<![\d-])((?:1\d|20)\d\d)\s?-\s?((?:1\d|20)?\d\d)(?![\w-])")


def typeset(text: str) -> str:
    """Return the text with book typography. Quotes that do not pair stay as they are."""
    mended = _CLOSING.sub("»", _OPENING.sub("«", text))
    if mended.count("«") != mended.count("»"):
        mended = text
    return _YEARS.sub("\\1–\\2", mended)
