"""Define what has happened to an event or a city day, as readers are told."""

from dataclasses import dataclass
from enum import StrEnum

from data.calendar.cities import City
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate


class ChangeEffect(StrEnum):
    """What can happen to a planned event or a city day.

    SET means that a known date replaces a calculated one, WITHDRAWN the reverse. ESTIMATED means that a
    calculated date is calculated otherwise. UNDATED means that the day is open again, whether or not a window
    remains.
    """

    CANCELLED = "cancelled"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    SET = "set"
    ESTIMATED = "estimated"
    DATED = "dated"
    UNDATED = "undated"
    RETIMED = "retimed"
    PLACED = "placed"
    RENAMED = "renamed"
    RESTORED = "restored"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class PlannedFacts:
    """What the plan says, or said. None stands for what it leaves open."""

    title: str = ""
    when: ImpreciseDate | None = None
    place: str = ""
    time: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class PlanChange:
    """All that happened to one event or city day since its followers were last notified.

    subject is «event:12» or the key of the city day. before is empty for a new subject. after is the
    present state, or the last one of a removed subject. city is set for a city day of the catalogue.
    is_exact means that an editor has named the day. The most important effect comes first.
    """

    subject: str
    effects: tuple[ChangeEffect, ...]
    before: PlannedFacts
    after: PlannedFacts
    city: City | None = None
    city_name: str = ""
    is_exact: bool = False

    @property
    def is_city_day(self) -> bool:
        """Return whether the subject is a city day and not an event."""
        return bool(self.city_name)

    @property
    def is_off(self) -> bool:
        """Return whether it will not take place."""
        return self.effects[0] in {ChangeEffect.CANCELLED, ChangeEffect.REMOVED}
