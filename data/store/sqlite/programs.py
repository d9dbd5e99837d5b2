"""Keep in the file which version of the program brought each schema."""

import sqlite3
from importlib.metadata import PackageNotFoundError, version

from data.store.sqlite.named_queries import Query
from data.store.sqlite.steps import Steps

_DISTRIBUTION = "mag-bot"
_HAS_TABLE = Query("programs.known", "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'programs'")
_NOTE = Query(
    "programs.note",
    "INSERT INTO programs (schema, program) VALUES (:schema, :program) ON CONFLICT (schema) DO NOTHING",
    frozenset({"schema", "program"}),
)
# Later versions may add columns, but never change these: earlier versions read them.
_NEEDED = "SELECT program FROM programs ORDER BY schema DESC LIMIT 1"


def program_version() -> str:
    """Return the version of this program, or «?» where it is not installed."""
    try:
        return version(_DISTRIBUTION)
    except PackageNotFoundError:
        return "?"


def note_program(steps: Steps, schema: int) -> None:
    """Note that this program can read a schema, unless an earlier one is noted."""
    if steps.fetch_all(_HAS_TABLE):
        steps.execute(_NOTE, schema=schema, program=program_version())


def needed_program(raw: sqlite3.Connection) -> str | None:
    """Return the version that can read the newest schema of a file, None if it is unsaid."""
    try:
        row = raw.execute(_NEEDED).fetchone()
    except sqlite3.OperationalError:
        return None
    return None if row is None else str(row[0])
