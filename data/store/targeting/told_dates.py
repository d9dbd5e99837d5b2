"""Read which dates readers were reminded of, and record that one no longer holds."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from data.store.revisions import (
    Authorship,
    Facts,
    RecordedChange,
    StoredChange,
    begin_revision,
    changes_of,
    record_changes,
)
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text
from data.store.sqlite.transactions import Row

_SQL = Queries("told_dates")


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A date that at least one chat was reminded of.

    subject is the key of the occasion, and begins its first day. facts are those of the event or the day of
    the city when the reminder was planned, at an aware instant. Reminders of earlier versions have none.
    """

    subject: str
    begins: date
    facts: Facts | None
    at: datetime


class ToldDates:
    """The dates of reminders and windows that were sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def since(self, day: date) -> tuple[ToldDate, ...]:
        """Return the dates from a day on that chats were reminded of, oldest first."""
        rows = await self._database.fetch_all(_SQL["told"], begins=day.isoformat())
        return tuple(_told_date(row) for row in rows)

    async def changes_of(self, subject: str) -> tuple[RecordedChange, ...]:
        """Return what is recorded as changed of one event or one city's day, oldest first."""
        return await changes_of(self._database, subject)

    async def correct(self, changes: Iterable[tuple[int, StoredChange]], at: datetime) -> None:
        """Record changes that no editor has made, each after its year, as one revision."""
        async with self._database.transaction() as tx:
            revision = await begin_revision(tx, Authorship(at))
            for year, change in changes:
                await record_changes(tx, revision, year, (change,))


def _told_date(row: Row) -> ToldDate:
    facts = json.loads(row["payload"]).get("facts")
    return ToldDate(
        subject=row["subject"],
        begins=date.fromisoformat(row["begins"]),
        facts=facts if isinstance(facts, Mapping) else None,
        at=from_text(row["created_at"]),
    )
