"""Put an edition of a plan in force, as one revision, inside a transaction."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from pydantic import TypeAdapter

from data.calendar.plan import Plan, PlanEvent
from data.store.revisions import (
    Authorship,
    Facts,
    StoredChange,
    begin_revision,
    record_changes,
    record_undoing,
)
from data.store.secretariat.action_log import Action, record_action
from data.store.sqlite.errors import UnknownRow, Unstorable
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import to_text
from data.store.sqlite.transactions import Row, Transaction

_SQL = Queries("plans")
_NEW_EVENT = "event:@"
_CONTENT = TypeAdapter(Plan)

RESTORABLE_FOR = timedelta(days=30)
"""How long a revision can be undone. The state before it is kept as long."""

RESTORABLE_SIZE = 50_000_000
"""Characters of all states of a year's plan that are kept. A plan like that of 2020 has 20,000."""

Along = Callable[[Transaction, int], Awaitable[None]]
"""Writes more into the transaction of a revision, which is given."""


@dataclass(frozen=True, slots=True)
class Source:
    """The document of an edition: its name, and a hash of what was read of it."""

    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class NewEdition:
    """A plan to put in force, with what belongs to its revision.

    Events with an id keep it, and those with id 0 get one. source is None for an edit by hand, which belongs
    to the present edition. changes and action name new events by new_event. accepted are doubts that are not
    to be raised again. action is what the log says of it, None for an import or an edit of the plan. restores
    is the revision whose edition and document come back. undoes are the revisions that are taken back.
    """

    plan: Plan
    changes: tuple[StoredChange, ...] = ()
    source: Source | None = None
    accepted: tuple[str, ...] = ()
    action: Action | None = None
    restores: int | None = None
    undoes: tuple[int, ...] = ()


def new_event(position: int) -> str:
    """Return the subject of a change about an event without an id: its position in plan.events."""
    return f"{_NEW_EVENT}{position}"


def is_new_event(subject: str) -> bool:
    """Return whether a subject is one that new_event has made."""
    return subject.startswith(_NEW_EVENT)


async def current_plan(tx: Transaction, year: int) -> Plan | None:
    """Return the plan in force for a year, as the transaction sees it. None without one."""
    row = await tx.fetch_one(_SQL["current"], year=year)
    return None if row is None or row["content"] is None else plan_from_json(row["content"])


async def put_in_force(tx: Transaction, new: NewEdition, by: Authorship) -> tuple[int, Plan]:
    """Put a plan in force for its year. Return the new revision and the plan as it is in force.

    That plan has the ids of its events. Events of the old plan that are missing are marked as removed.
    Raises UnknownRow for an event id that is not of that year, and Unstorable for text that cannot be
    written.
    """
    revision, year = await begin_revision(tx, by), new.plan.year
    numbered = await _number_events(tx, new.plan)
    before, after = await _add_edition(tx, numbered, revision, new)
    done = new.action or _saving(by, year, new.source, before, after)
    done = replace(done, subject=with_event_id(done.subject, numbered))
    await record_action(tx, done, by.at, revision)
    named = (replace(one, subject=with_event_id(one.subject, numbered)) for one in new.changes)
    await record_changes(tx, revision, year, named)
    await record_undoing(tx, revision, new.undoes)
    await _drop_old_contents(tx, year, revision, by)
    await tx.execute_many(
        _SQL["accept_doubt"], ({"year": year, "words": words, "revision": revision} for words in new.accepted)
    )
    return revision, numbered


async def _drop_old_contents(tx: Transaction, year: int, newest: int, by: Authorship) -> None:
    since = to_text(by.at - RESTORABLE_FOR)
    await tx.execute(_SQL["drop_old_contents"], year=year, since=since, newest=newest, most=RESTORABLE_SIZE)


async def withdraw(
    tx: Transaction, year: int, by: Authorship, undone: tuple[int, ...], changes: Iterable[StoredChange]
) -> int:
    """Leave a year without a plan, as it was before its first one. Return the new revision."""
    revision = await begin_revision(tx, by)
    before = await tx.fetch_one(_SQL["current"], year=year)
    await tx.execute(_SQL["remove_events"], year=year)
    await tx.execute(
        _SQL["add_edition"],
        revision=revision,
        year=year,
        edition=0,
        title="",
        draft=1,
        events=0,
        jubilees=0,
        city_days=0,
        source_name=None,
        source_hash=None,
        content=None,
        size=0,
    )
    facts = None if before is None else {"edition": before["edition"], "events": before["events"]}
    await record_action(tx, Action.of(by, "plan-undone", f"plan:{year}", before=facts), by.at, revision)
    await record_changes(tx, revision, year, changes)
    await record_undoing(tx, revision, undone)
    return revision


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


async def _add_edition(
    tx: Transaction, plan: Plan, revision: int, new: NewEdition
) -> tuple[Facts | None, Facts]:
    """Return what the log keeps of the edition before, None without one, and of this one."""
    before = await tx.fetch_one(_SQL["current"], year=plan.year)
    base = before
    if new.restores is not None:
        base = await tx.fetch_one(_SQL["at_revision"], revision=new.restores)
    edition, origin = (0, None) if base is None else (base["edition"], source_of(base))
    if new.source is not None:
        edition, origin = edition + 1, new.source
    content = _to_json(plan)
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
        content=content,
        size=len(content),
    )
    after = _edition_facts(edition, len(plan.events), origin)
    if before is None:
        return None, after
    return _edition_facts(before["edition"], before["events"], source_of(before)), after


def _edition_facts(edition: int, events: int, source: Source | None) -> Facts:
    return {"edition": edition, "events": events, "file": source.name if source else ""}


def _saving(by: Authorship, year: int, source: Source | None, before: Facts | None, after: Facts) -> Action:
    """Return what the log says of a saved plan unless the caller knows better."""
    if source is None:
        return Action.of(by, "plan-edited", f"plan:{year}")
    return Action.of(by, "plan-imported", f"plan:{year}", before=before, after=after)


def with_event_id(subject: str, plan: Plan) -> str:
    """Return the subject with the id of the event if it named a new one by position."""
    if not subject.startswith(_NEW_EVENT):
        return subject
    return f"event:{plan.events[int(subject.removeprefix(_NEW_EVENT))].id}"


def _to_json(plan: Plan) -> str:
    try:
        return _CONTENT.dump_json(plan).decode()
    except ValueError as error:
        raise Unstorable("text of the plan") from error


def plan_from_json(content: str) -> Plan:
    """Return a plan from the JSON of its content."""
    # fields added since the content was written take their defaults
    return _CONTENT.validate_json(content)


def source_of(row: Row) -> Source | None:
    """Return the document that an edition came from, None where it is not known."""
    return None if row["source_hash"] is None else Source(row["source_name"], row["source_hash"])
