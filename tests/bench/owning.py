"""A tool: the costs of the owner's statistics with many subscribers."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import median

from bot.sandbox.client.client import Person
from bot.sandbox.world.cast import OWNER_ID
from data.content.shipped import shipped_catalogue
from data.store.sqlite.timestamps import to_text
from scheduler.clock import SystemClock
from tests.bench.figures import Figure
from tests.bench.programs.bot_process import Child, child, sandbox_server
from tests.bench.subscribers import prepared

SUBSCRIBERS = 100_000
ROUNDS = 5
LINKS = ("site", "vk", "poster", ":city", "expo")


def owning(folder: Path) -> Iterator[Figure]:
    """Yield the CPU of /stats and /diagnose on a day with a bulletin to all chats."""
    with prepared(folder, SUBSCRIBERS) as database:
        _fill(database)
        spent = asyncio.run(_measure(database))
    many = f"with {SUBSCRIBERS:,} subscribers"
    yield Figure(f"CPU of /stats {many}, its picture's process included", spent["/stats"], "s", 0.3)
    yield Figure(f"CPU of /diagnose {many}", spent["/diagnose"], "s")


def _fill(database: Path) -> None:
    """Write a database in which a bulletin has been sent today.

    A tenth of the chats have blocked the bot. All follow a city and came by a link.
    """
    now = SystemClock().now()
    cities = [city.id for city in shipped_catalogue()]
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE chats SET state = 'blocked' WHERE chat_id % 10 = 0")
        chats = [chat for (chat,) in connection.execute("SELECT chat_id FROM chats ORDER BY chat_id")]
        follows = sorted((cities[chat * chat % len(cities)], chat) for chat in chats)
        connection.executemany(
            "INSERT INTO subscriptions VALUES (?, 'city', ?, ?)",
            [(chat, city, to_text(now)) for city, chat in follows],
        )
        connection.executemany(
            "INSERT INTO arrival_links VALUES (?, ?)", [(chat, LINKS[chat % len(LINKS)]) for chat in chats]
        )
        connection.execute(
            "INSERT INTO notices (id, key, kind, subject, expires_at, payload, created_at)"
            " VALUES (1, 'bulletin:1', 'bulletin', 'bulletin:1', ?, '{}', ?)",
            (to_text(now + timedelta(days=7)), to_text(now)),
        )
        connection.execute(
            "INSERT INTO deliveries (notice_id, chat_id, rank, due_at, state, outcome)"
            " SELECT 1, chat_id, 32767, ?, iif(state = 'blocked', 'gone', 'sent'), NULL FROM chats",
            (to_text(now),),
        )


async def _measure(database: Path) -> dict[str, float]:
    async with sandbox_server() as (server, sandbox):
        owner = await sandbox.person("Секретариат", id=OWNER_ID)
        async with child(database, server, sandbox, owner=OWNER_ID) as bot:
            # the first answers fill the caches, and the jobs of the start have ended
            for command in ("/start", "/stats", "/diagnose"):
                await _ask(bot, owner, command)
            return {
                command: median([await _ask(bot, owner, command) for _ in range(ROUNDS)])
                for command in ("/stats", "/diagnose")
            }


async def _ask(bot: Child, owner: Person, command: str) -> float:
    """Return the seconds of CPU until the owner's command is answered.

    Before the command a new reader writes. That changes the figures, so the bot must draw their picture
    again.
    """
    reader = await bot.sandbox.person("Читатель")
    await reader.say("/start")
    await reader.reply()
    await owner.unread()
    before = bot.cpu_with_children()
    await owner.say(command)
    await owner.reply()
    return bot.cpu_with_children() - before
