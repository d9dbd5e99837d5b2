"""Read from the database that a copy replaces what the copy cannot know."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.store.sqlite.errors import DatabaseBusy
from data.store.sqlite.timestamps import from_text

_LINEAGE = "SELECT mark FROM lineage"
_LAST_RUN = "SELECT max(at) FROM ticks"
_CHATS = "SELECT chat_id, state FROM chats"
_UNSENT = (
    "SELECT n.key, d.chat_id FROM deliveries AS d JOIN notices AS n ON n.id = d.notice_id "
    "WHERE d.state IN ('pending', 'held')"
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """What the replaced database says.

    lineage is the mark that it shares with its copies. worked_until is when the last of its jobs ended, aware,
    None where none has run. states are those of its chats by id. unsent are the keys of notices with the
    chats that had not been sent them yet.
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
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=1.0)) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            facts = _facts_of(raw)
    except sqlite3.OperationalError as error:
        if (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise DatabaseBusy from error
        return None
    except (sqlite3.Error, ValueError):
        return None
    # the last connection that closes removes the log
    if path.with_name(f"{path.name}-wal").exists():
        raise DatabaseBusy
    return facts


def _facts_of(raw: sqlite3.Connection) -> Replaced:
    [lineage] = raw.execute(_LINEAGE).fetchone()
    [ended] = raw.execute(_LAST_RUN).fetchone()
    return Replaced(
        lineage=str(lineage),
        worked_until=None if ended is None else from_text(ended),
        states=dict(raw.execute(_CHATS).fetchall()),
        unsent=frozenset(raw.execute(_UNSENT).fetchall()),
    )
