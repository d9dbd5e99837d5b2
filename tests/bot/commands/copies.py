"""Mark databases with words, so that a copy shows when it was made, and find the copies."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from data.store.job_runs import JobRun, JobRuns
from tests.world.clocks import moment
from tests.world.storage import open_new


def mark(database: Path, word: str) -> None:
    """Write a word that tells one state of the database from another."""
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute("INSERT INTO faults VALUES ('2999-01-01', ?, 1, 0)", (word,))


def marks(database: Path) -> list[str]:
    """Return the words in a database."""
    with closing(sqlite3.connect(database)) as raw:
        return [row[0] for row in raw.execute("SELECT fault FROM faults ORDER BY fault")]


def worked(database: Path, at: str) -> None:
    """Record that the bot last worked at a time in UTC."""

    async def write() -> None:
        opened = await open_new(database)
        await JobRuns(opened).record(JobRun("reminders", moment(at), "ok"))
        await opened.close()

    asyncio.run(write())


def the_copy(database: Path) -> Path:
    """Return the one copy in the folder of copies."""
    [copy] = (database.parent / "backups").glob("*.db")
    return copy


def kept(database: Path) -> Path:
    """Return the database that was replaced."""
    [folder] = database.parent.glob("mag.db-replaced-*")
    return folder / "mag.db"
