"""Read from the database that a copy replaces what the copy cannot know."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from data.store.sqlite.errors import DatabaseBusy
from data.store.sqlite.named_queries import Queries, Query
from data.store.sqlite.timestamps import from_text

_SQL = Queries("replaced")
_PATIENCE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Replaced:
    """What the replaced database says.

    lineage is the mark that it shares with its copies. worked_until is when the last of its jobs ended,
    aware, None where none has run. states are those of its chats by id. unsent are the keys of notices with
    the chats that had not been sent them yet.
    """

    lineage: str
    worked_until: datetime | None
    states: Mapping[int, str]
    unsent: frozenset[tuple[str, int]]


def read_replaced(path: Path) -> Replaced | None:
    """Read a database that no bot serves from, with its log written back.

    Returns None if it is missing, damaged, or of a version without the facts. Raises DatabaseBusy if another
    program has it open, which would go on writing to the file that is replaced.
    """
    if not path.exists():
        return None
    facts = None
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE_SECONDS)) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            facts = _facts_or_none(raw)
    except sqlite3.Error as error:
        if (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise DatabaseBusy from error
        # it is damaged, and what is left of its log belongs to it
        return None
    # the last connection that closes removes the log
    if path.with_name(f"{path.name}-wal").exists():
        raise DatabaseBusy
    return facts


def _facts_or_none(raw: sqlite3.Connection) -> Replaced | None:
    try:
        return _facts_of(raw)
    except (sqlite3.Error, ValueError):
        return None


def _facts_of(raw: sqlite3.Connection) -> Replaced:
    [[lineage]] = _rows(raw, _SQL["lineage"])
    [[ended]] = _rows(raw, _SQL["last_run"])
    return Replaced(
        lineage=str(lineage),
        worked_until=None if ended is None else from_text(ended),
        states=dict(_rows(raw, _SQL["chats"])),
        unsent=frozenset(_rows(raw, _SQL["unsent"])),
    )


def _rows(raw: sqlite3.Connection, query: Query) -> list[tuple[Any, ...]]:
    return raw.execute(query.sql).fetchall()
