"""Understand a question in plain Russian or English words.

The text is taken apart step by step: kinds of occasions, days, cities, words that say nothing. What is left
is searched in the events' titles, then tried as a mistyped city. A text that means nothing so is tried once
more as if it had been typed on the other keyboard layout.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex, SearchResult, SearchStep
from data.calendar.city_search.spelling import Word, is_latin, read_words, switch_layout
from data.calendar.questions.event_search import EventHit, EventSearch
from data.calendar.questions.parts import QuestionParts, said_words, take_apart
from data.calendar.questions.question import Question, Subject
from data.calendar.questions.respelling import correct, to_cyrillic
from data.calendar.questions.spans import AskedSpan
from data.calendar.questions.stems import stem
from data.calendar.questions.strange_places import strange_place
from data.calendar.questions.vocabulary import EVENT_WORDS, AskedKind, Wish

LONGEST_QUESTION = 300
"""Characters of a question that are looked at; people ask in fewer."""

MOST_HITS = 50
"""Events returned for a question, best first."""

LEAST_SHARE = 0.5
"""Share of the words asked for from which an event that lacks the others is offered."""

_NOT_UNDERSTOOD = frozenset({Subject.UNKNOWN, Subject.UNKNOWN_CITY})
_ADDRESS = re.compile(r"(?:https?://|www\.|t\.me/|tg://)\S+|\S+@\S+\.\w+", re.I)
"""Addresses of pages and mailboxes, whose words ask for nothing."""

_CITY_QUESTION = re.compile(r"\b(?:(?:день|дня|дню)\s+город\w+|city day)\b", re.I)


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
            if len(other.unread.split()) < len(unread) or (other.candidates and not question.candidates):
                return other
        return question

    def _read(self, text: str, today: date) -> Question:
        parts = take_apart(text, today)
        named = self._cities.named(parts.rest)
        names = [word for _, first, last in named for word in read_words(parts.rest[first:last])]
        for _, first, last in named:
            parts.blank(first, last)
        words = said_words(parts)
        if named:
            cities = tuple({city.id: city for city, _, _ in named}.values())
            return self._about_cities(parts, cities, words, names)
        if words:
            return self._about_words(parts, text, words)
        return _about_days(parts)

    def _about_cities(
        self, parts: QuestionParts, cities: tuple[City, ...], words: list[Word], names: Sequence[Word] = ()
    ) -> Question:
        """Answer for named cities: their events by the words beside them, else their cards.

        names are the words of the cities' names: an organiser's name may have them («правительство Москвы»).
        """
        hits = self._search(parts, words)
        ids = {city.id for city in cities}
        there = tuple(hit for hit in hits if hit.is_full and ids & set(_cities_of(self._cities, hit)))
        if words and not there:
            there = tuple(hit for hit in self._search(parts, [*words, *names]) if hit.is_full)
        if there:
            return Question(
                Subject.EVENTS, span=parts.span, hits=there, cities=cities, searched=_joined(words)
            )
        return Question(
            Subject.CITIES,
            span=parts.span,
            kind=parts.kind or AskedKind.ALL,
            cities=cities,
            asks_age=parts.asks_age,
            asks_occasions=parts.asks_occasions,
            unread=_joined(words),
        )

    def _about_words(self, parts: QuestionParts, text: str, words: list[Word]) -> Question:
        """Answer for other words: events that have them all, a wish, a mistyped city."""
        asks_city = parts.asks_age or _CITY_QUESTION.search(text) is not None
        hits = () if asks_city else self._search(parts, words)
        full = tuple(hit for hit in hits if hit.is_full)
        elsewhen = () if full or asks_city else self._search_any_day(parts, words)
        if full or elsewhen:
            return Question(
                Subject.EVENTS,
                span=parts.span,
                kind=parts.kind or AskedKind.ALL,
                hits=full or elsewhen,
                is_outside_span=not full,
                searched=_joined(words),
            )
        if parts.wish is not None and not asks_city:
            return _about_days(parts)
        found = self._cities.find(_joined(words))
        if found.match is not None:
            return replace(self._about_cities(parts, (found.match,), []), guessed=found.is_guess)
        return self._about_unknown(parts, text, words, found, hits)

    def _about_unknown(
        self,
        parts: QuestionParts,
        text: str,
        words: list[Word],
        found: SearchResult,
        hits: tuple[EventHit, ...],
    ) -> Question:
        """Answer for words found nowhere: an unknown place, or events with some of the words."""
        candidates = found.candidates
        place = strange_place(text, words)
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
        if near := tuple(hit for hit in hits if hit.share >= LEAST_SHARE):
            return Question(Subject.EVENTS, span=parts.span, hits=near, searched=_joined(words))
        return replace(_about_days(parts), unread=_joined(words))

    def _search(self, parts: QuestionParts, words: list[Word]) -> tuple[EventHit, ...]:
        """Return the events that have some of the words and lie in the span asked for, best first."""
        if not words:
            return ()
        hits = self._events.find([_search_stem(word) for word in words])
        span = parts.span
        if span is not None and span.missing_day is None:
            hits = [hit for hit in hits if _lies_in(hit, span)]
        return tuple(hits[:MOST_HITS])

    def _search_any_day(self, parts: QuestionParts, words: list[Word]) -> tuple[EventHit, ...]:
        """Return the events that have all the words and lie outside the span asked for."""
        if parts.span is None or parts.span.missing_day is not None:
            return ()
        hits = self._events.find([_search_stem(word) for word in words])
        return tuple(hit for hit in hits if hit.is_full)[:MOST_HITS]


def _about_days(parts: QuestionParts) -> Question:
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
