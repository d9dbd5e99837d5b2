"""A tool: how a file with many subscribers grows over years, and how purges delay writes.

The bot's own jobs plan, issue, count and purge, with a clock that moves from morning to morning. Due
deliveries are only marked as sent, since sending is measured elsewhere. The second year has the plan of the
first.
"""

import asyncio
import sqlite3
import time
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

from aiogram.client.telegram import TelegramAPIServer

from bot.app import App
from bot.telegram_api.endpoint import Endpoint
from bot.wiring import open_app
from data.calendar.topics import Topic
from data.content.shipped import shipped_catalogue, shipped_plan
from data.importing import apply_import, propose
from data.plans.documents import read_content
from data.store.revisions import Authorship
from data.store.sqlite.named_queries import Query
from data.store.sqlite.steps import Steps
from data.store.sqlite.timestamps import to_text
from data.store.sqlite.vacuum import SPARE_SHARE
from scheduler.clock import ShiftedClock
from tests.bench.figures import Figure
from tests.bench.lock_holds import timed_holds
from tests.bench.sample_message import TOKEN
from tests.bench.subscribers import make_database
from tests.factories import settings_over

SUBSCRIBERS = 100_000
# the second year takes as long as the first, and shows the same with fewer
FEWER = 10_000
# the year of the shipped plan from its first Monday on, at 10:00 in Moscow
BEGIN = datetime(2020, 1, 6, 7, tzinfo=UTC)
YEAR = 52
# one of this many subscribers follows the topic; each follows one city and the bulletin
ONE_OF = {Topic.OWN: 4, Topic.JUBILEES: 4, Topic.CITY_DAYS: 20}
# MiB
LARGEST = 300
# the share that a purge leaves free, and a tenth more for pages that it does not cut
FREE = 1.1 / SPARE_SHARE
# by how much a value that should not grow may grow
SLACK = 1.05
# seconds between two writes of another task, as in an evening of many questions
_BETWEEN = 0.002
_PURGE = "purge"
_NOWHERE = TelegramAPIServer.from_base("http://127.0.0.1:9")

_SENT = Query(
    "bench.sent",
    "UPDATE deliveries SET state = 'sent', attempts = 1, message_id = 1000 + notice_id, sent_at = :now,"
    " revision = 1 WHERE state = 'pending' AND due_at <= :now",
    frozenset({"now"}),
)
_UPDATES = Query(
    "bench.updates",
    "WITH RECURSIVE numbers (number) AS (SELECT :first UNION ALL SELECT number + 1 FROM numbers"
    " WHERE number < :last) INSERT INTO inbox (update_id, lane, payload, state, attempts, received_at)"
    " SELECT number, '', '', 'done', 1, :at FROM numbers",
    frozenset({"first", "last", "at"}),
)
_FREE = Query("bench.free", "PRAGMA freelist_count", frozenset())
_KEPT = Query("bench.kept", "SELECT COUNT(*) FROM deliveries", frozenset())
_PAGES = Query("bench.pages", "PRAGMA page_count", frozenset())


@dataclass(slots=True)
class _Seen:
    """The measurements of a run.

    After each week: the MiB of the file in `sizes`, the deliveries in it in `kept`, and its free share in
    `free`. For all purges: the seconds for which they held the write lock in `holds`, and those of another
    task's writes meanwhile in `waits`. `alone` has the seconds of such writes without a purge.
    """

    sizes: list[float] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    free: list[float] = field(default_factory=list)
    sent: int = 0
    holds: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)

    def for_each_kept(self, weeks: slice) -> float:
        """Return the MiB for each delivery in the largest file of these weeks."""
        size, kept = max(zip(self.sizes[weeks], self.kept[weeks], strict=True))
        return size / kept


def yearly(folder: Path) -> Iterator[Figure]:
    """Yield the size of the file in two years, and how long purges delay writes."""
    seen = _measure(folder, SUBSCRIBERS, YEAR)
    many = f"{SUBSCRIBERS:,} subscribers"
    yield Figure(f"deliveries to {many} in a year", seen.sent / 1e6, "million")
    yield Figure(f"the file in a year of {many}, at most", max(seen.sizes), "MiB", LARGEST)
    yield Figure("the file at the end of that year", seen.sizes[-1], "MiB")
    yield Figure("the share of the file that is free after a purge, at most", max(seen.free), "", FREE)
    longest, most = max(seen.holds) * 1000, _most_of(seen.holds)
    note = f"999 of 1,000 holds took {most:.1f} ms at most. The others waited for the disk."
    yield Figure("a purge holds the write lock, at most", longest, "ms", 50, note=note)
    for name, waits, limit in (("during a purge", seen.waits, 50), ("without one", seen.alone, None)):
        yield Figure(f"a write {name}, 999 of 1,000: at most", _most_of(waits), "ms", limit)
        yield Figure(f"the longest write {name}", max(waits) * 1000, "ms")
    yield Figure(
        "the largest file for each delivery in it: the second year / the first",
        second_year_ratio(folder, FEWER),
        "",
        SLACK,
    )


