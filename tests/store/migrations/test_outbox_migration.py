"""The migration from ranks to days: waiting deliveries keep their order."""

from pathlib import Path

from data.store.sqlite.database import Database
from data.store.sqlite.migrations_loader import shipped_migrations
from data.store.sqlite.named_queries import Query


async def test_a_waiting_bulletin_stays_behind_reminders(tmp_path: Path) -> None:
    """The last rank was 3 and is 32767 now. Rows that were sent keep theirs."""
    old = [step for step in shipped_migrations() if step.version < 12]
    database = await Database.open(tmp_path / "mag.db", migrations=old)
    rows = [(1, 1, 1, "pending"), (1, 2, 3, "pending"), (1, 3, 3, "held"), (1, 4, 3, "sent")]
    async with database.transaction() as tx:
        await tx.execute(
            Query("", "INSERT INTO notices VALUES (1, 'k', 'bulletin', 's', NULL, NULL, 'z', '{}', 'a')")
        )
        for notice, chat, rank, state in rows:
            sql = f"INSERT INTO deliveries (notice_id, chat_id, rank, due_at, state) VALUES ({notice}, {chat}, {rank}, 'a', '{state}')"  # noqa: S608, E501
            await tx.execute(Query("", sql))
    await database.close()
    database = await Database.open(tmp_path / "mag.db")
    found = await database.fetch_all(Query("", "SELECT chat_id, rank FROM deliveries ORDER BY chat_id"))
    ranks = await database.fetch_all(Query("", "SELECT rank FROM pending_ranks"))
    await database.close()
    assert [tuple(row) for row in found] == [(1, 1), (2, 32767), (3, 32767), (4, 3)]
    assert [row["rank"] for row in ranks] == [1, 32767]
