"""Define what can go wrong with the database. The driver's own errors stay in data.store."""

import sqlite3
from pathlib import Path


class StoreError(Exception):
    """Anything that the store refuses or cannot do."""


class StoreClosed(StoreError):
    """The database, or the transaction, is closed already."""


class DatabaseDamaged(StoreError):
    """The file is not a sound database. findings are SQLite's own words, the first one first."""

    def __init__(self, findings: tuple[str, ...]) -> None:
        super().__init__(findings)
        self.findings = findings


class SchemaTooNew(StoreError):
    """A newer program has written this file. Nothing was changed in it.

    program is the version that can read it, None where the file does not say.
    """

    def __init__(self, found: int, known: int, program: str | None = None) -> None:
        super().__init__(found, known, program)
        self.found = found
        self.known = known
        self.program = program


class JournalRefused(StoreError):
    """The place of the file does not allow a write-ahead log, as on a network file system."""

    def __init__(self, path: Path, mode: str) -> None:
        super().__init__(path, mode)
        self.path = path
        self.mode = mode


class DatabaseBusy(StoreError):
    """Another process kept writing for longer than we wait."""


class DatabaseOccupied(StoreError):
    """Another bot serves from this file already. pid is its process, None if unknown."""

    def __init__(self, pid: int | None) -> None:
        super().__init__(pid)
        self.pid = pid


class Unwritable(StoreError):
    """Nothing can be written at present, through no mistake of a caller. The write was undone."""


class DatabaseReadOnly(Unwritable):
    """The file or its file system cannot be written. Reading goes on."""


class DiskFull(Unwritable):
    """The disk has no room for the write. Reading goes on."""


class DiskFailing(Unwritable):
    """The file system fails at what it should do. Reading may fail too."""


class Conflict(StoreError):
    """A constraint of the schema refused the row. reason is SQLite's own words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unstorable(StoreError):
    """No column can hold this value: an integer beyond 64 bits, or half of a surrogate pair."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WrongParameters(StoreError):
    """A query was called with other parameters than its SQL names: a mistake in our code."""

    def __init__(self, query: str, given: frozenset[str], wanted: frozenset[str]) -> None:
        super().__init__(query, sorted(given), sorted(wanted))
        self.query = query


class NestedTransaction(StoreError):
    """A task began a transaction inside its own, and would have waited for itself."""


class LimitReached(StoreError):
    """A chat has as many rows of a kind as it may have, which is most."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class UnknownRow(StoreError):
    """There is no such row to change. key names it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


_SIMPLE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_FULL: DiskFull,
    # from a file system that became read-only by itself, or a failing disk
    sqlite3.SQLITE_IOERR: DiskFailing,
    sqlite3.SQLITE_CANTOPEN: DiskFailing,
}
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


# All text is written as UTF-8.
_UNREADABLE_TEXT = "Could not decode to UTF-8"
# The schema of this version has every name that our statements use, so a missing name means damage.
_LOST_NAMES = ("no such column", "no such table", "no such index", "malformed database schema")


def translate(error: Exception) -> Exception:
    """Return the store's error for one of the driver's. Other errors come back unchanged."""
    if isinstance(error, OverflowError | UnicodeEncodeError):
        return Unstorable(type(error).__name__)
    if isinstance(error, UnicodeDecodeError) or str(error).startswith(_UNREADABLE_TEXT):
        # without the text, which may be a person's
        return DatabaseDamaged(("text that is no UTF-8",))
    if not isinstance(error, sqlite3.Error):
        return error
    return _of_sqlite(error)


def _of_sqlite(error: sqlite3.Error) -> StoreError:
    # the low byte is the primary code, the rest only refines it
    primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if primary in _SIMPLE:
        return _SIMPLE[primary]()
    if primary in _DAMAGE or str(error).startswith(_LOST_NAMES):
        return DatabaseDamaged((str(error),))
    if isinstance(error, sqlite3.IntegrityError):
        return Conflict(str(error))
    return StoreError(str(error))
