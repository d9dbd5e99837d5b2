"""A tool: planning, claims, disk space and waits of others with a million subscribers."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from data.calendar.topics import Topic
from data.store.notices import Priority
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from scheduler.clock import SystemClock
from tests.bench.figures import Figure
from tests.bench.programs.planner import Planned, planned
from tests.bench.subscribers import prepared

SUBSCRIBERS = 1_000_000
ROUNDS = 3
CLAIM = 100
CLAIMED = 1_000
# as the bot's own connection writes
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
_NOTICE = (
    "INSERT INTO notices (id, key, kind, subject, expires_at, payload, created_at) "
    "VALUES (1, 'floor', 'bulletin', 'floor', '9999', '{}', '')"
)
_FLOOR = (
    "INSERT INTO deliveries (notice_id, chat_id, rank, due_at) "
    "SELECT 1, chat_id, ?, ? FROM subscriptions WHERE topic = ? AND subject = ''"
)


def million(folder: Path) -> Iterator[Figure]:
    """Yield figures of planning, memory, disk and claims for a million followers of one topic."""
    rounds = [_round(folder, SUBSCRIBERS) for _ in range(ROUNDS)]
    floors = [spent for (_, spent), _, _ in rounds]
    reminders = [reminder for _, reminder, _ in rounds]
    bulletins = [bulletin for _, _, bulletin in rounds]
    yield Figure(
        "planning for a million: the bare INSERT … SELECT",
        median(seconds for (seconds, _), _, _ in rounds),
        "s",
    )
    yield Figure("planning for a million: a reminder", median(one.seconds for one in reminders), "s")
    yield Figure("CPU of a reminder / of the bare INSERT … SELECT", _ratio(reminders, floors), "", 1.5)
    yield Figure("CPU of a bulletin / of the bare INSERT … SELECT", _ratio(bulletins, floors), "", 1.5)
    yield Figure("memory of the process that planned", max(one.mib for one in reminders), "MiB", 250)
    waits = [_longest_wait(folder) for _ in range(ROUNDS)]
    yield Figure("longest wait of others who write meanwhile", median(waits), "ms", 50)
    yield from _queue(folder)


def planning_ratios(folder: Path, subscribers: int) -> tuple[float, float]:
    """Return the CPU of planning a reminder and a bulletin, relative to that of a bare INSERT."""
    rounds = [_round(folder, subscribers) for _ in range(ROUNDS)]
    floors = [spent for (_, spent), _, _ in rounds]
    return _ratio([one for _, one, _ in rounds], floors), _ratio([one for _, _, one in rounds], floors)


def claim_ratio(folder: Path, subscribers: int) -> float:
    """Return the CPU of the last claims from a long queue, divided by that of the first claims."""
    with prepared(folder, subscribers) as database:
        _planned(database, "bulletin", subscribers)
        first, last = asyncio.run(_claims(database, subscribers))
        return last / first


def _round(folder: Path, subscribers: int) -> tuple[tuple[float, float], Planned, Planned]:
    # one after another, so that a slow minute of the machine affects all of them
    with prepared(folder, subscribers) as database:
        floor = _bare(database)
    with prepared(folder, subscribers) as database:
        reminder = _planned(database, "reminder", subscribers)
    with prepared(folder, subscribers) as database:
        return floor, reminder, _planned(database, "bulletin", subscribers)


def _longest_wait(folder: Path) -> float:
    with prepared(folder, SUBSCRIBERS) as database:
        return _planned(database, "company", SUBSCRIBERS).longest_wait


def _planned(database: Path, what: str, subscribers: int) -> Planned:
    found = asyncio.run(planned(database, what))
    with closing(sqlite3.connect(database)) as connection:
        [rows] = connection.execute("SELECT COUNT(*) FROM deliveries").fetchone()
    if rows != subscribers:
        raise AssertionError(rows)
    return found


def _ratio(ours: list[Planned], floors: list[float]) -> float:
    # of CPU, because wall time on a shared machine includes the work of other programs
    return median(one.cpu / floor for one, floor in zip(ours, floors, strict=True))


def _bare(database: Path) -> tuple[float, float]:
    """Insert the same rows with one bare statement. Return its wall seconds and its CPU seconds."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute(_NOTICE)
        begin, spent = time.perf_counter(), time.process_time()
        # by itself it is a transaction
        connection.execute(_FLOOR, (Priority.BULK, SystemClock().now().isoformat(), Topic.OWN))
        return time.perf_counter() - begin, time.process_time() - spent


def _queue(folder: Path) -> Iterator[Figure]:
    with prepared(folder, SUBSCRIBERS) as database:
        before = database.stat().st_size
        _planned(database, "bulletin", SUBSCRIBERS)
        size = (database.stat().st_size - before) / SUBSCRIBERS
        first, last = asyncio.run(_claims(database, SUBSCRIBERS))
    yield Figure("disk for one delivery, with its indexes", size, "B")
    yield Figure(f"claiming the first {CLAIMED:,} of a million: CPU of each", first * 1e6, "µs")
    yield Figure(f"claiming the last {CLAIMED:,}: CPU of each", last * 1e6, "µs")
    yield Figure("claiming the last / the first", last / first, "", 1.3)


async def _claims(database: Path, subscribers: int) -> tuple[float, float]:
    """Return the seconds of CPU for each of the first rows claimed, and for each of the last."""
    opened = await Database.open(database)
    try:
        outbox, now = Outbox(opened), SystemClock().now()
        first = await _claimed(outbox, now)
        # all rows before the last ones and those that warm up
        _settle(database, subscribers - CLAIMED - CLAIM)
        last = await _claimed(outbox, now)
        if await outbox.claim(now, now + timedelta(hours=1), CLAIM):
            raise AssertionError("there were more")
        return first, last
    finally:
        await opened.close()


async def _claimed(outbox: Outbox, now: datetime) -> float:
    lease = now + timedelta(minutes=10)
    await outbox.claim(now, lease, CLAIM)
    spent = []
    for _ in range(CLAIMED // CLAIM):
        begin = time.process_time()
        if len(await outbox.claim(now, lease, CLAIM)) != CLAIM:
            raise AssertionError("there were fewer")
        spent.append(time.process_time() - begin)
    # the median, because a single pause of the machine is longer than all claims
    return median(spent) / CLAIM


def _settle(database: Path, first: int) -> None:
    """Mark the deliveries to the first chats as sent. `first` is the number of chats."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE deliveries SET state = 'sent', lease_until = NULL WHERE chat_id IN "
            "(SELECT chat_id FROM chats ORDER BY chat_id LIMIT ?)",
            (first,),
        )
