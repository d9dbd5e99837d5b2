"""Store when each named job last ran, for the health check and the diagnosis."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.opening import connect_for_reading
from data.store.sqlite.timestamps import from_text, to_text
from data.store.sqlite.transactions import Row

_SQL = Queries("job_runs")


@dataclass(frozen=True, slots=True)
class JobRun:
    """The last run of a job.

    at is when it ended, outcome «ok» or the name of an error. seconds lie between the starts of two runs.
    """

    name: str
    at: datetime
    outcome: str
    seconds: float = 25.0


class JobRuns:
    """The last run of each job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, run: JobRun) -> None:
        """Store a run in place of the earlier one of its job."""
        async with self._database.transaction() as tx:
            await tx.execute(
                _SQL["record"], name=run.name, at=to_text(run.at), outcome=run.outcome, seconds=run.seconds
            )

    async def keep_only(self, names: Collection[str]) -> None:
        """Delete the runs of other jobs: those of an earlier version would seem overdue for ever."""
        gone = [run.name for run in await self.all() if run.name not in names]
        if gone:
            async with self._database.transaction() as tx:
                await tx.execute_many(_SQL["forget"], [{"name": name} for name in gone])

    async def all(self) -> tuple[JobRun, ...]:
        """Return the last run of every job, by name."""
        return _runs(await self._database.fetch_all(_SQL["all"]))


async def look_at_runs(path: Path) -> tuple[JobRun, ...]:
    """Return the last runs by a look from outside, which costs a millisecond.

    Unlike an opened database, the file is neither checked nor written. Raises StoreError.
    """
    connection = await connect_for_reading(path)
    try:
        every_run = _SQL["all"].sql
        return _runs(await connection.run(lambda raw: raw.execute(every_run).fetchall()))
    finally:
        await connection.shut()


def _runs(rows: Iterable[Row]) -> tuple[JobRun, ...]:
    return tuple(
        JobRun(row["name"], from_text(row["at"]), row["outcome"], float(row["seconds"])) for row in rows
    )
