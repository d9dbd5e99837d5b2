"""Measure what a new edition loses against the plan in force.

An edition that loses very much may have been read wrongly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.calendar.plan import Plan, PlanEvent
from data.plans.editions.comparison import ChangeKind, EditionChange

LOST_SHARE = 5
"""An edition that loses more than a fifth of the events, or cities, is held. A year seldom drops a tenth."""

UNREAD_SHARE = 10
"""An edition is held when more than a tenth of its numbered lines were not read."""


@dataclass(frozen=True, slots=True)
class Losses:
    """The removed titles and cities, how many are in force, and the numbered lines left unread."""

    events: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    events_before: int = 0
    cities_before: int = 0
    unread: int = 0
    numbered: int = 0

    @property
    def are_grave(self) -> bool:
        """Return whether the edition must be held until a person accepts what it loses."""
        return (
            len(self.events) * LOST_SHARE > self.events_before
            or len(self.cities) * LOST_SHARE > self.cities_before
            or self.unread * UNREAD_SHARE > self.numbered
        )


def losses_of(
    current: Plan | None, new: Plan, changes: Sequence[EditionChange], lines: tuple[int, int]
) -> Losses:
    """Return what the new edition loses.

    lines are the numbered lines left unread, and all numbered lines. A cancelled event is not lost, nor is a
    city that only changed its list.
    """
    unread, numbered = lines
    if current is None:
        return Losses(unread=unread, numbered=numbered)
    events = tuple(
        change.before.title
        for change in changes
        if change.kind is ChangeKind.REMOVED and isinstance(change.before, PlanEvent)
    )
    before, after = _cities(current), _cities(new)
    cities = tuple(name for key, name in before.items() if key not in after)
    return Losses(events, cities, len(current.events), len(before), unread, numbered)


def _cities(plan: Plan) -> dict[str, str]:
    """Return the city names of both lists by catalogue id, or by name where there is none."""
    return {row.city_id or row.city.lower(): row.city for row in (*plan.jubilees, *plan.city_days)}
