"""Check the database file for damage."""

import sqlite3
from dataclasses import dataclass

# sqlite.org/wal.html, «the WAL-reset bug»
_WAL_RESET_BUG = ((3, 7, 0), (3, 51, 3))
_FINDINGS = 100


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the file. findings are SQLite's words on what is wrong, none if it is sound.

    wal_reset_bug: this SQLite can lose a log when two programs write at once, which our write lock
    prevents.
    """

    findings: tuple[str, ...]
    schema_version: int
    known_version: int
    journal_mode: str
    sqlite_version: str
    wal_reset_bug: bool

    @property
    def is_sound(self) -> bool:
        """Return whether the file is sound and has this program's schema."""
        return not self.findings and self.schema_version == self.known_version


def has_wal_reset_bug(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Return whether this SQLite has the WAL-reset bug."""
    first, mended = _WAL_RESET_BUG
    return first <= version < mended


def examine(
    source: sqlite3.Connection, known_version: int, findings: tuple[str, ...] | None = None
) -> Health:
    """Read the whole file and check it: pages, indexes, constraints, references.

    Where findings are given, the file is not read.
    """
    return Health(
        findings=integrity_findings(source) if findings is None else findings,
        schema_version=schema_version(source),
        known_version=known_version,
        journal_mode=str(source.execute("PRAGMA journal_mode").fetchone()[0]),
        sqlite_version=sqlite3.sqlite_version,
        wal_reset_bug=has_wal_reset_bug(),
    )


def integrity_findings(source: sqlite3.Connection) -> tuple[str, ...]:
    """Return what is wrong with pages, constraints, references and indexes."""
    try:
        return (*_words(source, f"integrity_check({_FINDINGS})"), *_orphans(source))
    except UnicodeDecodeError:
        # SQLite quotes a damaged name in what it finds
        return ("a name that is no UTF-8",)


def schema_version(source: sqlite3.Connection) -> int:
    """Return the number of the last migration that the file has had, 0 for a new file."""
    return int(source.execute("PRAGMA user_version").fetchone()[0])


def _words(source: sqlite3.Connection, check: str) -> tuple[str, ...]:
    return tuple(row[0] for row in source.execute(f"PRAGMA {check}") if row[0] != "ok")


def _orphans(source: sqlite3.Connection) -> tuple[str, ...]:
    rows = source.execute("PRAGMA foreign_key_check").fetchmany(_FINDINGS)
    return tuple(f"row {row[1]} of {row[0]} refers to a missing row of {row[2]}" for row in rows)
