"""The database file: checked before use, shared in turns, copied whole, closed cleanly."""

import asyncio
import logging
import os
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from data.store.sqlite.database import Database
from data.store.sqlite.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseReadOnly,
    DiskFull,
    StoreClosed,
    translate,
)
from data.store.sqlite.integrity import has_wal_reset_bug, integrity_findings
from data.store.sqlite.named_queries import Query
from tests.store.rows import ADD, ALL, MIGRATIONS, add, ids


async def test_the_file_is_set_up_to_keep_what_it_acknowledges(rows: Database) -> None:
    """WAL, a sync at each commit, references enforced, deletions overwritten, no trusted schema."""
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 50,
    }
    async with rows.transaction() as tx:
        found = {name: await tx.fetch_one(Query(name, f"PRAGMA {name}")) for name in wanted}
    assert {name: row[0] if row else None for name, row in found.items()} == wanted


async def test_only_the_owner_may_read_the_files(rows: Database) -> None:
    """The database, its log, its lock and its copies are closed to other users of the machine."""
    async with rows.transaction() as tx:
        await add(tx, 1)
    await rows.backup_to(rows.path.with_name("copy.db"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in rows.path.parent.iterdir()}
    assert len(modes) >= 4
    assert {mode & 0o077 for mode in modes.values()} == {0}


async def test_a_closed_database_says_so(tmp_path: Path) -> None:
    """After close, reading and writing raise StoreClosed, and closing again does nothing."""
    database = await Database.open(tmp_path / "rows.db", migrations=MIGRATIONS)
    await database.close()
    await database.close()
    with pytest.raises(StoreClosed):
        await database.fetch_all(ALL)
    with pytest.raises(StoreClosed):
        async with database.transaction():
            pass


async def test_closing_waits_for_the_running_transaction(tmp_path: Path) -> None:
    """A transaction that runs when the database closes is still committed as a whole."""
    path = tmp_path / "rows.db"
    database = await Database.open(path, migrations=MIGRATIONS)
    begun = asyncio.Event()

    async def write() -> None:
        async with database.transaction() as tx:
            await add(tx, 1)
            begun.set()
            await asyncio.sleep(0)
            await add(tx, 2)

    async with asyncio.TaskGroup() as group:
        group.create_task(write())
        await begun.wait()
        group.create_task(database.close())
    reopened = await Database.open(path, migrations=MIGRATIONS)
    assert await ids(reopened) == [1, 2]
    await reopened.close()


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A file that is no database is reported as damage, and left as it is."""
    path = tmp_path / "rows.db"
    path.write_bytes(b"not a database at all, but long enough to have a header of 100 bytes" * 20)
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged):
        await Database.open(path, migrations=MIGRATIONS)
    assert path.read_bytes() == before


async def test_a_page_overwritten_is_found_at_start(tmp_path: Path) -> None:
    """A page that another program has written over is found before anything is sent."""
    path = tmp_path / "rows.db"
    database = await Database.open(path, migrations=MIGRATIONS)
    async with database.transaction() as tx:
        await tx.execute_many(ADD, [{"id": n, "word": "w" * 200} for n in range(500)])
    await database.close()
    content = bytearray(path.read_bytes())
    content[4096 * 5 : 4096 * 5 + 64] = os.urandom(64)
    path.write_bytes(content)
    with pytest.raises(DatabaseDamaged) as damaged:
        await Database.open(path, migrations=MIGRATIONS)
    assert damaged.value.findings


async def test_a_writer_waits_for_another_process_and_then_says_so(rows: Database) -> None:
    """While another process holds the file, a write is refused as busy and reads go on."""
    with closing(sqlite3.connect(rows.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            async with rows.transaction() as tx:
                await add(tx, 1)
        assert await ids(rows) == []
        other.execute("COMMIT")
    async with rows.transaction() as tx:
        await add(tx, 1)


async def test_two_programs_never_write_at_once(rows: Database) -> None:
    """The second process waits at the lock file and is busy, even before SQLite is asked."""
    second = await Database.open(rows.path, migrations=MIGRATIONS, patience=0.02)
    async with rows.transaction() as tx:
        with pytest.raises(DatabaseBusy):
            async with second.transaction():
                pass
        await add(tx, 1)
    async with second.transaction() as tx:
        await add(tx, 2)
    assert await ids(rows) == await ids(second) == [1, 2]
    await second.close()


@pytest.mark.parametrize(
    ("version", "affected"),
    [((3, 6, 23), False), ((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False)],
)
def test_the_versions_with_the_wal_reset_bug_are_known(version: tuple[int, ...], affected: bool) -> None:
    """The bug is in the versions from 3.7.0 to 3.51.2."""
    assert has_wal_reset_bug(version) is affected


async def test_an_affected_sqlite_is_noted_at_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log tells the operator that this SQLite needs the write lock."""
    monkeypatch.setattr("data.store.sqlite.opening.has_wal_reset_bug", lambda: True)
    with caplog.at_level(logging.INFO, "data.store.sqlite.opening"):
        await (await Database.open(tmp_path / "rows.db", migrations=MIGRATIONS)).close()
    assert "WAL-reset" in caplog.text


async def test_a_copy_is_whole_while_others_write(rows: Database) -> None:
    """A backup holds all that was acknowledged before it, log included, and opens as a database."""
    async with rows.transaction() as tx:
        await tx.execute_many(ADD, [{"id": n, "word": "w"} for n in range(1000)])
    target = rows.path.with_name("copy.db")
    target.write_bytes(b"an older copy")
    async with rows.transaction() as tx:
        await add(tx, 1000)
        await rows.backup_to(target)
    copy = await Database.open(target, migrations=MIGRATIONS)
    assert await ids(copy) == list(range(1000))
    assert (await copy.check()).is_sound
    await copy.close()


async def test_a_copy_that_fails_leaves_the_older_one(rows: Database, tmp_path: Path) -> None:
    """An incomplete copy does not replace an older one."""
    with pytest.raises(OSError, match="nowhere"):
        await rows.backup_to(tmp_path / "nowhere" / "copy.db")


async def test_the_check_reads_the_whole_file(rows: Database) -> None:
    """Health names schema, journal and SQLite, and finds nothing wrong with a good file."""
    health = await rows.check()
    assert (health.findings, health.schema_version, health.known_version) == ((), 1, 1)
    assert (health.journal_mode, health.sqlite_version) == ("wal", sqlite3.sqlite_version)


async def test_a_full_disk_refuses_the_write_and_keeps_the_rest(rows: Database) -> None:
    """Without room the transaction is rolled back and reads go on. With room writes work again."""
    async with rows.transaction() as tx:
        await add(tx, 1)
        await tx.fetch_all(Query("limit", "PRAGMA max_page_count = 3"))
    with pytest.raises(DiskFull):
        async with rows.transaction() as tx:
            await tx.execute_many(ADD, [{"id": n, "word": "w" * 500} for n in range(2, 100)])
    assert await ids(rows) == [1]
    async with rows.transaction() as tx:
        await tx.fetch_all(Query("limit", "PRAGMA max_page_count = 1000000"))
        await add(tx, 2)
    assert await ids(rows) == [1, 2]


async def test_a_file_that_cannot_be_written_can_be_read(rows: Database) -> None:
    """Refused by the file system, a write says so and reads go on."""
    async with rows.transaction() as tx:
        await add(tx, 1)
        # SQLite then answers a write as it does on a read-only file system
        await tx.fetch_all(Query("read only", "PRAGMA query_only = ON"))
    with pytest.raises(DatabaseReadOnly):
        async with rows.transaction() as tx:
            await add(tx, 2)
    assert await ids(rows) == [1]


async def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """If the file or its folder cannot be made, opening raises an error."""
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseReadOnly):
        await Database.open(tmp_path / "file" / "rows.db", migrations=MIGRATIONS)


