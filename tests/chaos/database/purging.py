"""A tool: the purge as the bot runs it, in a process that may be killed."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.periodic_work import Purge
from bot.resources import open_resources
from data.store.retention.periods import DEFAULT_PERIODS
from scheduler.statistics import StatisticsReader
from tests.factories import settings_over
from tests.world.clocks import FrozenClock

PURGED_AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
ZONE = "UTC"


async def purge(path: Path, say: Callable[[str], object]) -> None:
    """Open the database, say «ready», and purge it."""
    async with open_resources(settings_over(path), FrozenClock(PURGED_AT)) as resources:
        store = resources.store
        statistics = StatisticsReader(store.daily_counts, store.live_counts, ZONE, store.outbox.purged_before)
        say("ready")
        await Purge(resources, statistics, DEFAULT_PERIODS)(PURGED_AT)
