"""Define the occasion: one entry of the agenda."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from data.calendar.cities import City
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate
from data.calendar.plan import PLAN_ZONE, EventStatus, Place, PlanEvent


class OccasionKind(StrEnum):
    """The kind of an occasion."""

    EVENT = "event"
    JUBILEE = "jubilee"
    CITY_DAY = "city_day"
    BULLETIN = "bulletin"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One entry of the agenda.

    key is stable across editions, restarts and moves of the date. It is what is muted, linked and stored in
    the outbox: «event:12:0» (event id and occurrence), «jubilee:kazan:2025», «city_day:minsk:2026»,
    «bulletin:2026-W48», «journal:2026-Q4». It has at most 48 ASCII characters.

    city is the celebrating city, or the catalogue city an event takes place in. age and weight are set for
    city dates. weight is 100, 50, 25, 10, 5 (or the setting's own step) for a jubilee, else 0. calculated is
    set where no plan of that year prints the date, approximate where it is shown with «ориентировочно».
    time is the local time at its place, where the plan prints one.
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
    time: ClockTime | None = None

    @property
    def is_cancelled(self) -> bool:
        """Return whether it is an event that the secretariat has cancelled."""
        return self.event is not None and self.event.status is EventStatus.CANCELLED

    @property
    def starts_at(self) -> datetime | None:
        """Return the aware instant at which it begins, None without an exact day or a clock time."""
        first = self.when.start
        if self.time is None or first is None or not self.when.is_day:
            return None
        zone = PLAN_ZONE if self.city is None else self.city.zone
        return datetime.combine(first, self.time.start, ZoneInfo(zone))

    def sort_key(self) -> tuple[object, ...]:
        """Sort by date, width and hour (none first), then by key for a stable order."""
        return (*self.when.sort_key(), self.time.start if self.time else time.min, self.key)
