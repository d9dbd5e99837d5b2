"""Long deletions come in slices, and free pages go back to the disk."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Query
from data.store.sqlite.slices import FIRST_SLICE, LONGEST_SLICE, SLICE_SECONDS, delete_in_slices, next_size

DELETE = Query(
    "test.purge",
    "DELETE FROM inbox WHERE update_id IN ("
    "SELECT update_id FROM inbox WHERE update_id <= :last LIMIT :how_many)",
    frozenset({"last", "how_many"}),
)
COUNT = Query("test.count", "SELECT COUNT(*) AS rows, MIN(update_id) AS first FROM inbox")
ROWS = 12_000


def fill(path: Path, rows: int = ROWS) -> None:
    """Put rows into the inbox by one SQL statement."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executemany(
            "INSERT INTO inbox (update_id, lane, payload, state, received_at) VALUES (?, '', ?, 'done', '')",
            ((number, "x" * 500) for number in range(1, rows + 1)),
        )


def make_old(path: Path) -> None:
    """Make a file of the old kind, which cannot give free pages back."""
    for left in path.parent.glob(f"{path.name}?*"):
        left.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA auto_vacuum = NONE")
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("VACUUM")


@pytest.mark.parametrize(
    ("size", "took", "expected"),
    [
        (200, SLICE_SECONDS, 200),
        (200, 2 * SLICE_SECONDS, 100),
        (200, SLICE_SECONDS / 1.5, 300),
        (200, 0.0, 400),
        (200, 100.0, 1),
        (1, 100.0, 1),
        (LONGEST_SLICE, 0.0, LONGEST_SLICE),
    ],
)
def test_next_slice_follows_what_the_last_one_took(size: int, took: float, expected: int) -> None:
    """A slow slice makes the next one smaller at once, a quick one at most twice as large."""
    assert next_size(size, took) == expected


@pytest.mark.parametrize("rows", [0, 1, FIRST_SLICE - 1, FIRST_SLICE, FIRST_SLICE + 1, 3 * FIRST_SLICE])
async def test_all_that_is_meant_is_deleted_and_no_more(tmp_path: Path, rows: int) -> None:
    """All matching rows and no others are deleted, also if the last slice is exactly full."""
    database = await Database.open(tmp_path / "mag.db")
    fill(database.path, rows + 7)
    assert await delete_in_slices(database, DELETE, last=rows) == rows
    found = await database.fetch_one(COUNT)
    assert found is not None
    assert tuple(found) == (7, rows + 1)
    await database.close()


async def test_other_writers_go_on_between_slices(tmp_path: Path) -> None:
    """While thousands of rows are deleted others write again and again."""
    database = await Database.open(tmp_path / "mag.db")
    fill(database.path)
    waits = []
    async with asyncio.TaskGroup() as tasks:
        purge = tasks.create_task(delete_in_slices(database, DELETE, last=ROWS))
        while not purge.done():
            began = time.perf_counter()
            await database.try_to_write()
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(0)
    assert purge.result() == ROWS
    assert len(waits) > 10
    await database.close()


async def test_new_file_gives_its_pages_back(tmp_path: Path) -> None:
    """It is made so from the start: page by page, and a share stays free."""
    database = await Database.open(tmp_path / "mag.db")
    fill(database.path)
    await delete_in_slices(database, DELETE, last=ROWS)
    await database.truncate_log()
    full, cuts = database.path.stat().st_size, 1
    while await database.give_pages_back():
        cuts += 1
    await database.truncate_log()
    assert cuts > 3
    assert database.path.stat().st_size < full / 4
    assert (await database.check()).findings == ()
    await database.close()


async def test_older_file_gives_pages_back_after_it_is_rewritten(tmp_path: Path) -> None:
    """One that was made without the means stays as it is until then, and is not looped over."""
    path = tmp_path / "mag.db"
    await (await Database.open(path)).close()
    make_old(path)
    database = await Database.open(path)
    fill(path)
    assert not await database.give_pages_back()
    await delete_in_slices(database, DELETE, last=ROWS - 1)
    assert not await database.give_pages_back()
    assert await database.rewrite()
    fill_again = Query("test.fill", "UPDATE inbox SET payload = zeroblob(4000000)")
    async with database.transaction() as tx:
        await tx.execute(fill_again)
    await delete_in_slices(database, DELETE, last=ROWS)
    assert await database.give_pages_back()
    await database.close()
