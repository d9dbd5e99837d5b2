"""Copy a live database into one file, with its checksum beside it."""

import errno
import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from data.store.sqlite.errors import DatabaseDamaged
from data.store.sqlite.integrity import integrity_findings
from data.store.sqlite.pauses import GivenUp, Pauses

PAUSE_SECONDS = 0.004
"""How long a copy rests after each mebibyte, so that writers get the disk in between."""

# A mebibyte at SQLite's page size of 4 KiB.
_PAGES_AT_ONCE = 256
# Each step is written out: with more in the cache the sync at the end would hold up the writers' own.
_TARGET_PRAGMAS = (
    "journal_mode = OFF",
    "synchronous = OFF",
    "cache_size = 64",
    "locking_mode = EXCLUSIVE",
)
# What the file system of the copy says through SQLite, which would seem to concern the database itself.
_OF_THE_PLACE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_CANTOPEN: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
}
_DAMAGED_COPY = "the copy is not what was written: it differs from the checksum beside it"

# Steps of SQLite's own machine between two looks at whether a check is still wanted: some milliseconds.
_STEPS = 100_000

Sealing = Callable[[Path, Path, Pauses], None]
"""Turns a plain file into a sealed one, such as an encrypted one, with pauses."""


def write_copy(
    source: sqlite3.Connection,
    target: Path,
    pauses: Pauses | None = None,
    *,
    workplace: Path | None = None,
    seal: Sealing | None = None,
    mark: int = 0,
) -> None:
    """Copy the database into a new file that only its owner may read.

    The copy is whole, checked and on disk, or not there at all. It is not in WAL mode until it is opened as a
    database. Beside it lies its SHA-256, in the format of `sha256sum -c`.
    pauses are taken after each mebibyte. mark is its application_id. seal makes the file that is kept from
    the plain copy, which then exists in the folder workplace only, until it is sealed. Raises OSError,
    DatabaseDamaged, GivenUp.
    """
    pauses = pauses or Pauses()
    partial = target.with_name(f"{target.name}.partial")
    plain = partial if seal is None else (workplace or target.parent) / f"{target.name}.plain"
    try:
        copy_pages(source, plain, pauses, mark)
        check_database(plain, pauses)
        if seal is not None:
            _make_private(partial)
            seal(plain, partial, pauses)
            sync_to_disk(partial)
        put_into_place(partial, target)
    finally:
        partial.unlink(missing_ok=True)
        plain.unlink(missing_ok=True)


def copy_pages(source: sqlite3.Connection, target: Path, pauses: Pauses | None = None, mark: int = 0) -> None:
    """Copy the database page by page, as of one instant, into a new file on disk.

    The read transaction keeps that instant: without it each write of another connection would begin the copy
    anew. Copying the main file of a live database would miss what is still in its log.
    """
    pauses = pauses or Pauses()
    _make_private(target)
    file = os.open(target, os.O_RDONLY)
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            _set(copy, _TARGET_PRAGMAS)
            _copy_as_of_now(source, copy, lambda *_: _settle(file, pauses))
            # the header of a live database says that there is a log beside it
            _set(copy, (f"application_id = {mark}", "locking_mode = NORMAL", "journal_mode = DELETE"))
        os.fsync(file)
    except sqlite3.Error as error:
        number = _OF_THE_PLACE.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)
        if number is None:
            raise
        raise OSError(number, os.strerror(number), str(target)) from error
    finally:
        os.close(file)


def check_database(path: Path, pauses: Pauses | None = None) -> None:
    """Open a file that nothing writes, and check all of it. Raises DatabaseDamaged, GivenUp."""
    uri, pauses = f"{path.absolute().as_uri()}?mode=ro&immutable=1", pauses or Pauses()
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as copy:
            copy.set_progress_handler(lambda: pauses.is_over, _STEPS)
            findings = integrity_findings(copy)
    except sqlite3.DatabaseError as error:
        if pauses.is_over:
            raise GivenUp from error
        raise DatabaseDamaged((str(error),)) from error
    if findings:
        raise DatabaseDamaged(findings)


def put_into_place(partial: Path, target: Path) -> None:
    """Give a synced file its name, with its checksum beside it."""
    digest = digest_of(partial)
    # in this order no checksum ever lies beside the copy of another one
    drop_checksum(target)
    partial.replace(target)
    sync_to_disk(target.parent)
    _write_checksum(target, digest)


def check_copy(path: Path) -> bool:
    """Compare a copy with its checksum. Return False where there is no checksum.

    Raises DatabaseDamaged if the copy is not what was written, or the checksum is unreadable.
    """
    try:
        note = checksum_of(path).read_text("ascii", "replace").split()
    except FileNotFoundError:
        return False
    except OSError:
        note = []
    if not note or note[0].lower() != digest_of(path):
        raise DatabaseDamaged((_DAMAGED_COPY,))
    return True


def drop_checksum(path: Path) -> None:
    """Delete the checksum of a copy that is about to change, so that no power cut restores it."""
    try:
        checksum_of(path).unlink()
    except FileNotFoundError:
        return
    # otherwise a power cut could restore it beside a file that has been written since
    sync_to_disk(path.parent)


def checksum_of(path: Path) -> Path:
    """Return the path of the checksum of a copy."""
    return path.with_name(f"{path.name}.sha256")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_to_disk(path: Path) -> None:
    """Wait until a file's content, or the names in a folder, would survive a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _copy_as_of_now(
    source: sqlite3.Connection, copy: sqlite3.Connection, settle: Callable[[int, int, int], object]
) -> None:
    source.execute("BEGIN")
    try:
        # the transaction begins to see with its first read
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(copy, pages=_PAGES_AT_ONCE, progress=settle)
    finally:
        source.rollback()


def _make_private(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)


def _settle(file: int, pauses: Pauses) -> None:
    os.fsync(file)
    pauses.take()


def _set(raw: sqlite3.Connection, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        raw.execute(f"PRAGMA {pragma}").fetchall()


def _write_checksum(target: Path, digest: str) -> None:
    note = checksum_of(target)
    partial = note.with_name(f"{note.name}.partial")
    try:
        partial.touch(mode=0o600)
        partial.write_bytes(f"{digest}  ".encode() + os.fsencode(target.name) + b"\n")
        sync_to_disk(partial)
        partial.replace(note)
        sync_to_disk(note.parent)
    finally:
        partial.unlink(missing_ok=True)
