"""Understand a question in plain Russian or English words.

The text is taken apart step by step: kinds of occasions, days, cities, words that say nothing. What is left
is searched in the events' titles, then tried as a mistyped city. A text that means nothing so is tried once
more as if it had been typed on the other keyboard layout.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz.distance import OSA

from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex, SearchResult, SearchStep
from data.calendar.city_search.names import key_of
from data.calendar.city_search.spelling import Word, is_latin, read_words, switch_layout
from data.calendar.questions.event_search import EventHit, EventSearch
from data.calendar.questions.question import Question, Subject
from data.calendar.questions.respelling import correct, to_cyrillic
from data.calendar.questions.spans import AskedSpan, is_in_past, read_span
from data.calendar.questions.stems import stem
from data.calendar.questions.vocabulary import (
    AGE,
    EVENT_WORDS,
    FILLERS,
    GREETINGS,
    KINDS,
    OCCASIONS,
    SOON,
    WISHES,
    AskedKind,
    Wish,
    mistyped_kind,
)

LONGEST_QUESTION = 300
"""Characters of a question that are looked at; people ask in fewer."""

MOST_HITS = 50
"""Events returned for a question, best first."""

MOST_TERMS = 12
"""Words searched for; a longer text is a story, not a question."""

MOST_NAME_WORDS = 3
SHORT_NAME = 5
"""Letters of a name up to which one slip is forgiven in an offered city, two in a longer one."""

_NOT_UNDERSTOOD = frozenset({Subject.UNKNOWN, Subject.UNKNOWN_CITY})
_ADDRESS = re.compile(r"(?:https?://|www\.|t\.me/|tg://)\S+|\S+@\S+\.\w+", re.I)
"""Addresses of pages and mailboxes, whose words ask for nothing."""

_STRANGE_PLACE = re.compile(
    r"\b(?:в|во|из|город[еау]?|г\.|in|of|from|city of)\s+(?P<name>[A-ZА-ЯЁ][\w-]+(?:\s+[A-ZА-ЯЁ][\w-]+)?)"
)
_CITY_QUESTION = re.compile(r"\b(?:(?:день|дня|дню)\s+город\w+|city day)\b", re.I)


@dataclass(slots=True)
class _Parts:
    """A question being taken apart.

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


class QuestionReader:
    """Reads questions about the catalogue's cities and the plans' events."""

    def __init__(self, cities: CityIndex, events: EventSearch) -> None:
        self._cities = cities
        self._events = events

    def read(self, text: str, today: date) -> Question:
        """Return what a text asks for. Never raises.

        today is the local day of the chat.
        """
        text = _ADDRESS.sub(" ", text[:LONGEST_QUESTION])
        question = self._read(text, today)
        if question.unread:
            question = self._read_respelt(question, text, today)
        if question.subject in _NOT_UNDERSTOOD:
            other = self._read(switch_layout(text), today)
            if other.subject not in _NOT_UNDERSTOOD:
                return replace(other, guessed=bool(other.cities))
        return question

    def _read_respelt(self, question: Question, text: str, today: date) -> Question:
        """Return what the text asks for with its slips put right, where that explains more of it."""
        unread = question.unread.split()
        for respelt in (correct(text, unread), to_cyrillic(text) if is_latin(unread[0]) else text):
            if respelt == text:
                continue
            other = self._read(respelt, today)
            if other.guessed or (other.subject in _NOT_UNDERSTOOD and not other.candidates):
                continue
            if len(other.unread.split()) < len(unread):
                return other
        return question

    def _read(self, text: str, today: date) -> Question:
        parts = _take_apart(text, today)
        named = self._cities.named(parts.rest)
        for _, first, last in named:
            parts.blank(first, last)
        words = _said_words(parts)
        if named:
            cities = tuple({city.id: city for city, _, _ in named}.values())
            return self._about_cities(parts, cities, words)
        if words:
            return self._about_words(parts, text, words)
        return _about_days(parts)

    def _about_cities(self, parts: _Parts, cities: tuple[City, ...], words: list[Word]) -> Question:
        """Answer for named cities: their events by the words beside them, else their cards."""
        hits = self._search(parts, words)
        ids = {city.id for city in cities}
        there = tuple(hit for hit in hits if hit.is_full and ids & set(_cities_of(self._cities, hit)))
        if there:
            return Question(Subject.EVENTS, span=parts.span, hits=there, cities=cities)
        return Question(
            Subject.CITIES,
            span=parts.span,
            kind=parts.kind or AskedKind.ALL,
            cities=cities,
            asks_age=parts.asks_age,
            asks_occasions=parts.asks_occasions,
            unread=_joined(words),
        )

    def _about_words(self, parts: _Parts, text: str, words: list[Word]) -> Question:
        """Answer for other words: events that have them all, a wish, a mistyped city."""
        asks_city = parts.asks_age or _CITY_QUESTION.search(text) is not None
        hits = () if asks_city else self._search(parts, words)
        full = tuple(hit for hit in hits if hit.is_full)
        if full:
            return Question(Subject.EVENTS, span=parts.span, kind=parts.kind or AskedKind.ALL, hits=full)
        if parts.wish is not None and not asks_city:
            return _about_days(parts)
        found = self._cities.find(_joined(words))
        if found.match is not None:
            return replace(self._about_cities(parts, (found.match,), []), guessed=found.is_guess)
        return self._about_unknown(parts, text, words, found, hits)

    def _about_unknown(
        self, parts: _Parts, text: str, words: list[Word], found: SearchResult, hits: tuple[EventHit, ...]
    ) -> Question:
        """Answer for words found nowhere: an unknown place, or events with some of the words."""
        candidates = _near_enough(words, found)
        place = _strange_place(text, words)
        if parts.asks_age or _CITY_QUESTION.search(text):
            place = place or text[words[0].start : words[-1].end].capitalize()
        if candidates or place:
            return Question(
                Subject.UNKNOWN_CITY,
                candidates=candidates,
                is_ambiguous=found.step is SearchStep.AMBIGUOUS,
                unknown_name=place,
                unread=_joined(words),
            )
        if hits and len(words) > 1:
            return Question(Subject.EVENTS, span=parts.span, hits=hits)
        return replace(_about_days(parts), unread=_joined(words))

    def _search(self, parts: _Parts, words: list[Word]) -> tuple[EventHit, ...]:
        """Return the events that have some of the words and lie in the span asked for, best first."""
        if not words:
            return ()
        hits = self._events.find([_search_stem(word) for word in words])
        span = parts.span
        if span is not None and span.missing_day is None:
            hits = [hit for hit in hits if _lies_in(hit, span)]
        return tuple(hits[:MOST_HITS])


