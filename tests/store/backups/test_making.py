"""Copies are made, encrypted, given up, and refused if they would do harm."""

import asyncio
import shutil
import stat
from pathlib import Path
from typing import NamedTuple

import pyrage
import pytest

from data.store.backups.age_files import check_recipient, decrypt
from data.store.backups.backup_runs import BackupRuns
from data.store.backups.copy_failures import CopyFailed, KeyRefused, Room
from data.store.backups.making import SPARE_BYTES, MadeCopy, make_copy
from data.store.sqlite.backup import check_copy, check_database
from data.store.sqlite.database import Database
from data.store.sqlite.errors import DatabaseDamaged
from tests.store.rows import MIGRATIONS, add, ids
from tests.world.clocks import moment


class Keys(NamedTuple):
    """A public key, and the file of its secret one."""

    public: str
    file: Path


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """Return keys as age-keygen makes them."""
    identity, file = pyrage.x25519.Identity.generate(), tmp_path / "key.txt"
    file.write_text(f"# created: today\n# public key: {identity.to_public()}\n{identity}\n")
    return Keys(str(identity.to_public()), file)


@pytest.fixture
async def filled(rows: Database) -> Database:
    """Return a database with three rows, which stays open."""
    for number in range(3):
        async with rows.transaction() as tx:
            await add(tx, number)
    return rows


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def unfinished(folder: Path) -> list[Path]:
    """Return the files of copies that are being made, in a folder and those in it."""
    return [path for suffix in ("partial", "plain") for path in folder.rglob(f"*.{suffix}")]


async def rows_in(path: Path) -> list[int]:
    """Return the rows of a copy."""
    database = await Database.open(path, migrations=MIGRATIONS)
    try:
        return list(await ids(database))
    finally:
        await database.close()


async def test_copy_of_an_open_database_is_whole_and_private(filled: Database, tmp_path: Path) -> None:
    """Its folder is made, only its owner may read it, and no unfinished file stays."""
    made = await make_copy(filled.path, tmp_path / "copies" / "a.db")
    assert made.size == made.path.stat().st_size
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert sorted(path.name for path in made.path.parent.iterdir()) == ["a.db", "a.db.sha256"]
    assert check_copy(made.path)
    assert await rows_in(made.path) == [0, 1, 2]


async def test_copy_of_a_closed_database_leaves_no_trace(filled: Database, tmp_path: Path) -> None:
    """The checksum that the last start has left stays valid for the next one."""
    await filled.close()
    before = contents(tmp_path)
    made = await make_copy(filled.path, tmp_path / "copies" / "a.db")
    assert contents(tmp_path) == before
    assert await rows_in(made.path) == [0, 1, 2]


async def test_damaged_database_is_not_copied_over_a_good_copy(filled: Database, tmp_path: Path) -> None:
    """A copy that fails its check leaves the earlier one of its name as it is."""
    target = tmp_path / "a.db"
    await make_copy(filled.path, target)
    await filled.close()
    good = target.read_bytes()
    content = bytearray(filled.path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    filled.path.write_bytes(content)
    with pytest.raises(CopyFailed) as failed:
        await make_copy(filled.path, target)
    assert failed.value.reason == "damaged"
    assert target.read_bytes() == good
    assert check_copy(target)


async def test_encrypted_copy_is_read_with_its_key_only(filled: Database, tmp_path: Path, keys: Keys) -> None:
    """The file holds nothing readable, and no plain copy stays anywhere."""
    made = await make_copy(filled.path, tmp_path / "copies" / "a.db.age", (keys.public,))
    assert b"SQLite format" not in made.path.read_bytes()
    assert not unfinished(tmp_path)
    decrypt(made.path, tmp_path / "plain.db", keys.file)
    check_database(tmp_path / "plain.db")
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(KeyRefused, match="mismatch"):
        decrypt(made.path, tmp_path / "plain.db", other)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "age1abc\n", "мой ключ\n"])
async def test_file_without_a_key_is_refused(text: str, filled: Database, tmp_path: Path, keys: Keys) -> None:
    """A public key, or another text, decrypts nothing."""
    made = await make_copy(filled.path, tmp_path / "a.db.age", (keys.public,))
    keys.file.write_text(text, "utf-8")
    with pytest.raises(KeyRefused, match="identity"):
        decrypt(made.path, tmp_path / "plain.db", keys.file)


