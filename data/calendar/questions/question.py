"""A question in plain words, understood: what it wants, of which cities, events and days."""

from dataclasses import dataclass
from enum import StrEnum

from data.calendar.cities import City
from data.calendar.questions.asked_span import AskedSpan
from data.calendar.questions.event_search import EventHit, Found
from data.calendar.questions.wishes import AskedKind, Wish

NOTHING = Found(())


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
    found: the events that have words of the question.
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
    found: Found = NOTHING
    candidates: tuple[City, ...] = ()
    is_ambiguous: bool = False
    asks_age: bool = False
    asks_occasions: bool = False
    guessed: bool = False
    unknown_name: str = ""
    unread: str = ""

    @property
    def is_request(self) -> bool:
        """Return whether it asks for more than a name says: days, an age, a kind, or what the bot does."""
        has_kind = self.kind is not AskedKind.ALL or self.asks_occasions
        return self.wish is not None or self.span is not None or self.asks_age or has_kind

    @property
    def hits(self) -> tuple[EventHit, ...]:
        """Return the events found, best first."""
        return self.found.hits
