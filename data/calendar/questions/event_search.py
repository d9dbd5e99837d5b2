"""Find events of the plans by words of their titles, places and organisers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.calendar.plan import Plan, PlanEvent
from data.calendar.questions.stems import stem, stems_of

SHORTEST_TYPO = 5
"""Letters of a stem from which a slip is forgiven: shorter stems are near to too many others."""

TYPO_SIMILARITY = 0.8
"""Similarity from which a stem counts as mistyped; lower, «конкурс» is near to «конгресс»."""

MOST_HITS = 50
"""Events returned for a search, best first."""

LEAST_SHARE = 0.5
"""Share of the words asked for from which an event that lacks the others is offered."""

_SHORTEST_BEGINNING = 4
_TITLE, _PLACE, _ORGANISER = 4, 2, 1
_TYPO_SHARE = 0.6
_BEGINNING_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class EventHit:
    """An event that has words asked for.

    score: more is better. share: the part of the words asked for that were found in it.
    """

    event: PlanEvent
    year: int
    score: float
    share: float

    @property
    def is_full(self) -> bool:
        """Return whether every word was found in it."""
        return self.share == 1


EVENT_WORDS = {
    "conference": "конференция",
    "forum": "форум",
    "congress": "конгресс",
    "session": "сессия",
    "contest": "конкурс",
    "competition": "конкурс",
    "exhibition": "выставка",
    "festival": "фестиваль",
    "meeting": "заседание",
    "summit": "саммит",
    "seminar": "семинар",
    "dialogue": "диалог",
    "assembly": "ассамблея",
    "tourism": "туристический",
    "youth": "молодежный",
    "energy": "энергетика",
    "digital": "цифровизация",
    "smart": "умный",
    "digitalization": "цифровизация",
    "digitalisation": "цифровизация",
    "business": "деловой",
    "culture": "культура",
    "cultural": "культура",
    "ecology": "экология",
    "education": "образование",
    "family": "семья",
    "investment": "инвестиции",
    "transport": "транспорт",
    "victory": "победа",
    "journal": "журнал",
    "international": "международный",
    "parliamentary": "парламентский",
    "capital": "столица",
}
"""English words of titles, which are in Russian."""


class Fit(StrEnum):
    """How well the events found answer a search.

    ELSEWHEN: they have all the words and are not in the days asked for. PARTIAL: they lack some of the words.
    """

    FULL = "full"
    ELSEWHEN = "elsewhen"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found, best first. words are those it has searched for, folded."""

    words: tuple[str, ...]
    hits: tuple[EventHit, ...] = ()
    fit: Fit = Fit.FULL


class EventSearch:
    """The words of all plans' events, ready to be searched. Built once for an almanac."""

    def __init__(self, plans: Mapping[int, Plan]) -> None:
        self._events: list[tuple[PlanEvent, int]] = [
            (event, year) for year, plan in sorted(plans.items()) for event in plan.events
        ]
        self._weights: dict[str, dict[int, int]] = defaultdict(dict)
        for number, (event, _) in enumerate(self._events):
            self._enter(number, _TITLE, stems_of(event.title))
            self._enter(number, _PLACE, (s for place in _places(event) for s in stems_of(place)))
            self._enter(number, _ORGANISER, (s for name in event.organisers for s in stems_of(name)))
        self._stems = sorted(self._weights)
        self._long_stems = [one for one in self._stems if len(one) >= SHORTEST_TYPO]

    def find(self, stems: Sequence[str]) -> list[EventHit]:
        """Return the events that have any of the stems, best first.

        Equals stand by year, the latest first, and then in the plan's order.
        A stem fits a word that equals it, begins with it, or differs by a slip, in this order of worth.
        """
        scores: dict[int, float] = defaultdict(float)
        found: dict[int, int] = defaultdict(int)
        for asked_stem in dict.fromkeys(stems):
            for number, worth in self._matches(asked_stem).items():
                scores[number] += worth
                found[number] += 1
        asked = len(set(stems))
        hits = [
            EventHit(*self._events[number], score, share=found[number] / asked)
            for number, score in scores.items()
        ]
        order = {number: place for place, number in enumerate(scores)}
        ranked = sorted(
            zip(scores, hits, strict=True),
            key=lambda one: (not one[1].is_full, -one[1].score, -one[1].year, order[one[0]]),
        )
        return [hit for _, hit in ranked]

    def search(self, words: Sequence[str], days: tuple[date, date] | None = None) -> Found:
        """Return the events with all the folded words that lie in the days, else the nearest.

        days are the first and the last one, None stands for any.
        """
        hits = self.find([_stem_of(word) for word in words])
        there = [hit for hit in hits if days is None or _overlaps(hit.event, *days)]
        full = [hit for hit in there if hit.is_full]
        elsewhen = [hit for hit in hits if hit.is_full]
        partial = [hit for hit in there if hit.share >= LEAST_SHARE]
        chosen, fit = next(
            ((found, fit) for found, fit in zip((full, elsewhen, partial), Fit, strict=True) if found),
            ([], Fit.FULL),
        )
        return Found(tuple(words), tuple(chosen[:MOST_HITS]), fit)

    def knows(self, stem: str) -> bool:
        """Return whether an event has this very stem."""
        return stem in self._weights

    def _enter(self, number: int, weight: int, stems: Iterable[str]) -> None:
        for one in stems:
            bearers = self._weights[one]
            bearers[number] = max(weight, bearers.get(number, 0))

    def _matches(self, stem: str) -> dict[int, float]:
        """Return the events that have a stem, each with what that is worth."""
        worth: dict[int, float] = {}
        for near, share in self._near(stem):
            for number, weight in self._weights[near].items():
                worth[number] = max(worth.get(number, 0.0), weight * share)
        return worth

    def _near(self, stem: str) -> list[tuple[str, float]]:
        exact = [(stem, 1.0)] if stem in self._weights else []
        begun = [
            (one, _BEGINNING_SHARE)
            for one in self._stems
            if len(stem) >= _SHORTEST_BEGINNING and one != stem and one.startswith(stem)
        ]
        if exact or begun or len(stem) < SHORTEST_TYPO:
            return exact + begun
        found = process.extract(
            stem,
            self._long_stems,
            scorer=OSA.normalized_similarity,
            processor=None,
            score_cutoff=TYPO_SIMILARITY,
            limit=3,
        )
        return [(near, _TYPO_SHARE * score) for near, score, _ in found]


def _stem_of(word: str) -> str:
    return stem(EVENT_WORDS.get(word, EVENT_WORDS.get(word.removesuffix("s"), word)))


def _overlaps(event: PlanEvent, first: date, last: date) -> bool:
    return any(one.when.overlaps(first, last) for one in event.occurrences if one.when is not None)


def _places(event: PlanEvent) -> Iterable[str]:
    for occurrence in event.occurrences:
        if occurrence.place is not None:
            yield f"{occurrence.place.raw} {occurrence.place.venue}"
            if occurrence.place.city:
                yield occurrence.place.city
