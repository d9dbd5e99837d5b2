"""Databases with many subscribers."""

import asyncio
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.library import open_library
from bot.settings import load_settings
from data.calendar.topics import Topic
from data.store.instants import to_text
from scheduler.clock import SystemClock

FIRST_ID = 1_000_000
ZONE = "Europe/Moscow"
TOPICS = (Topic.JUBILEES, Topic.CITY_DAYS, Topic.OWN, Topic.BULLETIN)


def make_database(path: Path, subscribers: int) -> None:
    """A database with the shipped plan and so many chats, each of which follows four topics.

    Their hour is half a day off, so that nothing falls due while the bot is measured.
    """
    clock = SystemClock()

    async def start_once() -> None:
        async with open_library(load_settings(database_url=f"sqlite:///{path}"), clock):
            pass

    asyncio.run(start_once())
    now = clock.now()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO chats VALUES (?, 'private', 'ru', ?, ?, 'each', 'active', NULL, NULL, ?, ?)",
            _chats(subscribers, now),
        )
        connection.executemany(
            "INSERT INTO subscriptions VALUES (?, ?, '', ?)",
            ((chat, topic, to_text(now)) for chat in _ids(subscribers) for topic in TOPICS),
        )


def _chats(count: int, now: datetime) -> Iterable[tuple[int, str, int, str, str]]:
    hour = (now.astimezone(ZoneInfo(ZONE)) + timedelta(hours=12)).hour
    text = to_text(now)
    return ((chat, ZONE, hour, text, text) for chat in _ids(count))


def _ids(count: int) -> range:
    return range(FIRST_ID, FIRST_ID + count)
