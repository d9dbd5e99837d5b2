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
from data.calendar.questions.event_search import EventHit, EventSearch, Fit, Found
from data.calendar.questions.parts import MOST_TERMS, QuestionParts, said_words, take_apart
from data.calendar.questions.question import NOTHING, Question, Subject
from data.calendar.questions.respelling import correct, to_cyrillic
from data.calendar.questions.strange_places import strange_place
from data.calendar.questions.vocabulary import FILLERS
from data.calendar.questions.wishes import AskedKind, Wish

LONGEST_QUESTION = 300
"""Characters of a question that are looked at; people ask in fewer."""

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

    def find(self, text: str, days: tuple[date, date] | None = None) -> Found:
        """Return the events that a text searches for. Never raises.

        They are found by their titles, places and organisers. Words that say nothing are left out where
        others remain. Cities may be named in Latin letters.
        """
        text = self._in_russian(_ADDRESS.sub(" ", text[:LONGEST_QUESTION]))
        spoken = FILLERS.sub(lambda match: " " * len(match[0]), text)
        words = [word.text for word in read_words(spoken) if len(word.text) > 1 or word.text.isdigit()]
        words = words or [word.text for word in read_words(text)]
        return self._events.search(words[:MOST_TERMS], days) if words else NOTHING

    def _in_russian(self, text: str) -> str:
        """Write the cities that a text names in Latin letters as the plans write them."""
        for city, first, last in reversed(self._cities.named(text)):
            if is_latin(text[first:last]):
                text = f"{text[:first]}{city.name}{text[last:]}"
        return text

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
        ids = {city.id for city in cities}
        found = self._search(parts, words)
        there = tuple(hit for hit in found.hits if ids & set(_cities_of(self._cities, hit)))
        found = replace(found, hits=there) if there else self._search(parts, [*words, *names])
        if words and found.hits and found.fit is Fit.FULL:
            return Question(Subject.EVENTS, span=parts.span, found=found, cities=cities)
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
        found = NOTHING if asks_city else self._search(parts, words)
        if found.hits and found.fit is not Fit.PARTIAL:
            return Question(Subject.EVENTS, span=parts.span, kind=parts.kind or AskedKind.ALL, found=found)
        if parts.wish is not None and not asks_city:
            return _about_days(parts)
        city = self._cities.find(_joined(words))
        if city.match is not None:
            return replace(self._about_cities(parts, (city.match,), []), guessed=city.is_guess)
        return _about_unknown(parts, text, words, city, found)

    def _search(self, parts: QuestionParts, words: Sequence[Word]) -> Found:
        """Return the events that have the words, in the days asked for where there are such."""
        if not words:
            return NOTHING
        span = parts.span
        days = (span.first, span.last) if span is not None and span.missing_day is None else None
        return self._events.search([word.text for word in words], days)


def _about_unknown(
    parts: QuestionParts, text: str, words: list[Word], city: SearchResult, found: Found
) -> Question:
    """Answer for words found nowhere: an unknown place, or events with some of the words."""
    place = strange_place(text, words)
    if parts.asks_age or _CITY_QUESTION.search(text):
        place = place or text[words[0].start : words[-1].end].capitalize()
    if city.candidates or place:
        return Question(
            Subject.UNKNOWN_CITY,
            candidates=city.candidates,
            is_ambiguous=city.step is SearchStep.AMBIGUOUS,
            unknown_name=place,
            unread=_joined(words),
        )
    if found.hits:
        return Question(Subject.EVENTS, span=parts.span, found=found)
    return replace(_about_days(parts), unread=_joined(words))


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
    return Question(Subject.UNKNOWN, asks_age=parts.asks_age)


def _joined(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def _cities_of(cities: CityIndex, hit: EventHit) -> list[str]:
    """Return the ids of the cities an event takes place in or names in its title."""
    places = [one.place.city_id for one in hit.event.occurrences if one.place and one.place.city_id]
    return [*places, *(city.id for city in cities.mentions(hit.event.title))]
