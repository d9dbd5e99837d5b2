"""Reads and writes show whether the database file is healthy."""

import pytest

from data.store.sqlite.database import Database
from data.store.sqlite.errors import DatabaseDamaged, DiskFull
from data.store.sqlite.file_condition import FileCondition
from data.store.sqlite.named_queries import Query

TOUCH = Query("touch", "INSERT OR REPLACE INTO planning_marks VALUES ('mark', '1')")
NOTHING = Query("nothing", "DELETE FROM planning_marks WHERE name = 'none'")


@pytest.mark.parametrize("at_once", [False, True])
async def test_a_commit_of_nothing_proves_nothing(database: Database, *, at_once: bool) -> None:
    """A commit without a changed row writes nothing. Only a real write ends the trouble."""

    async def write(query: Query) -> None:
        if at_once:
            await database.write_at_once(lambda steps: steps.execute(query))
        else:
            async with database.transaction() as tx:
                await tx.execute(query)

    database.condition.note(DiskFull())
    await write(NOTHING)
    assert isinstance(database.condition.trouble, DiskFull)
    await write(TOUCH)
    assert database.condition.trouble is None


async def test_a_probe_is_a_write(database: Database) -> None:
    """The probe writes a page, but no row."""
    database.condition.note(DiskFull())
    await database.try_to_write()
    assert database.condition.trouble is None


def test_trouble_that_comes_and_goes_is_remembered_once() -> None:
    """Trouble that is over is reported to the next caller, and only once."""
    condition = FileCondition()
    assert condition.trouble_lately() is None
    condition.note(DiskFull())
    assert isinstance(condition.trouble_lately(), DiskFull)
    assert isinstance(condition.trouble_lately(), DiskFull)
    condition.note_write()
    assert isinstance(condition.trouble_lately(), DiskFull)
    assert condition.trouble_lately() is None
    condition.note(DiskFull())
    condition.note_write()
    assert isinstance(condition.trouble_lately(), DiskFull)
    assert condition.trouble_lately() is None


async def test_a_name_the_schema_has_lost_is_damage(database: Database) -> None:
    """A flipped bit in a column's name passes SQLite's checks and fails a later statement."""
    async with database.transaction() as tx:
        await tx.execute(Query("flip", "ALTER TABLE deliveries RENAME COLUMN outcome TO outcomd"))
    with pytest.raises(DatabaseDamaged, match="outcome"):
        await database.fetch_all(Query("ask", "SELECT outcome FROM deliveries"))
    assert isinstance(database.condition.damage, DatabaseDamaged)
