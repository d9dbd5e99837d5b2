"""Quote the text of a plan on one line, and fold it for comparison."""

import re

LONGEST_QUOTE = 120
"""Characters of a line that a warning quotes."""

_NOT_WORD = re.compile(r"[^\w]+")


def quote(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return the words on one line, cut to the length that a warning may quote."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def fold(text: str) -> str:
    """Return the text in lower case, with «ё» as «е» and punctuation as single spaces."""
    return " ".join(_NOT_WORD.sub(" ", text.lower().replace("ё", "е")).split())
