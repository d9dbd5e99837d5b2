"""When the named jobs last ran, for the health check and the diagnosis."""

from dataclasses import dataclass
from datetime import datetime

from data.store.database import Database
from data.store.instants import from_text, to_text
from data.store.queries import Queries

_SQL = Queries("ticks")


@dataclass(frozen=True, slots=True)
class Tick:
    """The last run of a job: at is when it ended, outcome a code such as «ok» or an error's name."""

    name: str
    at: datetime
    outcome: str


class Ticks:
    """The last run of each job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, name: str, at: datetime, outcome: str) -> None:
        """Remember a run in place of the job's earlier one."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["record"], name=name, at=to_text(at), outcome=outcome)

    async def all(self) -> tuple[Tick, ...]:
        """The last run of every job, by name."""
        rows = await self._database.fetch_all(_SQL["all"])
        return tuple(Tick(row["name"], from_text(row["at"]), row["outcome"]) for row in rows)
