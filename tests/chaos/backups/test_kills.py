"""Commands that copy, rotate and restore are killed. Each file under its own name is whole."""

import asyncio
import random
import shutil
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pyrage
import pytest

from data.store.backups.age_files import decrypt
from data.store.backups.copy_names import CopyKind, name_of_copy
from data.store.backups.folder import copies_in, rotate
from data.store.sqlite.backup import check_copy, check_database, checksum_of
from data.store.sqlite.database import Database
from tests.chaos import scale
from tests.chaos.conftest import Record
from tests.chaos.processes import ForkServer

NOW = datetime(2027, 3, 1, 4, tzinfo=UTC)
_LONGER, _SHORTER = 1.1, 0.7


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database that was copied with its log, as a killed process leaves it."""
    path = tmp_path_factory.mktemp("killed") / "mag.db"
    asyncio.run(_first_start(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA wal_autocheckpoint = 0")
        _fill(raw, 0, 3000)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _fill(raw, 3000, 300)
        _copy_with_log(path, path.with_name("left.db"))
    return path.with_name("left.db")


@pytest.fixture
def database(killed: Path, tmp_path: Path) -> Path:
    """Return a copy of the database that a killed process has left, with its log."""
    _copy_with_log(killed, tmp_path / "mag.db")
    return tmp_path / "mag.db"


def _copy_with_log(source: Path, target: Path) -> None:
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{source}{suffix}", f"{target}{suffix}")


async def _first_start(path: Path) -> None:
    await (await Database.open(path)).close()


def _fill(raw: sqlite3.Connection, first: int, how_many: int) -> None:
    rows = [(number, "", "x" * 1000, NOW.isoformat()) for number in range(first, first + how_many)]
    with raw:
        raw.executemany(
            "INSERT INTO inbox (update_id, lane, payload, received_at, state) VALUES (?, ?, ?, ?, 'done')",
            rows,
        )


def _rows_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(raw.execute("SELECT count(*) FROM inbox").fetchone()[0])


@dataclass
class Killer:
    """A command that is run again and again, first to its end, then killed at random moments."""

    fork_server: ForkServer
    dice: random.Random
    seconds: float = 0.0
    killed: int = 0

    async def run(self, path: Path, arguments: list[str], **settings: str) -> None:
        """Run the command over a database, and kill it. The first run is timed and not killed.

        Later runs may be shorter than the first, so each that ends by itself makes the time shorter in which
        the next is killed, and each that is killed makes it longer.
        """
        environment = {"DATABASE_URL": f"sqlite:///{path}", "LOG_LEVEL": "WARNING"} | settings
        began = time.monotonic()
        process = await self.fork_server.start(path.parent, environment, arguments)
        if not self.seconds:
            assert await self.fork_server.end(process) == 0, (path.parent / "bot.log").read_text("utf-8")
            self.seconds = time.monotonic() - began
            return
        await asyncio.sleep(self.dice.random() * self.seconds)
        # it may have ended meanwhile
        with suppress(ProcessLookupError):
            process.send(signal.SIGKILL)
        is_killed = await self.fork_server.end(process) == -signal.SIGKILL
        self.killed += is_killed
        self.seconds *= _LONGER if is_killed else _SHORTER


async def test_killed_copy_leaves_whole_copies(
    tmp_path: Path, database: Path, fork_server: ForkServer, dice: random.Random, record: Record
) -> None:
    """Killed at any moment, `mag-bot backup` leaves only whole copies under their names."""
    identity, counts = pyrage.x25519.Identity.generate(), Counter[str]()
    key = tmp_path / "key.txt"
    key.write_text(f"{identity}\n")
    kills, killer = scale.times(4, 100), Killer(fork_server, dice)
    for number in range(kills + 1):
        sealed = number % 2 == 1
        target = tmp_path / "copies" / ("copy.db.age" if sealed else "copy.db")
        recipient = {"BACKUP_RECIPIENTS": str(identity.to_public())} if sealed else {}
        await killer.run(database, ["backup", str(target)], **recipient)
        counts["damaged"] += target.exists() and not _is_whole(target, key, tmp_path / "plain.db")
    counts["lost rows"] = 3300 - _rows_of(database)
    record("R1", kills, killed=killer.killed, damaged_copies=counts["damaged"], lost=counts["lost rows"])
    assert killer.killed
    assert not counts["damaged"] + counts["lost rows"]


def _is_whole(target: Path, key: Path, plain: Path) -> bool:
    check_copy(target)
    if target.suffix == ".age":
        decrypt(target, plain, key)
    else:
        shutil.copyfile(target, plain)
    check_database(plain)
    return _rows_of(plain) == 3300


def _rotate(folder: str) -> None:
    rotate(Path(folder), "UTC")


def test_killed_rotation_leaves_whole_copies(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """Killed at any moment, the rotation leaves each copy whole or gone. The next run goes on."""
    context, kills, counts = get_context("fork"), scale.times(3, 60), Counter[str]()
    for number in range(kills):
        folder = tmp_path / str(number)
        folder.mkdir()
        for day in range(400):
            path = folder / name_of_copy(CopyKind.DAILY, NOW - timedelta(days=day), encrypted=False)
            path.write_bytes(b"copy")
            checksum_of(path).write_bytes(b"sum")
        process = context.Process(target=_rotate, args=(str(folder),))
        process.start()
        process.join(dice.random() * 0.05)
        process.kill()
        process.join()
        counts["killed"] += process.exitcode == -signal.SIGKILL
        counts["torn"] += sum(one.path.read_bytes() != b"copy" for one in copies_in(folder))
        rotate(folder, "UTC")
        counts["wrong"] += len(copies_in(folder)) != len({one.path for one in copies_in(folder)})
        kept = [one.made_at for one in copies_in(folder)]
        counts["missing"] += not {NOW - timedelta(days=day) for day in range(7)} <= set(kept)
    record("R1", kills, killed=counts["killed"], damaged_copies=counts["torn"], lost=counts["missing"])
    assert not counts["torn"] + counts["wrong"] + counts["missing"]


async def test_killed_restore_leaves_one_of_both(
    tmp_path: Path, database: Path, fork_server: ForkServer, dice: random.Random, record: Record
) -> None:
    """Killed at any moment, `mag-bot restore` leaves the old database or the new one.

    Where it leaves the new one, the old one is kept beside it.
    """
    copy, counts = tmp_path / "copy.db", Counter[str]()
    kills, killer = scale.times(4, 100), Killer(fork_server, dice)
    old = await Database.open(tmp_path / "source.db")
    await old.close()
    with closing(sqlite3.connect(tmp_path / "source.db", isolation_level=None)) as raw:
        _fill(raw, 0, 1000)
    await _copy(tmp_path / "source.db", copy)
    for number in range(kills + 1):
        folder = tmp_path / f"try-{number}"
        folder.mkdir()
        path = folder / "mag.db"
        _copy_with_log(database, path)
        await killer.run(path, ["restore", str(copy)])
        await _first_start(path)
        found = _rows_of(path)
        counts["restored"] += found == 1000
        counts["neither"] += found not in (1000, 3300)
        counts["old lost"] += found == 1000 and not _keeps_old(folder)
    record(
        "R2",
        kills,
        killed=killer.killed,
        restored=counts["restored"],
        neither=counts["neither"],
        old_lost=counts["old lost"],
    )
    assert killer.killed
    assert not counts["neither"] + counts["old lost"]


async def _copy(source: Path, target: Path) -> None:
    database = await Database.open(source)
    await database.backup_to(target, pause=0.0)
    await database.close()


def _keeps_old(folder: Path) -> bool:
    kept = [path / "mag.db" for path in folder.glob("mag.db-replaced-*")]
    return any(_rows_of(path) == 3300 for path in kept)


def test_decided_restore_is_finished_by_the_next_start(tmp_path: Path, database: Path) -> None:
    """A start that finishes a killed restore does not apply the old log to the new file."""
    new = tmp_path / "source.db"
    asyncio.run(_first_start(new))
    # as a killed restore leaves it
    new.rename(f"{database}-restored")
    asyncio.run(_first_start(database))
    assert _rows_of(database) == 0
    assert not list(tmp_path.glob("*-restored"))
