"""The migration for the desk: notices get two kinds, plain texts become formatted ones."""

from dataclasses import replace
from pathlib import Path

import pytest

from data.store.broadcasts.bulletins import Bulletins
from data.store.broadcasts.editorial import FormattedText
from data.store.sqlite.database import Database
from data.store.sqlite.errors import Conflict, DatabaseDamaged
from data.store.sqlite.migrations_loader import read_migration, shipped_migrations
from data.store.sqlite.named_queries import Query

_NUMBER = 33
_OLD = (
    "INSERT INTO notices (id, key, kind, subject, expires_at, payload, created_at) "
    "VALUES (7, 'k', 'bulletin', 's', '2027-01-01', '{}', '2026-01-01')",
    "INSERT INTO deliveries (notice_id, chat_id, rank, due_at, state, message_id) "
    "VALUES (7, 1, 32767, '2026-01-01', 'sent', 5)",
    "INSERT INTO bulletins (week, state, body, extra_text, due_at, created_at) "
    "VALUES ('2026-W48', 'draft', '{}', 'Текст & «кавычки»', "
    "'2026-11-27T09:00:00.000000+00:00', '2026-11-26T09:00:00.000000+00:00')",
)


async def _old(path: Path) -> None:
    old = [step for step in shipped_migrations() if step.version < _NUMBER]
    database = await Database.open(path, migrations=old)
    async with database.transaction() as tx:
        for statement in _OLD:
            await tx.execute(Query("", statement))
    await database.close()


async def test_notices_and_texts_are_kept(tmp_path: Path) -> None:
    """Deliveries still refer to their notice, which foreign keys watch over again."""
    await _old(tmp_path / "mag.db")
    database = await Database.open(tmp_path / "mag.db")
    [row] = await database.fetch_all(
        Query("", "SELECT n.id, d.message_id FROM notices AS n JOIN deliveries AS d ON d.notice_id = n.id")
    )
    assert tuple(row) == (7, 5)
    issue = await Bulletins(database).of_week("2026-W48")
    assert issue is not None
    assert issue.content.text == FormattedText("Текст & «кавычки»")
    with pytest.raises(Conflict):
        async with database.transaction() as tx:
            await tx.execute(
                Query("", "INSERT INTO deliveries (notice_id, chat_id, rank, due_at) VALUES (404, 1, 1, 'x')")
            )
    await database.close()


async def test_rebuild_that_loses_a_parent_is_refused(tmp_path: Path) -> None:
    """The references are checked before the step is committed, and the file stays as it was."""
    path = tmp_path / "mag.db"
    await _old(path)
    old = [step for step in shipped_migrations() if step.version < _NUMBER]
    broken = read_migration("0033_broken.sql", "-- rebuilds a parent: notices\nDELETE FROM notices;\n")
    with pytest.raises(DatabaseDamaged):
        await Database.open(path, migrations=(*old, broken))
    harmless = replace(broken, statements=("DELETE FROM planning_marks",))
    database = await Database.open(path, migrations=(*old, harmless))
    assert len(await database.fetch_all(Query("", "SELECT id FROM notices"))) == 1
    await database.close()
