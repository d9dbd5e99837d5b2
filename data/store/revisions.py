"""Store revisions: each change has a number, an author, a time, a before and an after."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.store.sqlite.database import Database
from data.store.sqlite.errors import StoreError, UnknownRow
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, optional_from_text, to_text
from data.store.sqlite.transactions import Row, Transaction

_SQL = Queries("revisions")

PUBLISHED = "published"
"""The kind of the change that puts the first edition of a year's plan in force which is no draft."""

NEW_PLANS = "plan"
"""The subject of which every plan that comes out is a part. A chat that has muted it is told of none."""

Facts = Mapping[str, object]


class GroundChanged(StoreError):
    """Something was changed since the revision that a decision was made on."""


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who changed something and when: a user id, or None for the operator at the command line.

    name is that of the person, as Telegram has it, or of the command.
    """

    at: datetime
    author: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One change of a revision.

    kind is a code such as «moved». subject is the key of what changes, such as «event:12» or
    «jubilee:kazan:2020». before and after are its dates, place and title as JSON, None where it does not
    exist.
    """

    kind: str
    subject: str
    before: Facts | None
    after: Facts | None


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change as recorded, with its revision and the year it is about.

    undoes_since is set where the revision takes others back: when the first of these was made.
    """

    id: int
    revision: int
    year: int
    kind: str
    subject: str
    before: Facts | None
    after: Facts | None
    by: Authorship
    undoes_since: datetime | None = None


def published(year: int) -> StoredChange:
    """Return the change that is the plan of a year coming out."""
    return StoredChange(PUBLISHED, f"{NEW_PLANS}:{year}", None, None)


async def newest_revision(database: Database) -> int:
    """Return the newest revision, 0 before any. Cheap enough for each use of a loaded plan."""
    row = await database.fetch_one(_SQL["newest"])
    return 0 if row is None else int(row["revision"])


async def changes_since(database: Database, revision: int) -> tuple[RecordedChange, ...]:
    """Return what changed after a revision, oldest first."""
    rows = await database.fetch_all(_SQL["changes_since"], revision=revision)
    return tuple(recorded_change(row) for row in rows)


async def changes_between(
    database: Database, after: int, through: int, since: datetime
) -> tuple[RecordedChange, ...]:
    """Return what changed after one revision through another, not before an instant."""
    rows = await database.fetch_all(
        _SQL["changes_between"], after=after, through=through, since=to_text(since)
    )
    return tuple(recorded_change(row) for row in rows)


async def changes_of(database: Database, subject: str) -> tuple[RecordedChange, ...]:
    """Return what changed of one event or one city's day, oldest first."""
    rows = await database.fetch_all(_SQL["changes_of"], subject=subject)
    return tuple(recorded_change(row) for row in rows)


async def check_ground(tx: Transaction, ground: int) -> None:
    """Raise GroundChanged where there is a newer revision than this."""
    row = await tx.fetch_one(_SQL["newest"])
    if row is not None and row["revision"] != ground:
        raise GroundChanged


async def begin_revision(tx: Transaction, by: Authorship) -> int:
    """Return the next revision, to which everything written in this transaction belongs."""
    row = await tx.fetch_one(_SQL["begin"], at=to_text(by.at), author=by.author)
    if row is None:
        raise UnknownRow("revision")
    return int(row["revision"])


async def record_changes(tx: Transaction, revision: int, year: int, changes: Iterable[StoredChange]) -> None:
    """Write what a revision changes in a year. Raises TypeError for facts that are no JSON."""
    rows = [
        {
            "revision": revision,
            "year": year,
            "kind": change.kind,
            "subject": change.subject,
            "before": _to_json(change.before),
            "after": _to_json(change.after),
        }
        for change in changes
    ]
    await tx.execute_many(_SQL["add_change"], rows)


async def record_undoing(tx: Transaction, revision: int, undone: Iterable[int]) -> None:
    """Note which revisions this one takes back, and void what is still to be sent about them.

    A change that was collected together with an earlier one is left: what it tells then is the earlier one.
    The doubts that were accepted with these revisions will be raised again.
    """
    rows = [{"undone": one, "revision": revision} for one in undone]
    await tx.execute_many(_SQL["undo"], rows)
    undone_rows = [{"undone": row["undone"]} for row in rows]
    await tx.execute_many(_SQL["void_untold"], undone_rows)
    await tx.execute_many(_SQL["drop_acceptances"], undone_rows)


def _to_json(facts: Facts | None) -> str | None:
    return None if facts is None else json.dumps(facts)


def _from_json(text: str | None) -> Facts | None:
    if text is None:
        return None
    facts: Facts = json.loads(text)
    return facts


def recorded_change(row: Row) -> RecordedChange:
    """Return the change in a row of plan_changes with its revision."""
    return RecordedChange(
        id=row["id"],
        revision=row["revision"],
        year=row["year"],
        kind=row["kind"],
        subject=row["subject"],
        before=_from_json(row["before"]),
        after=_from_json(row["after"]),
        by=Authorship(from_text(row["at"]), row["author"]),
        undoes_since=optional_from_text(row["undoes_since"]),
    )
