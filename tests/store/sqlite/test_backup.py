"""Copies of a live database and the checksums beside them."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from data.store.sqlite.backup import check_copy, checksum_of
from data.store.sqlite.database import Database
from data.store.sqlite.errors import DatabaseDamaged
from tests.store.rows import ADD, MIGRATIONS, add, ids


@pytest.fixture
async def copy(rows: Database) -> Path:
    """Copy a database of a hundred rows."""
    async with rows.transaction() as tx:
        await tx.execute_many(ADD, [{"id": n, "word": "w"} for n in range(100)])
    target = rows.path.with_name("copy.db")
    await rows.backup_to(target)
    return target


def flip(path: Path, place: int) -> None:
    """Change one bit of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


async def opened(path: Path) -> list[int]:
    """Return the rows of a file that is opened as a database."""
    database = await Database.open(path, migrations=MIGRATIONS)
    try:
        return list(await ids(database))
    finally:
        await database.close()


def test_copy_is_held_to_its_checksum(copy: Path) -> None:
    """A copy as it was written passes, here and with the tool every machine has."""
    assert check_copy(copy)
    command = ["sha256sum", "--check", checksum_of(copy).name]
    subprocess.run(command, cwd=copy.parent, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - coreutils


def test_changed_copy_is_found(copy: Path) -> None:
    """Any flipped bit in a copy is found. A copy without a checksum is only unknown."""
    dice = random.Random(7)  # noqa: S311 - reproducible, not secret
    good = copy.read_bytes()
    for place in (0, len(good) - 1, *(dice.randrange(len(good)) for _ in range(20))):
        flip(copy, place)
        with pytest.raises(DatabaseDamaged, match="checksum"):
            check_copy(copy)
        copy.write_bytes(good)
    copy.write_bytes(good[:-4096])
    with pytest.raises(DatabaseDamaged):
        check_copy(copy)
    checksum_of(copy).unlink()
    assert not check_copy(copy)


@pytest.mark.parametrize("note", [b"", b"\xff\xfe", b"0" * 64])
def test_damaged_checksum_is_found(copy: Path, note: bytes) -> None:
    """An empty, a broken and a wrong checksum are found."""
    checksum_of(copy).write_bytes(note)
    with pytest.raises(DatabaseDamaged):
        check_copy(copy)


async def test_copy_put_into_place_is_checked_once(copy: Path, tmp_path: Path) -> None:
    """A sound copy that is restored with its checksum opens and is a database like any other."""
    place = tmp_path / "elsewhere" / "mag.db"
    place.parent.mkdir()
    shutil.copyfile(copy, place)
    shutil.copyfile(checksum_of(copy), checksum_of(place))
    assert await opened(place) == list(range(100))
    assert not checksum_of(place).exists()
    database = await Database.open(place, migrations=MIGRATIONS)
    async with database.transaction() as tx:
        await add(tx, 100)
    await database.close()
    assert await opened(place) == list(range(101))


async def test_damaged_copy_put_into_place_is_refused(copy: Path, tmp_path: Path) -> None:
    """Damage that SQLite does not notice stops the start, and nothing is written."""
    place = tmp_path / "mag.db"
    shutil.copyfile(copy, place)
    shutil.copyfile(checksum_of(copy), checksum_of(place))
    flip(place, place.read_bytes().index(b"w"))
    before = place.read_bytes()
    with pytest.raises(DatabaseDamaged, match="checksum"):
        await opened(place)
    assert place.read_bytes() == before
    assert checksum_of(place).exists()


async def test_copy_of_the_same_name_brings_its_own_checksum(rows: Database, copy: Path) -> None:
    """A copy that replaces another is never held to the other's checksum."""
    before = checksum_of(copy).read_text()
    async with rows.transaction() as tx:
        await add(tx, 100)
    await rows.backup_to(copy)
    assert check_copy(copy)
    assert checksum_of(copy).read_text() != before
    assert sorted(path.name for path in copy.parent.glob("copy*")) == ["copy.db", "copy.db.sha256"]
