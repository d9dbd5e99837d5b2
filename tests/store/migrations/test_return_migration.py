"""Groups that any refusal had closed are tried again once, and other chats are left alone."""

from pathlib import Path

from data.store.sqlite.database import Database
from data.store.sqlite.migrations_loader import shipped_migrations
from data.store.sqlite.named_queries import Query

CLOSED_AT = "2026-03-01T07:00:00.000000Z"


async def test_groups_closed_by_a_refusal_are_opened_once(tmp_path: Path) -> None:
    """They catch up from then on. Stopped chats, blocked people and groups we left stay closed."""
    steps = shipped_migrations()
    before = steps[: next(at for at, step in enumerate(steps) if step.name.endswith("return_of_chats"))]
    database = await Database.open(tmp_path / "mag.db", migrations=before)
    states = {-3: "active", -2: "blocked", -1: "gone", 1: "blocked", 2: "stopped", 3: "active"}
    async with database.transaction() as tx:
        for chat, state in states.items():
            row = f"{chat}, 'group', 'ru', 'UTC', 10, 'each', '{state}', NULL, NULL, 'a', '{CLOSED_AT}'"
            await tx.execute(Query("", f"INSERT INTO chats VALUES ({row})"))  # noqa: S608 - our own words
    await database.close()
    database = await Database.open(tmp_path / "mag.db")
    found = await database.fetch_all(Query("", "SELECT chat_id, state FROM chats"))
    behind = await database.fetch_all(Query("", "SELECT chat_id, since FROM catch_ups"))
    await database.close()
    assert {row["chat_id"]: row["state"] for row in found} == states | {-2: "active"}
    assert [tuple(row) for row in behind] == [(-2, CLOSED_AT)]
