"""The migration to bounds deletes rows beyond them and has the file rewritten."""

from itertools import takewhile
from pathlib import Path

from data.store.retention.erasure import Erasure
from data.store.sqlite.database import Database
from data.store.sqlite.migrations_loader import shipped_migrations
from data.store.sqlite.named_queries import Query
from data.store.subscriptions import FOLLOWED_OF_CHAT, MUTES_OF_CHAT

CHAT = Query(
    "chat",
    "INSERT INTO chats VALUES (:id, 'private', 'ru', 'UTC', 10, 'each', 'active', NULL, NULL, 'a', 'a')",
    frozenset({"id"}),
)
MUTE = Query("mute", "INSERT INTO mutes VALUES (:id, :subject)", frozenset({"id", "subject"}))
FOLLOW = Query(
    "follow",
    "INSERT INTO subscriptions VALUES (:id, :topic, :subject, :at)",
    frozenset({"id", "topic", "subject", "at"}),
)
ASIDE = Query(
    "aside",
    "INSERT INTO inbox (update_id, lane, payload, state, received_at)"
    " VALUES (:id, '1', 'text', 'aside', 'a')",
    frozenset({"id"}),
)
COUNT = Query(
    "count",
    "SELECT (SELECT count(*) FROM mutes WHERE chat_id = :id) AS mutes,"
    " (SELECT count(*) FROM subscriptions WHERE chat_id = :id) AS subscriptions",
    frozenset({"id"}),
)


async def test_what_goes_beyond_the_bounds_is_trimmed(tmp_path: Path) -> None:
    """Of thousands of mutes those of events stay first, and the newest updates stay.

    A chat within the bounds keeps everything.
    """
    old = takewhile(lambda step: not step.name.endswith("_bounds_and_erasure"), shipped_migrations())
    database = await Database.open(tmp_path / "mag.db", migrations=tuple(old))
    many = [f"city_day:kazan:{year}" for year in range(1, 3000)] + [f"event:{n}" for n in range(60)]
    async with database.transaction() as tx:
        await tx.execute_many(CHAT, [{"id": 1}, {"id": 2}])
        await tx.execute_many(MUTE, [{"id": 1, "subject": subject} for subject in many])
        await tx.execute_many(MUTE, [{"id": 1, "subject": f"bulletin:{n:04}-W01"} for n in range(1, 500)])
        await tx.execute_many(MUTE, [{"id": 2, "subject": subject} for subject in many[-3:]])
        follows = [{"topic": "event", "subject": str(n), "at": f"{n:04}"} for n in range(400)]
        follows += [{"topic": "own", "subject": "", "at": "0"}]
        await tx.execute_many(FOLLOW, [{"id": 1, **one} for one in follows])
        await tx.execute_many(FOLLOW, [{"id": 2, **one} for one in follows[-4:]])
        await tx.execute_many(ASIDE, [{"id": number} for number in range(50)])
    await database.close()
    database = await Database.open(tmp_path / "mag.db")
    greedy, honest = [await database.fetch_one(COUNT, id=chat) for chat in (1, 2)]
    kept = await database.fetch_all(Query("aside", "SELECT update_id FROM inbox WHERE payload <> ''"))
    events = await database.fetch_all(
        Query("e", "SELECT 1 FROM mutes WHERE chat_id = 1 AND subject LIKE 'e%'")
    )
    waiting = await Erasure(database).waiting()
    await database.close()
    assert greedy is not None
    assert honest is not None
    assert tuple(greedy) == (MUTES_OF_CHAT, FOLLOWED_OF_CHAT + 1)
    assert tuple(honest) == (3, 4)
    assert len(events) == 60
    assert [row["update_id"] for row in kept] == list(range(30, 50))
    assert waiting == 1