def _most_of(seconds: Sequence[float]) -> float:
    """Return the 99.9th percentile of durations in milliseconds. They are given in seconds."""
    return quantiles(seconds, n=1000, method="inclusive")[-1] * 1000


def second_year_ratio(folder: Path, subscribers: int) -> float:
    """Return the size of the largest file of the second year, divided by that of the first.

    Both are taken for each delivery in the file, since the years have different jubilees.
    """
    seen = _measure(folder, subscribers, 2 * YEAR)
    first, second = (seen.for_each_kept(weeks) for weeks in (slice(YEAR), slice(YEAR, None)))
    return second / first


def _measure(folder: Path, subscribers: int, weeks: int) -> _Seen:
    database = folder / f"yearly-{subscribers}.db"
    clock = ShiftedClock()
    clock.restart(BEGIN - timedelta(hours=1))
    make_database(database, subscribers, clock)
    _spread(database)
    return asyncio.run(_live(database, clock, subscribers, weeks))


def _spread(database: Path) -> None:
    """Set all local hours to ten, subscribe each chat to a city, and leave some of the topics."""
    cities = [city.id for city in shipped_catalogue()]
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE chats SET hour = 10")
        for topic, one_of in ONE_OF.items():
            connection.execute(
                "DELETE FROM subscriptions WHERE topic = ? AND chat_id % ? > 0", (topic, one_of)
            )
        follows = [
            (cities[chat % len(cities)], chat) for (chat,) in connection.execute("SELECT chat_id FROM chats")
        ]
        connection.executemany(
            "INSERT INTO subscriptions VALUES (?, 'city', ?, ?)",
            [(chat, city, to_text(BEGIN)) for city, chat in sorted(follows)],
        )


async def _live(database: Path, clock: ShiftedClock, subscribers: int, weeks: int) -> _Seen:
    """Let the weeks pass. Each has its notices and updates, and ends with a purge."""
    seen = _Seen()
    async with open_app(settings_over(database), Endpoint(TOKEN, _NOWHERE), clock) as app:
        for week in range(weeks):
            for day in range(7):
                clock.set(BEGIN + timedelta(days=7 * week + day))
                seen.sent += await _pass_a_day(app)
            if week == YEAR - 4:
                await _plan_next_year(app)
            await _let_write(app, subscribers // 5, week)
            await _purge_beside_a_writer(app, seen)
            await _note_size(app, seen)
    return seen


async def _plan_next_year(app: App) -> None:
    """Put the shipped plan in force for the following year."""
    resources = app.resources
    with shipped_plan() as path:
        text = path.read_text("utf-8").replace(str(BEGIN.year), str(BEGIN.year + 1))
    reading = read_content(text.encode(), path.name, resources.cities)
    proposal = await propose(reading, resources.cities, resources.store.plans)
    await apply_import(proposal, resources.store.plans, Authorship(app.clock.now(), name="bench"))


async def _pass_a_day(app: App) -> int:
    """Plan and issue what is due, and mark it as sent. Return the number of messages."""
    now = to_text(app.clock.now())
    for job in ("reminders", "bulletin"):
        await _run(app, job)
    return await app.resources.database.write_at_once(lambda steps: steps.execute(_SENT, now=now))


async def _let_write(app: App, how_many: int, week: int) -> None:
    at, first = to_text(app.clock.now()), 10 + week * how_many
    await app.resources.database.write_at_once(
        lambda steps: steps.execute(_UPDATES, first=first, last=first + how_many - 1, at=at)
    )


async def _purge_beside_a_writer(app: App, seen: _Seen) -> None:
    await _run(app, "counts")
    # otherwise the purge would have to write back the changes of a week
    await app.resources.database.truncate_log()
    began = time.perf_counter()
    with timed_holds(_PURGE, seen.holds):
        await _write_beside(app, _run(app, "purge"), seen.waits)
    # on a busy machine a write takes long even without a purge
    await _write_beside(app, asyncio.sleep((time.perf_counter() - began) / 4), seen.alone)


async def _write_beside(app: App, work: Coroutine[Any, Any, object], waits: list[float]) -> None:
    """Write repeatedly until the work has ended. Append the seconds of each write to `waits`."""

    async def write_again_and_again() -> None:
        while True:
            began = time.perf_counter()
            await app.resources.database.try_to_write()
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(_BETWEEN)

    async with asyncio.TaskGroup() as tasks:
        writer = tasks.create_task(write_again_and_again())
        await tasks.create_task(work, name=_PURGE)
        writer.cancel()
        with suppress(asyncio.CancelledError):
            await writer


async def _run(app: App, job: str) -> None:
    if not await app.ticks.run(job):
        raise AssertionError(job)


async def _note_size(app: App, seen: _Seen) -> None:
    def counted(steps: Steps) -> tuple[int, ...]:
        return tuple(int(steps.fetch_all(query)[0][0]) for query in (_FREE, _PAGES, _KEPT))

    free, pages, kept = await app.resources.database.read_aside(counted)
    seen.free.append(free / pages)
    seen.kept.append(kept)
    seen.sizes.append(app.resources.database.path.stat().st_size / 2**20)
