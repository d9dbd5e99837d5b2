"""A question in plain words, understood: what it wants, of which cities, events and days."""

from dataclasses import dataclass
from enum import StrEnum

from data.calendar.cities import City
from data.calendar.questions.event_search import EventHit
from data.calendar.questions.spans import AskedSpan
from data.calendar.questions.vocabulary import AskedKind, Wish


class Subject(StrEnum):
    """What an answer is about."""

    WISH = "wish"
    """Something the bot does: help, settings, a greeting. See Question.wish."""
    CITIES = "cities"
    """One city, or several that were named. With a span: what happens there in it."""
    AGENDA = "agenda"
    """Occasions of a span and a kind."""
    EVENTS = "events"
    """Events found by their words, best first."""
    UNKNOWN_CITY = "unknown_city"
    """A place that is no city of the catalogue."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Question:
    """What a text asks for.

    span is None where no days are named: then it is about what comes next.
    asks_age: the age or the founding of the city is wanted.
    asks_occasions: what happens in the city is wanted, not its card.
    is_outside_span: the events found are on other days than those asked for.
    searched: the words that the events were searched for.
    guessed: the city was written with a slip or on the other keyboard layout.
    candidates are cities with nearly the name that was written, or is_ambiguous: that bear it.
    unknown_name is the place that is not in the catalogue.
    unread: the words beside days, kinds and cities that were found nowhere.
    """

    subject: Subject
    wish: Wish | None = None
    span: AskedSpan | None = None
    kind: AskedKind = AskedKind.ALL
    cities: tuple[City, ...] = ()
    hits: tuple[EventHit, ...] = ()
    candidates: tuple[City, ...] = ()
    is_ambiguous: bool = False
    is_outside_span: bool = False
    searched: str = ""
    asks_age: bool = False
    asks_occasions: bool = False
    guessed: bool = False
    unknown_name: str = ""
    unread: str = ""
