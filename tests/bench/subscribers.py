"""A tool: databases with many subscribers."""

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.resources import open_resources
from bot.settings import load_settings
from data.calendar.topics import Topic
from data.store.sqlite.backup import sync_to_disk
from data.store.sqlite.timestamps import to_text
from scheduler.clock import Clock, SystemClock

FIRST_ID = 1_000_000
ZONE = "Europe/Moscow"
TOPICS = (Topic.JUBILEES, Topic.CITY_DAYS, Topic.OWN, Topic.BULLETIN)


def make_database(path: Path, subscribers: int, clock: Clock | None = None) -> None:
    """Write a database with the shipped plan and chats that follow four topics each.

    Their local hour is half a day away, so that nothing falls due while the bot is measured.
    """
    clock = clock or SystemClock()

    async def start_once() -> None:
        async with open_resources(load_settings(database_url=f"sqlite:///{path}"), clock):
            pass

    asyncio.run(start_once())
    text = to_text(clock.now())
    hour = (clock.now().astimezone(ZoneInfo(ZONE)) + timedelta(hours=12)).hour
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO chats"
            " (chat_id, kind, language, zone, hour, frequency, state, created_at, changed_at)"
            " VALUES (?, 'private', 'ru', ?, ?, 'each', 'active', ?, ?)",
            ((chat, ZONE, hour, text, text) for chat in range(FIRST_ID, FIRST_ID + subscribers)),
        )
        # topic by topic, in the order of the key, because there are millions of rows
        connection.executemany(
            "INSERT INTO subscriptions SELECT chat_id, ?, '', ? FROM chats",
            ((topic, text) for topic in sorted(TOPICS)),
        )


@contextmanager
def prepared(folder: Path, subscribers: int) -> Iterator[Path]:
    """Yield a copy of a database with this many subscribers, and delete it when the block ends.

    The original is made once in a folder.
    """
    original = folder / f"subscribers-{subscribers}.db"
    if not original.exists():
        make_database(original, subscribers)
    copy = original.with_suffix(".copy.db")
    shutil.copyfile(original, copy)
    # otherwise the kernel would write it back during a measurement
    sync_to_disk(copy)
    try:
        yield copy
    finally:
        for left in folder.glob(f"{copy.name}*"):
            left.unlink()