@pytest.mark.parametrize("cut", [30, 300, 1000])
async def test_encrypted_copy_cut_short_is_damaged(
    cut: int, filled: Database, tmp_path: Path, keys: Keys
) -> None:
    """An incomplete copy is refused, even if most of it can be decrypted."""
    made = await make_copy(filled.path, tmp_path / "a.db.age", (keys.public,))
    made.path.write_bytes(made.path.read_bytes()[:-cut])
    with pytest.raises(DatabaseDamaged):
        decrypt(made.path, tmp_path / "plain.db", keys.file)


@pytest.mark.parametrize("key", ["", "age1", "AGE-SECRET-KEY-1QQ", "ssh-ed25519 AAAA", "ключ"])
def test_other_text_is_no_public_key(key: str) -> None:
    """A secret key above all: it must not lie beside the copies."""
    with pytest.raises(KeyRefused):
        check_recipient(key)


async def test_copy_that_would_fill_the_disk_is_not_begun(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot itself must go on writing."""
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=SPARE_BYTES))
    with pytest.raises(CopyFailed) as failed:
        await make_copy(filled.path, tmp_path / "copies" / "a.db")
    assert (failed.value.reason, failed.value.room) == ("room", Room(100, 101))
    assert not list((tmp_path / "copies").iterdir())


async def test_place_that_cannot_be_written_is_named(filled: Database, tmp_path: Path) -> None:
    """A file where the folder should be is a wrong place."""
    (tmp_path / "copies").write_bytes(b"")
    with pytest.raises(CopyFailed) as failed:
        await make_copy(filled.path, tmp_path / "copies" / "a.db")
    assert failed.value.reason == "place"


@pytest.mark.parametrize("encrypted", [False, True])
async def test_cancelled_copy_ends_at_once_and_leaves_nothing(
    encrypted: bool, filled: Database, tmp_path: Path, keys: Keys
) -> None:
    """A stop of the bot need not wait for a large copy."""
    recipients = (keys.public,) if encrypted else ()
    task = asyncio.create_task(  # noqa: TID251 - to be cancelled
        make_copy(filled.path, tmp_path / "copies" / "a.db", recipients, pause=60.0)
    )
    while not unfinished(tmp_path):  # noqa: ASYNC110 - a file sends no signal
        await asyncio.sleep(0.001)
    task.cancel()
    async with asyncio.timeout(5):
        with pytest.raises(asyncio.CancelledError):
            await task
    assert not list((tmp_path / "copies").iterdir())
    assert not unfinished(tmp_path)


async def test_writes_go_on_while_a_copy_is_made(filled: Database, tmp_path: Path) -> None:
    """The copy shows one instant, although rows are written in each of its pauses."""
    async with filled.transaction() as tx:
        for number in range(10, 4000):
            await add(tx, number, "слово" * 100)
    copying = asyncio.create_task(make_copy(filled.path, tmp_path / "a.db"))  # noqa: TID251 - beside it
    number = 10_000
    while not copying.done():
        async with filled.transaction() as tx:
            await add(tx, number)
        number += 1
        await asyncio.sleep(0)
    made: MadeCopy = await copying
    found = await rows_in(made.path)
    assert found == [0, 1, 2, *range(10, 4000), *range(10_000, 10_000 + len(found) - 3993)]
    assert len(found) < 3993 + number - 10_000


async def test_last_copies_are_remembered(tmp_path: Path) -> None:
    """The last one that was made and the last one that failed are known after a restart."""
    database = await Database.open(tmp_path / "mag.db")
    try:
        runs, at = BackupRuns(database), moment("2027-03-01 04:00")
        assert await runs.last_made() is None
        for size in (5, 7):
            await runs.made(MadeCopy(Path("a.db"), size, 0.5), at)
        await runs.failed("b.db", CopyFailed(tmp_path, "room"), at)
        made, failed = await runs.last_made(), await runs.last_failed()
    finally:
        await database.close()
    assert made is not None
    assert (made.at, made.file, made.size, made.seconds) == (at, "a.db", 7, 0.5)
    assert failed is not None
    assert (failed.file, failed.reason) == ("b.db", "room")
