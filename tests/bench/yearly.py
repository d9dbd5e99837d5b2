"""A tool: how large the file is after a year of issues and reminders, and whether a purge is in the way."""

import asyncio
import time
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import quantiles

from bot.periodic_work import Purge
from bot.resources import Resources, open_resources
from data.store.retention.periods import DEFAULT_PERIODS
from data.store.sqlite.named_queries import Query
from data.store.sqlite.steps import Steps
from data.store.sqlite.timestamps import to_text
from scheduler.clock import SystemClock
from scheduler.statistics import StatisticsReader
from tests.bench.figures import Figure
from tests.bench.subscribers import ZONE, prepared
from tests.factories import settings_over

SUBSCRIBERS = 100_000
WEEKS = 68
# a year, and the weeks by which the first deliveries are purged
YEAR, FULL = 52, 12
NOTICES_A_WEEK = 2
UPDATES_A_WEEK = SUBSCRIBERS // 5
# MiB; 21 were measured with a tenth of the subscribers
LARGEST = 260
# seconds between two writes of another task, as in an evening of many questions
_BETWEEN = 0.002

_NOTICE = Query(
    "bench.notice",
    "INSERT INTO notices (key, kind, subject, expires_at, payload, created_at)"
    " VALUES (:key, 'bulletin', :key, :expires_at, '{}', :at)",
    frozenset({"key", "expires_at", "at"}),
)
_DELIVERIES = Query(
    "bench.deliveries",
    "INSERT INTO deliveries (notice_id, chat_id, rank, due_at, state, attempts, message_id, sent_at)"
    " SELECT (SELECT MAX(id) FROM notices), chat_id, 32767, :at, 'sent', 1, chat_id, :at FROM chats",
    frozenset({"at"}),
)
_UPDATES = Query(
    "bench.updates",
    "WITH RECURSIVE numbers (number) AS (SELECT :first UNION ALL SELECT number + 1 FROM numbers"
    " WHERE number < :last) INSERT INTO inbox (update_id, lane, payload, state, attempts, received_at)"
    " SELECT number, '', '', 'done', 1, :at FROM numbers",
    frozenset({"first", "last", "at"}),
)


@dataclass(slots=True)
class _Seen:
    """The size of the file after each week in MiB, and the waits of another writer in seconds.

    alone are its waits while nothing is purged.
    """

    sizes: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)


def yearly(folder: Path) -> Iterator[Figure]:
    """Yield the size of the file after a year and later, and what another writer waits in a purge."""
    with prepared(folder, SUBSCRIBERS) as database:
        seen = asyncio.run(_live(database))
    year, later = max(seen.sizes[FULL:YEAR]), max(seen.sizes[YEAR:])
    many = f"{SUBSCRIBERS:,} subscribers"
    yield Figure(f"the file in a year of {many}, at most", year, "MiB", LARGEST)
    yield Figure("the largest file in the months after that year / in the year", later / year, "", 1.02)
    for name, waits, limit in (("during a purge", seen.waits, 50), ("without one", seen.alone, None)):
        by_thousand = quantiles(waits, n=1000)
        yield Figure(f"a write {name}, 999 of 1,000: at most", by_thousand[-1] * 1000, "ms", limit)
        yield Figure(f"the longest write {name}", max(waits) * 1000, "ms")


async def _live(database: Path) -> _Seen:
    """Let the weeks pass, each with its notices and updates, and a purge after it."""
    seen, begin = _Seen(), SystemClock().now()
    async with open_resources(settings_over(database), SystemClock()) as resources:
        store = resources.store
        statistics = StatisticsReader(store.daily_counts, store.live_counts, ZONE, store.outbox.purged_before)
        purge = Purge(resources, statistics, DEFAULT_PERIODS)
        await resources.database.rewrite()
        for week in range(WEEKS):
            now = begin + timedelta(days=7 * week)
            await _pass_a_week(resources, week, now)
            await statistics.write_down(now)
            began = time.perf_counter()
            await _write_beside(resources, purge(now + timedelta(days=6)), seen.waits)
            # on a machine that does other things a write takes long by itself
            await _write_beside(resources, asyncio.sleep((time.perf_counter() - began) / 4), seen.alone)
            seen.sizes.append(_size(database))
    return seen


def _size(database: Path) -> float:
    return database.stat().st_size / 2**20


async def _pass_a_week(resources: Resources, week: int, now: datetime) -> None:
    at, expires_at = to_text(now), to_text(now + timedelta(days=1))

    def write(steps: Steps) -> None:
        for number in range(NOTICES_A_WEEK):
            steps.execute(_NOTICE, key=f"bench:{week}:{number}", expires_at=expires_at, at=at)
            steps.execute(_DELIVERIES, at=at)
        first = 10 + week * UPDATES_A_WEEK
        steps.execute(_UPDATES, first=first, last=first + UPDATES_A_WEEK - 1, at=at)

    await resources.database.write_at_once(write)
    # else the purge would pay for writing back what a week has written
    await resources.database.truncate_log()


async def _write_beside(
    resources: Resources, work: Coroutine[object, object, object], waits: list[float]
) -> None:
    """Write again and again until the work has ended, and note what each write takes."""

    async def write_again_and_again() -> None:
        while True:
            began = time.perf_counter()
            await resources.database.try_to_write()
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(_BETWEEN)

    async with asyncio.TaskGroup() as tasks:
        writer = tasks.create_task(write_again_and_again())
        await work
        writer.cancel()
        with suppress(asyncio.CancelledError):
            await writer
