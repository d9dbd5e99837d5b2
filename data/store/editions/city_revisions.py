"""Read the revisions of what editors have set of cities, and put an earlier state back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.calendar.city_search.keys import name_key
from data.store.editions.city_days import write_day
from data.store.editions.city_remarks import take_name, write_name, write_note
from data.store.revisions import (
    Authorship,
    Facts,
    StoredChange,
    begin_revision,
    check_ground,
    record_changes,
    record_undoing,
)
from data.store.secretariat.action_log import Action, record_action
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, to_text
from data.store.sqlite.transactions import Row, Transaction

_SQL = Queries("city_revisions")


class CityFact(StrEnum):
    """What editors set of a city: its day in a year, the note on its card, another name."""

    DAY = "day"
    NOTE = "note"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class CityRevision:
    """A revision of one fact of a city.

    action is what the log says of it, with the states before and after. undone_by is the revision that has
    taken it back, None for one that stands.
    """

    revision: int
    by: Authorship
    action: Action
    undone_by: int | None = None

    @property
    def fact(self) -> CityFact:
        """Return what was set: the second word of «city-day-set»."""
        return CityFact(self.action.action.split("-")[1])

    @property
    def city_id(self) -> str:
        """Return the city it is about."""
        return self.action.subject.partition(":")[2]

    @property
    def before(self) -> Facts | None:
        """Return the state before, None where nothing was set."""
        return self.action.before

    @property
    def after(self) -> Facts | None:
        """Return the state after, None where nothing is set."""
        return self.action.after

    @property
    def year(self) -> int:
        """Return the year of a day that is set or taken back, 0 for anything else."""
        first = str((self.after or self.before or {}).get("first-day", "0"))
        return int(first.partition("-")[0])

    @property
    def name(self) -> str:
        """Return the name that is given or taken away, empty for anything else."""
        return str((self.after or self.before or {}).get("text", "")) if self.fact is CityFact.NAME else ""

    @property
    def thread(self) -> tuple[object, ...]:
        """Return what the revisions of one and the same fact share."""
        return self.city_id, self.fact, self.year, name_key(self.name)


class CityRevisions:
    """The revisions of cities."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def made_since(self, since: datetime) -> tuple[CityRevision, ...]:
        """Return the revisions since an aware moment, newest first."""
        rows = await self._database.fetch_all(_SQL["made_since"], since=to_text(since))
        return tuple(_city_revision(row) for row in rows)

    async def undo(
        self,
        undone: Sequence[CityRevision],
        by: Authorship,
        changes: Iterable[StoredChange] = (),
        *,
        ground: int,
    ) -> int:
        """Put the state before the last of these revisions of one fact back.

        Return the new revision. What is still to be sent about them is voided. Raises GroundChanged, with
        nothing stored, where there is a newer revision than ground.
        """
        newest, oldest = undone[0], undone[-1]
        code = f"city-{oldest.fact}-undone"
        action = Action.of(by, code, oldest.action.subject, before=newest.after, after=oldest.before)
        async with self._database.transaction() as tx:
            await check_ground(tx, ground)
            revision = await begin_revision(tx, by)
            await _restore(tx, oldest, by)
            await record_changes(tx, revision, oldest.year, changes)
            await record_undoing(tx, revision, [one.revision for one in undone])
            await record_action(tx, action, by.at, revision)
        return revision


async def _restore(tx: Transaction, oldest: CityRevision, by: Authorship) -> None:
    """Write the state before a revision."""
    city_id, before = oldest.city_id, oldest.before
    match oldest.fact:
        case CityFact.DAY:
            await write_day(tx, city_id, oldest.year, before, by)
        case CityFact.NOTE:
            await write_note(tx, city_id, str((before or {}).get("text", "")), by)
        case CityFact.NAME if before is None:
            await take_name(tx, city_id, oldest.name)
        case CityFact.NAME:
            await write_name(tx, city_id, oldest.name, by)


def _city_revision(row: Row) -> CityRevision:
    before, after = (None if row[side] is None else json.loads(row[side]) for side in ("before", "after"))
    action = Action(row["actor_id"], row["actor"], row["action"], row["subject"], before, after)
    by = Authorship(from_text(row["at"]), row["actor_id"], row["actor"])
    return CityRevision(row["revision"], by, action, row["undone_by"])
