"""Russian typography of what a plan says: «» for quotes, dashes between years. The plan keeps its own."""

import re

_OPENING = re.compile(r"(?:(?<=^)|(?<=[\s(\[«„—–-]))[\"“”„](?=[\w«„\"“(№+])")
_CLOSING = re.compile(r"(?<=[\w.,!?…»)%+№])[\"“”](?=$|[\s.,;:!?)\]»…—–-]|[\"“”])")
_YEARS = re.compile(r"(?<![\d-])((?:1\d|20)\d\d)\s?-\s?((?:1\d|20)?\d\d)(?![\w-])")


def typeset(text: str) -> str:
    """The text as a book would print it. Quotes that do not pair are left as they are."""
    mended = _CLOSING.sub("»", _OPENING.sub("«", text))
    if mended.count("«") != mended.count("»"):
        mended = text
    return _YEARS.sub("\\1–\\2", mended)
