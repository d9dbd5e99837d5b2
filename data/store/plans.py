"""Store the plans of all years, their editions, and the identity of events across them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter

from data.calendar.plan import Plan, PlanEvent
from data.store.action_log import Action, record_action
from data.store.revisions import (
    Authorship,
    Facts,
    RecordedChange,
    StoredChange,
    begin_revision,
    changes_between,
    changes_of,
    changes_since,
    newest_revision,
    record_changes,
)
from data.store.sqlite.database import Database
from data.store.sqlite.errors import UnknownRow, Unstorable
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text
from data.store.sqlite.transactions import Row, Transaction

_SQL = Queries("plans")
_KEPT_CONTENTS = 50
_NEW_EVENT = "event:@"
_CONTENT = TypeAdapter(Plan)


@dataclass(frozen=True, slots=True)
class Source:
    """The document of an edition: its name, and a hash of what was read of it."""

    name: str
    hash: str


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


def new_event(position: int) -> str:
    """Return the subject of a change about an event without an id: its position in plan.events."""
    return f"{_NEW_EVENT}{position}"


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
        return {row["year"]: _from_json(row["content"]) for row in rows}

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
        async with self._database.transaction() as tx:
            revision = await begin_revision(tx, by)
            numbered = await _number_events(tx, plan)
            before, after = await _put_in_force(tx, numbered, revision, source)
            done = action or _saving(by, plan.year, source, before, after)
            await record_action(tx, done, by.at, revision)
            await record_changes(tx, revision, plan.year, _with_event_ids(changes, numbered))
            await tx.execute(_SQL["drop_old_contents"], year=plan.year, kept=_KEPT_CONTENTS)
            await tx.execute_many(
                _SQL["accept_doubt"],
                ({"year": plan.year, "words": words, "revision": revision} for words in accepted),
            )
        return revision

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


async def _number_events(tx: Transaction, plan: Plan) -> Plan:
    known = {row["id"] for row in await tx.fetch_all(_SQL["event_ids"], year=plan.year)}
    strangers = [event.id for event in plan.events if event.id and event.id not in known]
    if strangers:
        raise UnknownRow(f"event:{strangers[0]}")
    await tx.execute(_SQL["remove_events"], year=plan.year)
    await tx.execute_many(
        _SQL["keep_event"], ({"id": event.id, "title": event.title} for event in plan.events if event.id)
    )
    return replace(plan, events=tuple([await _numbered(tx, plan.year, event) for event in plan.events]))


async def _numbered(tx: Transaction, year: int, event: PlanEvent) -> PlanEvent:
    if event.id:
        return event
    row = await tx.fetch_one(_SQL["add_event"], year=year, title=event.title)
    if row is None:
        raise UnknownRow("event")
    return replace(event, id=row["id"])


async def _put_in_force(
    tx: Transaction, plan: Plan, revision: int, source: Source | None
) -> tuple[Facts | None, Facts]:
    """Return what the log keeps of the edition before, None without one, and of this one."""
    before = await tx.fetch_one(_SQL["current"], year=plan.year)
    edition, origin = (0, None) if before is None else (before["edition"], _source(before))
    if source is not None:
        edition, origin = edition + 1, source
    await tx.execute(
        _SQL["add_edition"],
        revision=revision,
        year=plan.year,
        edition=edition,
        title=plan.title,
        draft=int(plan.draft),
        events=len(plan.events),
        jubilees=len(plan.jubilees),
        city_days=len(plan.city_days),
        source_name=origin.name if origin else None,
        source_hash=origin.hash if origin else None,
        content=_to_json(plan),
    )
    facts = None if before is None else {"edition": before["edition"], "events": before["events"]}
    return facts, {"edition": edition, "events": len(plan.events)}


def _saving(by: Authorship, year: int, source: Source | None, before: Facts | None, after: Facts) -> Action:
    """Return what the log says of a saved plan unless the caller knows better."""
    if source is None:
        return Action.of(by, "plan-edited", f"plan:{year}")
    imported = {**after, "file": source.name}
    return Action.of(by, "plan-imported", f"plan:{year}", before=before, after=imported)


def _with_event_ids(changes: Iterable[StoredChange], plan: Plan) -> Iterable[StoredChange]:
    for change in changes:
        if change.subject.startswith(_NEW_EVENT):
            position = int(change.subject.removeprefix(_NEW_EVENT))
            yield replace(change, subject=f"event:{plan.events[position].id}")
        else:
            yield change


def _to_json(plan: Plan) -> str:
    try:
        return _CONTENT.dump_json(plan).decode()
    except ValueError as error:
        raise Unstorable("text of the plan") from error


def _from_json(content: str) -> Plan:
    # fields added since the content was written take their defaults
    return _CONTENT.validate_json(content)


def _plan(row: Row | None) -> Plan | None:
    return None if row is None or row["content"] is None else _from_json(row["content"])


def _source(row: Row) -> Source | None:
    return None if row["source_hash"] is None else Source(row["source_name"], row["source_hash"])


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
        source=_source(row),
        by=Authorship(from_text(row["at"]), row["author"]),
    )