def _take_apart(text: str, today: date) -> _Parts:
    """Read days, kinds, wishes and what else is known by its words, each once, surest first."""
    parts = _Parts(text)
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
    for wish, pattern in WISHES:
        if parts.take(pattern):
            parts.wish = parts.wish or wish
    parts.asks_occasions = parts.take(OCCASIONS)
    parts.asks_next = parts.take(SOON)
    return parts


def _said_words(parts: _Parts) -> list[Word]:
    """Return the words that are left and say something. A mistyped word of a kind sets the kind."""
    parts.take(FILLERS)
    words = []
    for word in read_words(parts.rest):
        kind = mistyped_kind(word)
        if kind is not None:
            parts.kind = parts.kind or kind
        elif not word.text.isdigit() and len(word.text) > 1:
            words.append(word)
    return words[:MOST_TERMS]


def _about_days(parts: _Parts) -> Question:
    """Answer for a text without cities and other words: a wish, or occasions of the days named."""
    wish = parts.wish
    if wish is Wish.CITIES and (parts.kind or parts.span):
        wish = None
    if wish is Wish.PLAN and parts.span is not None and not parts.span.is_year:
        wish = None
    if wish is not None:
        return Question(Subject.WISH, wish=wish, span=parts.span)
    if parts.span or parts.kind or parts.asks_occasions or parts.asks_next:
        kind = parts.kind or (AskedKind.CITY_DAYS if parts.wish is Wish.CITIES else AskedKind.ALL)
        return Question(Subject.AGENDA, span=parts.span, kind=kind)
    if parts.greeting is not None:
        return Question(Subject.WISH, wish=parts.greeting)
    return Question(Subject.UNKNOWN)


def _joined(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def _search_stem(word: Word) -> str:
    return stem(EVENT_WORDS.get(word.text, EVENT_WORDS.get(word.text.removesuffix("s"), word.text)))


def _lies_in(hit: EventHit, span: AskedSpan) -> bool:
    whens = [one.when for one in hit.event.occurrences if one.when is not None]
    return any(when.overlaps(span.first, span.last) for when in whens)


def _cities_of(cities: CityIndex, hit: EventHit) -> list[str]:
    """Return the ids of the cities an event takes place in or names in its title."""
    places = [one.place.city_id for one in hit.event.occurrences if one.place and one.place.city_id]
    return [*places, *(city.id for city in cities.mentions(hit.event.title))]


def _near_enough(words: list[Word], found: SearchResult) -> tuple[City, ...]:
    """Return the cities to offer: those called so, else those with nearly the same name.

    Names of other towns are near to many of ours («Омск» to «Томск»): a slip or two must explain the word.
    """
    if found.step is SearchStep.AMBIGUOUS:
        return found.candidates
    asked = _joined(words)
    slips = 1 if len(asked) <= SHORT_NAME else 2
    return tuple(
        city
        for city in found.candidates
        if OSA.distance(asked, key_of(city.name), score_cutoff=slips) <= slips
    )


def _strange_place(text: str, words: list[Word]) -> str:
    """Return what is written like a place: behind «в», or capitalised all alone. Else nothing."""
    behind = _STRANGE_PLACE.search(text)
    if behind and any(behind.start("name") <= word.start < behind.end("name") for word in words):
        return behind["name"]
    bare = text.strip(" ?!.,")
    alone = len(words) <= MOST_NAME_WORDS and bare[:1].isupper() and words[0].start <= text.index(bare)
    if alone and len(read_words(bare)) == len(words):
        return bare
    return _behind_preposition(text, words)


def _behind_preposition(text: str, words: list[Word]) -> str:
    """Return a word behind «в» or “in” in a text without capitals: «что в екатеринбурге»."""
    for word in words:
        before = text[: word.start].rstrip().rpartition(" ")[2].casefold()
        if before in {"в", "во", "из", "in", "from", "г", "г.", "город", "городе", "города"}:
            return text[word.start : word.end].capitalize()
    return ""
