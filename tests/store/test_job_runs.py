"""The last runs of jobs."""

from datetime import UTC, datetime

from data.store.job_runs import JobRun, JobRuns
from data.store.sqlite.database import Database

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 12, 1, tzinfo=UTC)


async def test_only_the_last_run_of_a_job_is_kept(database: Database) -> None:
    """A run replaces the earlier one of its job, and jobs come back by name."""
    ticks = JobRuns(database)
    await ticks.record(JobRun("planning", NOON, "ok"))
    await ticks.record(JobRun("delivery", NOON, "ok", 5.0))
    await ticks.record(JobRun("planning", LATER, "DiskFull", 0.5))
    assert await ticks.all() == (
        JobRun("delivery", NOON, "ok", 5.0),
        JobRun("planning", LATER, "DiskFull", 0.5),
    )


async def test_job_that_is_no_more_is_forgotten(database: Database) -> None:
    """A job of an earlier version does not stay overdue for ever."""
    ticks = JobRuns(database)
    for name in ("planning", "gone"):
        await ticks.record(JobRun(name, NOON, "ok"))
    await ticks.keep_only({"planning", "new"})
    assert [run.name for run in await ticks.all()] == ["planning"]
