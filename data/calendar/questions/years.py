"""Read the one year that an argument names: «2027», «на 2027 год», “next year”."""

import re
from datetime import date

from data.calendar.questions.spans import read_span

_NO_MEANING = re.compile(r"\b(?:год\w*|г|на|за|в|year|of|the|in|for)\b|[^\w]", re.I)


def read_year(text: str, today: date) -> int | None:
    """Return the year that a text names, or None for any other text.

    today is the local day of the chat.
    """
    span = read_span(text, today)
    if span is None or not span.is_year:
        return None
    for first, last in sorted(span.at, reverse=True):
        text = f"{text[:first]} {text[last:]}"
    return None if _NO_MEANING.sub("", text) else span.first.year
