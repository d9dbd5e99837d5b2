"""Take back what editors have set of a city: the state before it holds again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from data.calendar.anniversaries import on_days
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.plan import Plan
from data.plan_changes import CityRules, city_day_changes
from data.store.editions.city_revisions import CityFact, CityRevision, CityRevisions
from data.store.editions.plan_writing import RESTORABLE_FOR
from data.store.editions.plans import Plans
from data.store.revisions import Authorship, Facts, StoredChange
from data.undoing import NotUndoable


@dataclass(frozen=True, slots=True)
class CityUndoing:
    """What undoing a revision of a city would do.

    undone are the revision and all later ones of the same fact, newest first. rules are by what days of
    cities are calculated afterwards, changes what is recorded. ground is the newest revision of anything that
    it was prepared on.
    """

    undone: tuple[CityRevision, ...]
    rules: CityRules
    changes: tuple[StoredChange, ...]
    ground: int

    @property
    def fact(self) -> CityFact:
        """Return what is taken back."""
        return self.undone[0].fact

    @property
    def state(self) -> Facts | None:
        """Return what holds afterwards, None where nothing is set then."""
        return self.undone[-1].before

    @property
    def since(self) -> datetime:
        """Return when the first of the undone revisions was made."""
        return self.undone[-1].by.at


async def recent_city_revisions(cities: CityRevisions, now: datetime) -> tuple[CityRevision, ...]:
    """Return the revisions of cities that were made lately, newest first."""
    return await cities.made_since(now - RESTORABLE_FOR)


async def prepare_city_undoing(
    revision: int, cities: CityRevisions, plans: Plans, rules: CityRules, now: datetime
) -> CityUndoing:
    """Return what undoing a revision, and all later ones of the same fact, would do.

    Nothing is stored. Raises NotUndoable for one that is unknown, too old or undone, and for a name that
    another city bears.
    """
    ground = await plans.revision()
    recent = await recent_city_revisions(cities, now)
    wanted = next((one for one in recent if one.revision == revision), None)
    if wanted is None or wanted.undone_by is not None or _is_taken(wanted, rules):
        raise NotUndoable(revision)
    undone = tuple(one for one in recent if one.thread == wanted.thread and one.revision >= revision)
    if wanted.fact is not CityFact.DAY:
        return CityUndoing(undone, rules, (), ground)
    after = rules.with_day(wanted.city_id, wanted.year, _day_in(wanted.before))
    return CityUndoing(undone, after, _day_changes(wanted, await plans.load_all(), rules), ground)


async def undo_city(undoing: CityUndoing, cities: CityRevisions, by: Authorship) -> int:
    """Put the state before in force again and return the new revision.

    Raises GroundChanged, with nothing stored, where something was changed since it was prepared.
    """
    return await cities.undo(undoing.undone, by, undoing.changes, ground=undoing.ground)


def _is_taken(wanted: CityRevision, rules: CityRules) -> bool:
    """Return whether another city bears the name that would be given back."""
    bearer = rules.cities.exact(wanted.name) if wanted.name and wanted.before is not None else None
    return bearer is not None and bearer.id != wanted.city_id


def _day_changes(
    wanted: CityRevision, plans: Mapping[int, Plan], rules: CityRules
) -> tuple[StoredChange, ...]:
    return city_day_changes(plans, rules, wanted.city_id, wanted.year, _day_in(wanted.before))


def _day_in(facts: Facts | None) -> ImpreciseDate | None:
    """Return the day that the log keeps, None where none was set."""
    if facts is None:
        return None
    first, last = (date.fromisoformat(str(facts[end])) for end in ("first-day", "last-day"))
    return on_days(first, last)
