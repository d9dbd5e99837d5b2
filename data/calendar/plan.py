"""Define a yearly plan as values: what the document says, in its order."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.calendar.event_details import NO_DETAILS, EventDetails, HandField
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from data.calendar.rules import NthWeekday

PLAN_ZONE = "Europe/Moscow"
"""The zone of a time at a place that is no known city: the Assembly's own."""


class EventKind(StrEnum):
    """Whose event it is: the Assembly's, one it takes part in, a partner's, or standing work."""

    OWN = "own"
    PARTICIPATION = "participation"
    PARTNER = "partner"
    ACTIVITY = "activity"


class EventStatus(StrEnum):
    """What has become of an event since the plan was issued. Only an editor confirms one."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    MOVED = "moved"
    CANCELLED = "cancelled"


class PlaceMode(StrEnum):
    """What the place cell names."""

    CITY = "city"
    ONLINE = "online"
    VENUE = "venue"
    REGION = "region"
    ROUTE = "route"
    ALTERNATIVES = "alternatives"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """A place as printed.

    city is the name in the catalogue, or the printed one for a city it lacks. city_id is set only for a city
    of the catalogue. is_hybrid is set where people may also take part online. venue is a place inside the
    city that an editor has named: raw has what the plan prints.
    """

    raw: str
    city: str | None
    mode: PlaceMode
    city_id: str | None = None
    is_hybrid: bool = False
    venue: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place and date of an event, each None where the cell names none.

    time is the local time of the city, or that of PLAN_ZONE where no city is known.
    """

    place: Place | None
    when: ImpreciseDate | None
    time: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """One event of the plan.

    number and part are for reference only, because they change between editions. id does not change. It is 0
    until the event is stored. details are what editors have added, and by_hand names what they have set
    otherwise than the document.
    """

    number: str
    part: int
    parts: int
    section: str | None
    title: str
    kind: EventKind
    occurrences: tuple[Occurrence, ...]
    organisers: tuple[str, ...] = ()
    organiser_label: str | None = None
    note: str | None = None
    status: EventStatus = EventStatus.PLANNED
    flags: tuple[str, ...] = ()
    id: int = 0
    details: EventDetails = NO_DETAILS
    by_hand: frozenset[HandField] = frozenset()


@dataclass(frozen=True, slots=True)
class CityDate:
    """One row of a city list: the printed age and the day of celebration.

    approx is set where a footnote says «ориентировочно».
    """

    number: str
    city_raw: str
    city: str
    age: int | None
    age_raw: str
    date_raw: str
    precision: Precision
    start: date | None
    end: date | None
    rule: NthWeekday | None
    approx: bool
    flags: tuple[str, ...] = ()
    city_id: str | None = None

    @property
    def when(self) -> ImpreciseDate:
        """Return the day of celebration as an imprecise date."""
        return ImpreciseDate(self.date_raw, self.precision, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote and the lists whose headings refer to it."""

    mark: str
    text: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan of one year."""

    title: str
    year: int
    events: tuple[PlanEvent, ...]
    jubilees: tuple[CityDate, ...]
    city_days: tuple[CityDate, ...]
    footnotes: tuple[Footnote, ...] = ()
    draft: bool = False
