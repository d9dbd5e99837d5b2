"""The migration that gives chats a city."""

from pathlib import Path

from data.store.chats import Chats
from data.store.sqlite.database import Database
from data.store.sqlite.migrations_loader import shipped_migrations
from data.store.sqlite.named_queries import Query


async def test_zone_other_than_the_first_one_counts_as_chosen(tmp_path: Path) -> None:
    """A chat keeps the zone that it set before it could have a city."""
    path, steps = tmp_path / "mag.db", shipped_migrations()
    before = steps[: next(at for at, step in enumerate(steps) if step.name.endswith("city_of_chat"))]
    database = await Database.open(path, migrations=before)
    async with database.transaction() as tx:
        for row in ("1, 'private', 'ru', 'Asia/Omsk'", "2, 'private', 'ru', 'Europe/Moscow'"):
            values = f"{row}, 10, 'each', 'active', NULL, NULL, '2026-01-01', '2026-01-01'"
            await tx.execute(Query("", f"INSERT INTO chats VALUES ({values})"))  # noqa: S608 - our own words
    await database.close()
    database = await Database.open(path)
    found = [await Chats(database).get(chat_id) for chat_id in (1, 2)]
    await database.close()
    assert [chat.is_zone_chosen for chat in found if chat is not None] == [True, False]
