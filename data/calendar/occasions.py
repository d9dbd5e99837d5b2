"""Occasions: whatever the agenda yields for a span of time."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from data.calendar.cities import City
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate
from data.calendar.plan import EventStatus, Place, PlanEvent


class OccasionKind(StrEnum):
    """What kind of thing comes up."""

    EVENT = "event"
    JUBILEE = "jubilee"
    CITY_DAY = "city_day"
    BULLETIN = "bulletin"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing in the agenda.

    key is stable across editions, restarts and moves of the date; it is what is muted, linked and
    remembered in the ledger: «event:12:0» (event id and occurrence), «jubilee:kazan:2025»,
    «city_day:minsk:2026», «bulletin:2026-W48», «journal:2026-Q4». At most 48 ASCII characters.

    city is the celebrating city, or the catalogue city an event takes place in. age and weight are for
    city dates: weight is 100, 50, 25, 10, 5 (or the age's own divisor) for a jubilee, else 0.
    calculated: worked out by us, since no plan of that year prints it. approximate: to be shown with
    «ориентировочно». listed: belongs to the general agenda; the date of a city that no plan of any year
    prints is told only to those who follow that city. time is the local clock of its place, where the plan
    prints one.
    """

    key: str
    kind: OccasionKind
    when: ImpreciseDate
    year: int
    event: PlanEvent | None = None
    place: Place | None = None
    city: City | None = None
    age: int | None = None
    weight: int = 0
    calculated: bool = False
    approximate: bool = False
    listed: bool = True
    time: ClockTime | None = None

    @property
    def is_cancelled(self) -> bool:
        """True for an event the secretariat has called off."""
        return self.event is not None and self.event.status is EventStatus.CANCELLED

    def sort_key(self) -> tuple[object, ...]:
        """Agenda order: by date, its width, its hour (none first), then by key, so that two runs agree."""
        return (*self.when.sort_key(), self.time.start if self.time else time.min, self.key)
