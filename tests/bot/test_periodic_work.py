"""Periodic work leaves no trace of deleted messages and people in any file."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.periodic_work import Erasing, Purge, retention_periods
from bot.resources import Resources, open_resources
from data.store.inbox import UPDATES_KEPT, Arrival
from data.store.notices import NewNotice, NoticeKind
from data.store.retention.periods import DEFAULT_PERIODS, RetentionPeriods
from scheduler.statistics import StatisticsReader
from tests.factories import settings_over
from tests.store.traces import files_beside, words_left
from tests.world.clocks import FrozenClock

WORDS = [b"Zxqvb"]
ANNA = 7_123_456_789


@pytest.fixture
async def resources(tmp_path: Path, clock: FrozenClock) -> AsyncIterator[Resources]:
    """Open the resources of a bot over a new database."""
    settings = settings_over(tmp_path / "bot.db")
    async with open_resources(settings, clock) as resources:
        yield resources


def left(resources: Resources) -> int:
    """Count the words of the test in all files of the database."""
    return words_left(files_beside(resources.database.path), WORDS, b"Z[a-z]{4}")


def purging(resources: Resources, periods: RetentionPeriods = DEFAULT_PERIODS) -> Purge:
    """Return the purge as the bot runs it."""
    store = resources.store
    statistics = StatisticsReader(
        store.daily_counts, store.live_counts, "Europe/Moscow", store.outbox.purged_before
    )
    return Purge(resources, statistics, periods)


async def hear(resources: Resources, clock: FrozenClock, update: int) -> None:
    """Store an update of Anna's, and begin to handle it."""
    await resources.store.inbox.keep([Arrival(update, str(ANNA), '"Zxqvb"', user_id=ANNA)], clock.now())
    await resources.store.inbox.begin(update)


async def test_the_purge_leaves_nothing_of_an_answered_message(
    resources: Resources, clock: FrozenClock
) -> None:
    """An answered message is removed from its row at once, and from the log by the hourly purge."""
    await hear(resources, clock, 1)
    await resources.store.inbox.finish(1, clock.now())
    assert left(resources) > 0
    await purging(resources)(clock.now())
    assert left(resources) == 0


async def test_quarantined_message_is_kept_for_two_days(resources: Resources, clock: FrozenClock) -> None:
    """It is kept exactly as long as /privacy says."""
    await hear(resources, clock, 1)
    await resources.store.inbox.quarantine(1, clock.now(), "ValueError", "R1")
    await purging(resources)(clock.now() + UPDATES_KEPT)
    assert left(resources) > 0
    await purging(resources)(clock.now() + UPDATES_KEPT + timedelta(seconds=1))
    assert left(resources) == 0


async def test_set_periods_are_kept(resources: Resources, clock: FrozenClock) -> None:
    """Longer and shorter periods of the settings are applied."""
    periods = retention_periods(
        settings_over(resources.database.path, keep_updates_days=5, keep_deliveries_days=14)
    )
    outbox = resources.store.outbox
    notice = await outbox.post(NewNotice("n", NoticeKind.REMINDER, "n", clock.now()), clock.now())
    await outbox.address(notice.id, [ANNA], 1, clock.now())
    await hear(resources, clock, 1)
    await resources.store.inbox.quarantine(1, clock.now(), "ValueError", "R1")
    for days, updates, deliveries in ((5, 1, 1), (6, 0, 1), (14, 0, 1), (15, 0, 0)):
        await purging(resources, periods)(clock.now() + timedelta(days=days))
        assert (await resources.store.inbox.backlog()).quarantined == updates
        assert len(await outbox.deliveries(notice.id)) == deliveries


async def test_file_gets_smaller_after_a_purge(resources: Resources, clock: FrozenClock) -> None:
    """Free pages go back to the disk except a spare share, and no other row is lost."""
    arrivals = [Arrival(number, str(number), "x" * 3000) for number in range(1, 2_000)]
    await resources.store.inbox.keep(arrivals, clock.now())
    later = clock.now() + UPDATES_KEPT + timedelta(seconds=1)
    await purging(resources)(later)
    full = resources.database.path.stat().st_size
    for one in arrivals[1:]:
        await resources.store.inbox.finish(one.update_id, clock.now())
    await purging(resources)(later)
    assert resources.database.path.stat().st_size < full / 3
    assert (await resources.store.inbox.backlog()).waiting == 1
    assert (await resources.database.check()).findings == ()


async def test_erasure_tick_cleans_after_many_deletions(resources: Resources, clock: FrozenClock) -> None:
    """Also where the process that was told to delete has died: the next one finds it noted."""
    for number in (1, 2, 3):
        await hear(resources, clock, number)
        await resources.store.chats.forget(ANNA)
    assert await resources.store.erasure.waiting() == 2
    async with open_resources(settings_over(resources.database.path), clock) as restarted:
        await Erasing(restarted)(clock.now())
        assert await restarted.store.erasure.waiting() == 0
    assert left(resources) == 0