async def test_opening_cut_short_leaves_nothing_open(tmp_path: Path) -> None:
    """Opening that is cancelled in any turn of the loop closes what it had opened."""
    path, before = tmp_path / "rows.db", set(threading.enumerate())
    for turn in range(40):
        opening = asyncio.gather(Database.open(path, migrations=MIGRATIONS))
        for _ in range(turn):
            await asyncio.sleep(0)
        opening.cancel()
        try:
            (opened,) = await opening
        except asyncio.CancelledError:
            opened = await Database.open(path, migrations=MIGRATIONS)
        assert await ids(opened) == []
        await opened.close()
    opened_since = set(threading.enumerate()) - before
    for thread in opened_since:
        # one that was told to end may need a moment more than the test
        thread.join(timeout=2)
    assert not [thread for thread in opened_since if thread.is_alive()]


@pytest.mark.parametrize("damaged", ["index", "value"])
async def test_bytes_that_are_no_text_are_damage(tmp_path: Path, damaged: str) -> None:
    """SQLite quotes a damaged name in its findings, and a damaged value cannot be read as text."""
    path = tmp_path / "rows.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE numbers (name TEXT NOT NULL)")
        raw.execute("CREATE INDEX numbers_by_name ON numbers (name)")
        raw.execute("INSERT INTO numbers VALUES ('readable')")
        raw.commit()
    content = path.read_bytes()
    if damaged == "index":
        content = content.replace(b"numbers_by_name", b"numbers_by\xc5name")
    else:
        content = content.replace(b"readable", b"read\xc5ble")
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as raw:
        findings = integrity_findings(raw)
        with pytest.raises((sqlite3.OperationalError, UnicodeDecodeError)) as failure:
            raw.execute("SELECT name FROM sqlite_master UNION SELECT name FROM numbers").fetchall()
    assert all(isinstance(finding, str) for finding in findings)
    assert isinstance(translate(failure.value), DatabaseDamaged)
