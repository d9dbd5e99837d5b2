"""After a kill every acknowledged transaction is in the file, and none in part."""

import asyncio
import random
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from data.store.sqlite.database import Database
from data.store.sqlite.migrations_loader import shipped_migrations
from tests.store.rows import MIGRATIONS, ids

pytestmark = pytest.mark.slow

STEPS = shipped_migrations()
ROOT = Path(__file__).parents[3]


async def _start(*arguments: str | int | Path) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.store.sqlite.killed_writer", *map(str, arguments), stdout=PIPE, cwd=ROOT
    )


async def _kill_while_writing(path: Path, first: int, acknowledged: int) -> int:
    """Start the writer, and kill it after this many commits. Return the last acknowledged row."""
    writer = await _start("write", path, first)
    assert writer.stdout is not None
    for _ in range(acknowledged):
        await writer.stdout.readline()
    writer.kill()
    rest = await writer.stdout.read()
    await writer.wait()
    # a line cut short was not acknowledged
    lines = rest.decode().splitlines(keepends=True)
    whole = [int(line) for line in lines if line.endswith("\n")]
    return max(whole, default=first - 1 + 2 * acknowledged)


async def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    """After ten kills at any instant every acknowledged row is there and the file is sound."""
    path, dice, kept = tmp_path / "rows.db", random.Random(7), 0  # noqa: S311 - repeatable, no secret
    for _ in range(10):
        last = await _kill_while_writing(path, kept + 1, dice.randrange(1, 60))
        database = await Database.open(path, migrations=MIGRATIONS)
        rows = await ids(database)
        assert (await database.check()).is_sound
        await database.close()
        assert rows == list(range(1, len(rows) + 1))
        assert last <= len(rows) <= last + 2
        assert len(rows) % 2 == 0
        kept = len(rows)


@pytest.mark.parametrize(("number", "after"), [(0, 1), (1, 0), (1, 4), (2, 3), (len(STEPS) - 1, 2)])
async def test_a_killed_migration_leaves_the_old_schema(number: int, after: int, tmp_path: Path) -> None:
    """A kill in the middle of a migration leaves the schema before it, which can migrate again."""
    path = tmp_path / "mag.db"
    before = STEPS[:number]
    writer = await _start("migrate", path, STEPS[number].version, after)
    assert await writer.wait() == -9
    database = await Database.open(path, migrations=before)
    health = await database.check()
    assert health.is_sound
    assert health.schema_version == (before[-1].version if before else 0)
    await database.close()
    database = await Database.open(path)
    assert (await database.check()).is_sound
    await database.close()


async def test_two_programs_write_in_turns(tmp_path: Path) -> None:
    """Two processes that write as fast as they can are never refused and lose nothing."""
    path = tmp_path / "rows.db"
    await (await Database.open(path, migrations=MIGRATIONS)).close()
    lasts = await asyncio.gather(_kill_while_writing(path, 1, 100), _kill_while_writing(path, 100_001, 100))
    database = await Database.open(path, migrations=MIGRATIONS)
    rows = set(await ids(database))
    assert (await database.check()).is_sound
    await database.close()
    for first, last in zip((1, 100_001), lasts, strict=True):
        assert rows >= set(range(first, last + 1))
