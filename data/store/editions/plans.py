"""Store the plans of all years, their editions, and the identity of events across them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from data.calendar.plan import Plan
from data.store.editions.made_revisions import MadeRevision, read_made_revision
from data.store.editions.plan_writing import (
    Along,
    NewEdition,
    Source,
    plan_from_json,
    put_in_force,
    source_of,
    withdraw,
)
from data.store.revisions import (
    Authorship,
    RecordedChange,
    StoredChange,
    changes_between,
    changes_of,
    changes_since,
    check_ground,
    newest_revision,
)
from data.store.secretariat.action_log import Action
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, to_text
from data.store.sqlite.transactions import Row

_SQL = Queries("plans")


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What is known of a plan without its content.

    events, jubilees and city_days are numbers of them. edition counts the documents imported for that year,
    and an edit by hand is a revision of its edition.
    """

    revision: int
    year: int
    edition: int
    title: str
    draft: bool
    events: int
    jubilees: int
    city_days: int
    source: Source | None
    by: Authorship


@dataclass(frozen=True, slots=True)
class EventIdentity:
    """An event that is in the plan of its year, or once was."""

    id: int
    year: int
    title: str
    removed: bool


class Plans:
    """Current and former plans. Every change makes one revision, and revisions only grow."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def revision(self) -> int:
        """Return the newest revision of anything, 0 before any. Ask it before using what was loaded."""
        return await newest_revision(self._database)

    async def changes_since(self, revision: int) -> tuple[RecordedChange, ...]:
        """Return what changed after a revision, in plans and in days of cities, oldest first."""
        return await changes_since(self._database, revision)

    async def changes_between(self, after: int, through: int, since: datetime) -> tuple[RecordedChange, ...]:
        """Return what changed after one revision through another, not before an instant."""
        return await changes_between(self._database, after, through, since)

    async def changes_of(self, subject: str) -> tuple[RecordedChange, ...]:
        """Return what changed of one event or one city's day, oldest first."""
        return await changes_of(self._database, subject)

    async def load(self, year: int) -> Plan | None:
        """Return the plan in force for a year, its events with their ids. None without one."""
        return _plan(await self._database.fetch_one(_SQL["current"], year=year))

    async def load_all(self) -> dict[int, Plan]:
        """Return the plans in force by year."""
        rows = await self._database.fetch_all(_SQL["all_current"])
        return {row["year"]: plan_from_json(row["content"]) for row in rows}

    async def at_revision(self, revision: int) -> Plan | None:
        """Return the plan that a revision put in force, to go back to it.

        None for a revision of something else, and for one so old that its content was deleted.
        """
        return _plan(await self._database.fetch_one(_SQL["at_revision"], revision=revision))

    async def save(
        self,
        plan: Plan,
        by: Authorship,
        *,
        changes: Iterable[StoredChange] = (),
        source: Source | None = None,
        accepted: Iterable[str] = (),
        action: Action | None = None,
    ) -> int:
        """Put a plan in force for its year, all or nothing, and return the new revision.

        Events with an id keep it, and those with id 0 get one. Events of the old plan that are missing are
        marked as removed. source is None for an edit by hand, which belongs to the present edition. changes
        name new events by new_event. accepted are doubts that are not to be raised again. action is what the
        log says of it, None for an import or an edit of the plan. Raises UnknownRow for an event id that is
        not of that year, and Unstorable for text that cannot be written.
        """
        new = NewEdition(plan, tuple(changes), source, tuple(accepted), action)
        return await self.put(new, by)

    async def put(
        self, new: NewEdition, by: Authorship, *, ground: int | None = None, along: Along | None = None
    ) -> int:
        """Put a plan in force, all or nothing, and return the new revision.

        ground is the newest revision that the decision was made on. along writes what belongs to the same
        transaction. Raises GroundChanged, with nothing stored, where there is a newer revision than ground.
        """
        async with self._database.transaction() as tx:
            if ground is not None:
                await check_ground(tx, ground)
            revision, _ = await put_in_force(tx, new, by)
            if along is not None:
                await along(tx, revision)
        return revision

    async def withdraw(
        self,
        year: int,
        by: Authorship,
        undone: tuple[int, ...],
        changes: Iterable[StoredChange],
        *,
        ground: int,
    ) -> int:
        """Leave a year without a plan and return the new revision. Raises GroundChanged as put does."""
        async with self._database.transaction() as tx:
            await check_ground(tx, ground)
            return await withdraw(tx, year, by, undone, changes)

    async def accepted_doubts(self, year: int) -> frozenset[str]:
        """Return the words of the doubts that were accepted with editions of a year."""
        rows = await self._database.fetch_all(_SQL["accepted_doubts"], year=year)
        return frozenset(row["words"] for row in rows)

    async def has_source(self, year: int, source_hash: str) -> bool:
        """Return whether the edition in force says the same, even if its file is of another kind."""
        row = await self._database.fetch_one(_SQL["current"], year=year)
        return row is not None and row["source_hash"] == source_hash

    async def edition(self, year: int) -> int:
        """Return the number of the edition in force for a year, counted from 1. 0 without one."""
        row = await self._database.fetch_one(_SQL["current"], year=year)
        return 0 if row is None else int(row["edition"])

    async def made_since(self, since: datetime) -> tuple[MadeRevision, ...]:
        """Return the revisions of plans since an aware moment, newest first."""
        rows = await self._database.fetch_all(_SQL["made_since"], since=to_text(since))
        return tuple(read_made_revision(row) for row in rows)

    async def list(self) -> tuple[PlanSummary, ...]:
        """Return the plans in force, newest year first."""
        return tuple(_summary(row) for row in await self._database.fetch_all(_SQL["summaries"]))

    async def history(self, year: int) -> tuple[PlanSummary, ...]:
        """Return every revision of a year's plan, newest first."""
        return tuple(_summary(row) for row in await self._database.fetch_all(_SQL["history"], year=year))

    async def event(self, event_id: int) -> EventIdentity | None:
        """Return an event by id, also one that is no longer in its plan. None for an unknown id."""
        row = await self._database.fetch_one(_SQL["event"], id=event_id)
        if row is None:
            return None
        return EventIdentity(row["id"], row["year"], row["title"], bool(row["removed"]))


def _plan(row: Row | None) -> Plan | None:
    return None if row is None or row["content"] is None else plan_from_json(row["content"])


def _summary(row: Row) -> PlanSummary:
    return PlanSummary(
        revision=row["revision"],
        year=row["year"],
        edition=row["edition"],
        title=row["title"],
        draft=bool(row["draft"]),
        events=row["events"],
        jubilees=row["jubilees"],
        city_days=row["city_days"],
        source=source_of(row),
        by=Authorship(from_text(row["at"]), row["author"]),
    )
