"""What a new edition loses against the plan in force: so much that the reading itself may be at fault."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.calendar.plan import Plan, PlanEvent
from data.plans.editions.comparison import Change, ChangeKind

LOST_SHARE = 5
"""An edition that loses more than one in so many events, or cities, is held. A year seldom drops a tenth."""

UNREAD_SHARE = 10
"""An edition of whose numbered lines more than one in so many were not read is held."""


@dataclass(frozen=True, slots=True)
class Losses:
    """The titles and cities that are gone, of how many in force, and the numbered lines left unread."""

    events: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    events_before: int = 0
    cities_before: int = 0
    unread: int = 0
    numbered: int = 0

    @property
    def are_grave(self) -> bool:
        """Whether the edition is to be held until a person accepts what it loses."""
        return (
            len(self.events) * LOST_SHARE > self.events_before
            or len(self.cities) * LOST_SHARE > self.cities_before
            or self.unread * UNREAD_SHARE > self.numbered
        )


def losses_of(current: Plan | None, new: Plan, changes: Sequence[Change], lines: tuple[int, int]) -> Losses:
    """What the new edition loses. lines are the numbered lines left unread, and all numbered lines.

    An event that is called off is not lost, and a city that only changed its list is not either.
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
    """The cities of both lists by what they are known by."""
    return {row.city_id or row.city.lower(): row.city for row in (*plan.jubilees, *plan.city_days)}
