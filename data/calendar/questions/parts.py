"""Take a question apart: kinds of occasions, days, wishes, and the words that are left."""

import re
from dataclasses import dataclass
from datetime import date

from data.calendar.city_search.spelling import Word, read_words
from data.calendar.questions.asked_span import AskedSpan
from data.calendar.questions.spans import is_in_past, read_span
from data.calendar.questions.vocabulary import (
    AGE,
    FILLERS,
    GREETINGS,
    KINDS,
    OCCASIONS,
    SOON,
    WISHES,
    mistyped_kind,
)
from data.calendar.questions.wishes import AskedKind, Wish

MOST_TERMS = 12
"""Words searched for; a longer text is a story, not a question."""


@dataclass(slots=True)
class QuestionParts:
    """What a question is made of.

    rest is the text in which everything understood has been blanked out.
    """

    rest: str
    span: AskedSpan | None = None
    kind: AskedKind | None = None
    asks_age: bool = False
    asks_occasions: bool = False
    asks_next: bool = False
    wish: Wish | None = None
    greeting: Wish | None = None

    def blank(self, first: int, last: int) -> None:
        """Take out a stretch that has been understood, keeping the places of all others."""
        self.rest = f"{self.rest[:first]}{' ' * (last - first)}{self.rest[last:]}"

    def take(self, pattern: re.Pattern[str]) -> bool:
        """Take out every match of a pattern and return whether there was one."""
        found = list(pattern.finditer(self.rest))
        for match in found:
            self.blank(*match.span())
        return bool(found)


def take_apart(text: str, today: date) -> QuestionParts:
    """Read days, kinds, wishes and what else is known by its words, each once, surest first."""
    parts = QuestionParts(text)
    for wish, pattern in GREETINGS:
        if parts.take(pattern):
            parts.greeting = wish
    parts.asks_age = parts.take(AGE)
    # before the days: the date grammar takes «праздники» with the month behind it
    for kind, pattern in KINDS:
        if parts.take(pattern):
            parts.kind = parts.kind or kind
    parts.span = read_span(parts.rest, today, is_past=is_in_past(text))
    for first, last in parts.span.at if parts.span else ():
        parts.blank(first, last)
    wishes = [wish for wish, pattern in WISHES if parts.take(pattern)]
    parts.wish = _chosen(wishes)
    parts.asks_occasions = parts.take(OCCASIONS)
    parts.asks_next = parts.take(SOON)
    return parts


def _chosen(wishes: list[Wish]) -> Wish | None:
    """Return the surest wish.

    Who wants to stop the bulletin alone does not want to stop everything.
    """
    if not wishes:
        return None
    is_of_one = wishes[0] is Wish.STOP and Wish.BULLETIN in wishes
    return Wish.SUBSCRIPTIONS if is_of_one else wishes[0]


def said_words(parts: QuestionParts) -> list[Word]:
    """Return the words that are left and say something. A mistyped word of a kind sets the kind."""
    parts.take(FILLERS)
    words = []
    for word in read_words(parts.rest):
        kind = mistyped_kind(word)
        if kind is not None:
            parts.kind = parts.kind or kind
        elif len(word.text) > 1 and (not word.text.isdigit() or parts.rest[word.end : word.end + 1] == "-"):
            # of numbers only that of «75-летие» is searched for
            words.append(word)
    return words[:MOST_TERMS]
