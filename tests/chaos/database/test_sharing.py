"""Tasks, programs, readers and copies use the file at the same time."""

import asyncio
import logging
import random
import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest

from data.store.sqlite.database import Database
from data.store.sqlite.errors import Conflict, DatabaseBusy
from tests.chaos.conftest import Record
from tests.chaos.database.witness import Account, Witnessed, faults_in, found_in, witnessed
from tests.chaos.database.workload import Life
from tests.chaos.scale import times
from tests.store.rows import ALL, DROP, MIGRATIONS, add, ids


class Crowd:
    """Tasks that write pairs of rows over one database, fail, and are cancelled at random."""

    def __init__(self, rows: Database, dice: random.Random) -> None:
        self._rows = rows
        self._dice = dice
        self._acknowledged: set[int] = set()
        self._refused: set[int] = set()
        self.breaks = 0

    async def run(self, size: int) -> None:
        """Run `size` tasks at once. Add each violation of their isolation to `breaks`."""
        plans = [(n, self._dice.random() < 0.3, self._dice.randrange(4)) for n in range(size)]
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._write(*plan)) for plan in plans]
            while not all(task.done() for task in tasks):
                if self._dice.random() < 0.02:
                    self._dice.choice(tasks).cancel()
                await asyncio.sleep(0)
        kept = set(await ids(self._rows))
        self.breaks += len(self._acknowledged - kept) + len(self._refused & kept)
        self.breaks += sum(len(kept & {10 * n, 10 * n + 1}) == 1 for n in range(size))

    async def _write(self, number: int, fails: bool, turns: int) -> None:
        mine = {10 * number, 10 * number + 1}
        try:
            async with self._rows.transaction() as tx:
                seen = {row["id"] for row in await tx.fetch_all(ALL)}
                for one in sorted(mine):
                    await add(tx, one)
                    for _ in range(turns):
                        await asyncio.sleep(0)
                # no row of another task has come or gone meanwhile
                self.breaks += {row["id"] for row in await tx.fetch_all(ALL)} != seen | mine
                if fails:
                    await add(tx, min(mine))
        except Conflict:
            self._refused |= mine
            return
        self._acknowledged |= mine


async def test_tasks_keep_to_themselves(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """Tasks that commit, fail and are cancelled never commit or roll back rows of other tasks."""
    rows = await Database.open(tmp_path / "rows.db", migrations=MIGRATIONS)
    runs, breaks = times(10, 1000), 0
    try:
        for _ in range(runs):
            crowd = Crowd(rows, dice)
            await crowd.run(dice.randrange(2, 9))
            breaks += crowd.breaks
            async with rows.transaction() as tx:
                await tx.execute(DROP)
    finally:
        await rows.close()
    record("C9", runs, isolation_breaks=breaks)
    assert breaks == 0


async def test_a_long_reader_and_copies_hold_nobody_up(
    tmp_path: Path, dice: random.Random, record: Record
) -> None:
    """Beside a long reader and copies every write is kept, and no write waits for them."""
    path, account = tmp_path / "mag.db", Account("")
    database = await witnessed(account.say).open(path)
    commits: list[float] = []
    copies = faults = 0
    try:
        await Life(database, dice).live(20)
        # the clock starts when all is ready: on a busy machine that takes longer than the short form
        end = time.monotonic() + times(1, 30)
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            seen = reader.execute("SELECT count(*) FROM inbox").fetchone()
            era = 1
            while time.monotonic() < end:
                async with asyncio.TaskGroup() as group:
                    group.create_task(database.backup_to(tmp_path / "copy.db"))
                    group.create_task(_timed(database, dice, era, commits))
                copies += 1
                faults += bool(await faults_in(tmp_path / "copy.db"))
                era += 1
            assert reader.execute("SELECT count(*) FROM inbox").fetchone() == seen
    finally:
        await database.close()
    outcome_of = account.judge(found_in(path), account.acknowledged)
    commits.sort()
    record(
        "C10",
        len(commits),
        copies=copies,
        damaged_copies=faults,
        lost=outcome_of.lost + outcome_of.half,
        median_write=f"{1000 * commits[len(commits) // 2]:.1f} ms",
        p99_write=f"{1000 * commits[len(commits) * 99 // 100]:.1f} ms",
    )
    assert not outcome_of.lost + outcome_of.half + faults
    assert copies


async def _timed(database: Witnessed, dice: random.Random, era: int, commits: list[float]) -> None:
    life = Life(database, dice, era)
    await life.live(4)
    database.watching = False
    for _ in range(30):
        begun = time.perf_counter()
        await life.beat()
        commits.append(time.perf_counter() - begun)
    database.watching = True
    await life.beat()


async def test_a_second_writer_is_refused(
    tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """With the WAL-reset bug the log says so, and a second writer is refused."""
    monkeypatch.setattr("data.store.sqlite.opening.has_wal_reset_bug", lambda: True)
    path, counts = tmp_path / "rows.db", Counter[str]()
    tries = times(20, 500)
    with caplog.at_level(logging.INFO, "data.store.sqlite.opening"):
        one = await Database.open(path, migrations=MIGRATIONS)
        two = await Database.open(path, migrations=MIGRATIONS, patience=0.001)
    try:
        for number in range(tries):
            holder, other = (one, two) if number % 5 else (two, one)
            async with holder.transaction() as tx:
                await add(tx, number)
                if other is two:
                    counts["second writers"] += await _writes(two)
                    counts["opened beside"] += await _opens(path)
    finally:
        await one.close()
        await two.close()
    record(
        "C11",
        tries,
        noted_in_the_log=caplog.text.count("WAL-reset"),
        second_writers=counts["second writers"],
        opened_beside_a_writer=counts["opened beside"],
    )
    assert caplog.text.count("WAL-reset") == 2
    assert not counts["second writers"] + counts["opened beside"]


async def _writes(database: Database) -> bool:
    with suppress(DatabaseBusy):
        async with database.transaction():
            return True
    return False


async def _opens(path: Path) -> bool:
    with suppress(DatabaseBusy):
        await (await Database.open(path, migrations=MIGRATIONS, patience=0.001)).close()
        return True
    return False
