"""The last runs of jobs."""

from datetime import UTC, datetime

from data.store.database import Database
from data.store.ticks import Tick, Ticks

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 12, 1, tzinfo=UTC)


async def test_only_the_last_run_of_a_job_is_kept(database: Database) -> None:
    """A job's run takes the place of its earlier one; jobs come back by name."""
    ticks = Ticks(database)
    await ticks.record("planning", NOON, "ok")
    await ticks.record("delivery", NOON, "ok")
    await ticks.record("planning", LATER, "DiskFull")
    assert await ticks.all() == (Tick("delivery", NOON, "ok"), Tick("planning", LATER, "DiskFull"))
