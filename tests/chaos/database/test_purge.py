"""A killed purge leaves a sound file with whole figures, and deletes nothing too early."""

import asyncio
import contextlib
import os
import random
import shutil
import signal
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.resources import open_resources
from data.store.inbox import UPDATES_KEPT
from data.store.outbox import NOTICES_KEPT
from data.store.sqlite.timestamps import to_text
from tests.chaos.conftest import Record
from tests.chaos.database.purging import PURGED_AT
from tests.chaos.database.witness import faults_in
from tests.chaos.database.writers import WriterForkServer, open_writer_fork_server
from tests.chaos.scale import times
from tests.factories import settings_over
from tests.world.clocks import FrozenClock

DAYS, CHATS, UPDATES, WAITING = 40, 400, 4_000, 20
# notices made half a day apart, one for each day; each expires after a day
FIRST_DAY = (PURGED_AT - NOTICES_KEPT - timedelta(days=DAYS // 2)).date()
# seconds into a purge within which it is killed
LATEST = 0.15


@pytest.fixture
async def filled(tmp_path: Path) -> Path:
    """Return a database with deliveries of many days, half of them old, and with old updates."""
    path = tmp_path / "filled.db"
    async with open_resources(settings_over(path), FrozenClock(PURGED_AT)):
        pass
    old = to_text(PURGED_AT - UPDATES_KEPT - timedelta(hours=1))
    with closing(sqlite3.connect(path)) as raw, raw:
        # the day before the first: since then nothing was purged, nor counted
        mark = to_text(PURGED_AT - NOTICES_KEPT - timedelta(days=DAYS // 2 + 1))
        raw.execute("INSERT INTO purge_marks (name, before) VALUES ('deliveries', ?)", (mark,))
        for number in range(DAYS):
            made = PURGED_AT - NOTICES_KEPT + timedelta(days=number - DAYS // 2)
            raw.execute(
                "INSERT INTO notices (id, key, kind, subject, expires_at, payload, created_at)"
                " VALUES (?, ?, 'reminder', '', ?, '', ?)",
                (number + 1, f"n{number}", to_text(made + timedelta(days=1)), to_text(made)),
            )
            raw.executemany(
                "INSERT INTO deliveries (notice_id, chat_id, rank, due_at, state)"
                " VALUES (?, ?, 1, ?, 'sent')",
                ((number + 1, chat, to_text(made)) for chat in range(1, CHATS + 1)),
            )
        raw.executemany(
            "INSERT INTO inbox (update_id, lane, payload, state, received_at) VALUES (?, '7', ?, ?, ?)",
            (
                (number, "x" * 400, "pending" if number <= WAITING else "done", old)
                for number in range(1, UPDATES + 1)
            ),
        )
    return path


def wrong_in(path: Path) -> int:
    """Return how many days and updates are wrong. At any instant of a purge there must be none."""
    with closing(sqlite3.connect(path)) as raw:
        [waiting] = raw.execute("SELECT COUNT(*) FROM inbox WHERE state = 'pending'").fetchone()
        live = dict(raw.execute("SELECT notice_id, COUNT(*) FROM deliveries GROUP BY notice_id"))
        counted = dict(
            raw.execute(
                "SELECT day, value FROM daily_counts WHERE name = 'deliveries' AND key = 'reminder:sent'"
            )
        )
    wrong = int(waiting != WAITING)
    for number in range(DAYS):
        day = (FIRST_DAY + timedelta(days=number)).isoformat()
        is_whole = live.get(number + 1, 0) == CHATS
        is_to_be_kept = number >= DAYS // 2 - 1
        wrong += not is_whole and (is_to_be_kept or counted.get(day) != CHATS)
    return wrong


def old_in(path: Path) -> int:
    """Return how many rows a complete purge would still delete."""
    with closing(sqlite3.connect(path)) as raw:
        [deliveries] = raw.execute(
            "SELECT COUNT(*) FROM deliveries WHERE notice_id < ?", (DAYS // 2,)
        ).fetchone()
        [updates] = raw.execute("SELECT COUNT(*) FROM inbox WHERE state = 'done'").fetchone()
    return int(deliveries + updates)


async def purge(fork_server: WriterForkServer, path: Path, kill_after: float | None) -> bool:
    """Purge the file in a process. Return whether it was completed.

    The process is killed after `kill_after` seconds.
    """
    number = await fork_server.purge(path)
    assert await fork_server.hear() == "ready"
    if kill_after is not None:
        await asyncio.sleep(kill_after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    # a process that came to the end by itself ends with 1 in this fork server
    status = int(await fork_server.hear())
    assert status in {1, -signal.SIGKILL}
    return status == 1


async def test_killed_purge_leaves_whole_days(
    filled: Path, tmp_path: Path, dice: random.Random, record: Record
) -> None:
    """Killed at any instant, a purge leaves whole days. The next one completes it."""
    path, kills = tmp_path / "mag.db", times(4, 300)
    wrong = faults = midway = left = 0
    async with open_writer_fork_server() as fork_server:
        for number in range(kills):
            if number % 4 == 0:
                path = tmp_path / str(number) / "mag.db"
                path.parent.mkdir()
                shutil.copyfile(filled, path)
            before = old_in(path)
            await purge(fork_server, path, dice.uniform(0, LATEST))
            faults += bool(await faults_in(path))
            wrong += wrong_in(path)
            midway += 0 < old_in(path) < before
            if number % 4 == 3:
                assert await purge(fork_server, path, None)
                left += old_in(path)
                wrong += wrong_in(path)
    record("C14", kills, midway=midway, wrong_days=wrong, integrity_errors=faults, left_over=left)
    assert not wrong + faults + left
