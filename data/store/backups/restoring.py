"""Read a copy that is to be restored: decrypt it, check it, and make a working copy of it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from data.store.backups.age_files import decrypt
from data.store.backups.copy_failures import NotACopy
from data.store.backups.making import SPARE_BYTES, lacking_room
from data.store.sqlite.backup import check_copy, check_database, copy_pages
from data.store.sqlite.errors import DatabaseDamaged, SchemaTooNew
from data.store.sqlite.integrity import schema_version
from data.store.sqlite.migrations_loader import newest, shipped_migrations
from data.store.sqlite.opening import is_closed, reading_uri
from data.store.sqlite.programs import needed_program

SQLITE_HEAD = b"SQLite format 3\x00"
AGE_HEAD = b"age-encryption.org/v1\n"
# The working copy, another one before an upgrade of its schema, and what the upgrade writes beside it.
_COPIES = 3


def working_copy(source: Path, database: Path, target: Path, identity_file: Path | None = None) -> None:
    """Write a checked plain copy of a copy, which is only read, with its log if it has one.

    identity_file holds the key of an encrypted one. Raises NotACopy, SchemaTooNew, KeyRefused, OSError.
    """
    head = _head_of(source, database)
    _refuse_full_disk(source, target.parent)
    try:
        check_copy(source)
        if head.startswith(AGE_HEAD):
            _decrypt(source, target, identity_file)
        else:
            _copy(source, target)
        check_database(target)
    except DatabaseDamaged as error:
        raise NotACopy("damaged", error.findings[0]) from error
    except sqlite3.Error as error:
        raise NotACopy("damaged", str(error)) from error
    _check_kind(target)


def is_copy(path: Path) -> bool:
    """Return whether a file begins like a database or an encrypted file."""
    with path.open("rb") as file:
        head = file.read(len(AGE_HEAD))
    return head.startswith((SQLITE_HEAD, AGE_HEAD))


def _head_of(source: Path, database: Path) -> bytes:
    """Return how the file begins. Raises NotACopy for what cannot be a copy."""
    if not source.is_file():
        raise NotACopy("missing")
    if database.exists() and source.samefile(database):
        raise NotACopy("same")
    if not is_copy(source):
        raise NotACopy("foreign")
    with source.open("rb") as file:
        return file.read(len(AGE_HEAD))


def _refuse_full_disk(source: Path, folder: Path) -> None:
    needed = _COPIES * source.stat().st_size + SPARE_BYTES
    if (room := lacking_room(folder, needed)) is not None:
        raise NotACopy("room", room=room)


def _decrypt(source: Path, target: Path, identity_file: Path | None) -> None:
    if identity_file is None:
        raise NotACopy("encrypted")
    target.touch(mode=0o600)
    decrypt(source, target, identity_file)


def _copy(source: Path, target: Path) -> None:
    if is_closed(source):
        _copy_closed(source, target)
        return
    # SQLite would write the log back into the source
    beside = target.with_name("source.db")
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{source}{suffix}", f"{beside}{suffix}")
    with closing(sqlite3.connect(beside, isolation_level=None)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    _copy_closed(beside, target)
    beside.unlink()


def _copy_closed(source: Path, target: Path) -> None:
    # nothing is written beside the source, which may lie on a medium that is read-only
    with closing(sqlite3.connect(reading_uri(source), uri=True, isolation_level=None)) as raw:
        copy_pages(raw, target)


def _check_kind(copy: Path) -> None:
    """Refuse what is sound but no database of this bot, or of a later version."""
    with closing(sqlite3.connect(reading_uri(copy), uri=True)) as raw:
        found, known = schema_version(raw), newest(shipped_migrations())
        has_chats = raw.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'chats'")
        if found == 0 or has_chats.fetchone() is None:
            raise NotACopy("foreign")
        if found > known:
            raise SchemaTooNew(found, known, needed_program(raw))
