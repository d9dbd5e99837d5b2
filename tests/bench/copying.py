"""A tool: how long a write waits while a database of 500 MB is copied."""

import asyncio
import sqlite3
import time
from collections.abc import Coroutine, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from data.store.backups.making import make_copy
from data.store.inbox import Arrival, Inbox
from data.store.sqlite.database import Database
from scheduler.clock import SystemClock
from tests.bench.figures import Figure

_BYTES = 500 * 10**6
_ROW = 4000
_QUIET_SECONDS = 5.0
# A bot that answers a hundred people a second.
_PAUSE = 0.01


def copying(folder: Path) -> Iterator[Figure]:
    """Copy a large database while the bot stores updates, and time each store."""
    path = folder / "large.db"
    asyncio.run(_open(path))
    _fill(path)
    quiet, busy, seconds = asyncio.run(_measure(path, folder / "copy.db"))
    yield Figure("a database of 500 MB: a copy, checked and on disk", seconds, "s")
    yield Figure("  the longest write meanwhile", 1000 * busy[-1], "ms", 50)
    yield Figure("  the 99th percentile of writes meanwhile", 1000 * busy[len(busy) * 99 // 100], "ms")
    yield Figure("  the same without a copy", 1000 * quiet[len(quiet) * 99 // 100], "ms")


async def _open(path: Path) -> None:
    await (await Database.open(path)).close()


def _fill(path: Path) -> None:
    rows = ((number, "", "x" * _ROW, "2020-01-01", "done") for number in range(_BYTES // _ROW))
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executemany(
            "INSERT INTO inbox (update_id, lane, payload, received_at, state) VALUES (?, ?, ?, ?, ?)", rows
        )


async def _measure(path: Path, copy: Path) -> tuple[list[float], list[float], float]:
    """Return the sorted seconds of writes without and with a copy, and the seconds of the copy."""
    database = await Database.open(path)
    try:
        first = _BYTES
        quiet = await _write(database, first, asyncio.sleep(_QUIET_SECONDS))
        began = time.perf_counter()
        busy = await _write(database, first + len(quiet), make_copy(path, copy))
        return sorted(quiet), sorted(busy), time.perf_counter() - began
    finally:
        await database.close()


async def _write(database: Database, first: int, beside: Coroutine[Any, Any, object]) -> list[float]:
    """Store updates one after another while a coroutine runs. Return the seconds of each write."""
    inbox, now = Inbox(database), SystemClock().now() - timedelta(days=1)
    taken: list[float] = []
    async with asyncio.TaskGroup() as tasks:
        other = tasks.create_task(beside)
        while not other.done():
            began = time.perf_counter()
            await inbox.keep([Arrival(first + len(taken), "1", '{"update_id": 1}')], now)
            taken.append(time.perf_counter() - began)
            await asyncio.sleep(_PAUSE)
    return taken
