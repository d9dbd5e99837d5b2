"""Open and close the file. Check it before anything is written."""

import logging
import sqlite3
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from data.store.sqlite.backup import check_copy, drop_checksum, sync_to_disk
from data.store.sqlite.checksum import check_closing_checksum, drop_closing_checksum, write_closing_checksum
from data.store.sqlite.connection import Connection
from data.store.sqlite.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseReadOnly,
    JournalRefused,
    SchemaTooNew,
)
from data.store.sqlite.file_condition import FileCondition
from data.store.sqlite.integrity import has_wal_reset_bug, integrity_findings, schema_version
from data.store.sqlite.programs import needed_program
from data.store.sqlite.replacement import finish_replacement
from data.store.sqlite.vacuum import let_pages_go, truncate_log
from data.store.sqlite.write_lock import WriteLock

logger = logging.getLogger(__name__)

_PRAGMAS = ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY")
# synchronous: with FULL a commit survives a power cut, which NORMAL does not promise.
# secure_delete: builds differ in its default, and deleted rows must not stay readable in the file.
WRITER_PRAGMAS = ("synchronous = FULL", "secure_delete = ON", "journal_size_limit = 67108864")
_READER_PRAGMAS = (*_PRAGMAS, "query_only = ON")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file: its write lock and condition, one connection that writes, those that read."""

    write_lock: WriteLock
    condition: FileCondition
    writer: Connection
    readers: tuple[Connection, ...]


async def open_file(path: Path, known: int, readers: int, patience: float, stack: AsyncExitStack) -> Opened:
    """Open the connections, which stack closes again.

    known is the newest schema that this program can read.
    """
    _prepare(path)
    if has_wal_reset_bug():
        logger.info("SQLite %s has the WAL-reset bug: writers take turns", sqlite3.sqlite_version)
    lock = WriteLock(path, patience)
    stack.callback(lock.close)
    condition = FileCondition()
    wait = f"busy_timeout = {int(patience * 1000)}"
    async with lock.held():
        finish_replacement(path)
        writer = await _connect(Connection(str(path), condition=condition), wait, *_PRAGMAS)
        stack.push_async_callback(_shut_writer, writer, lock, condition, path)
        await writer.run(lambda raw: _check_file(raw, path, known))
        condition.mark_sound()
        await writer.run(lambda raw: _start_log(raw, path))
        readers_open = [
            await _reader(Connection(str(path), condition=condition), wait, stack) for _ in range(readers)
        ]
        return Opened(lock, condition, writer, tuple(readers_open))


async def connect_for_reading(path: Path) -> Connection:
    """Open a connection that cannot write the file, not even to write its log back."""
    return await _connect(Connection(_read_only_uri(path), uri=True), *_PRAGMAS)


async def connect_to_closed(path: Path) -> Connection:
    """Open a connection that reads a closed file and leaves no trace beside it."""
    return await _connect(Connection(reading_uri(path), uri=True), *_PRAGMAS)


def is_closed(path: Path) -> bool:
    """Return whether no program has the database open, and none was killed with it."""
    return not _log(path).exists()


def reading_uri(path: Path) -> str:
    """Return the address for reading a file without leaving a trace beside it."""
    # an empty log left beside a closed file would void its checksum
    return f"{_read_only_uri(path)}{'&immutable=1' if is_closed(path) else ''}"


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _prepare(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            # SQLite would let all users of the machine read it. The log takes over the mode of the file
            path.touch(mode=0o600)
            # otherwise a power cut could take the file's name, and all commits since with it
            sync_to_disk(path.parent)
    except OSError as error:
        raise DatabaseReadOnly from error


def _read_only_uri(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


async def _reader(connection: Connection, wait: str, stack: AsyncExitStack) -> Connection:
    await _connect(connection, wait, *_READER_PRAGMAS)
    stack.push_async_callback(connection.shut)
    return connection


async def _connect(connection: Connection, *pragmas: str) -> Connection:
    await connection.start()
    try:
        await connection.run(lambda raw: _run_pragmas(raw, pragmas))
    except BaseException:
        await connection.shut()
        raise
    return connection


def _run_pragmas(raw: sqlite3.Connection, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        raw.execute(f"PRAGMA {pragma}").fetchall()


def _check_file(raw: sqlite3.Connection, path: Path, known: int) -> None:
    check_closing_checksum(path)
    # a backup that was put into place has the checksum of its writing beside it
    check_copy(path)
    found = schema_version(raw)
    if found > known:
        raise SchemaTooNew(found, known, needed_program(raw))
    findings = integrity_findings(raw)
    if findings:
        raise DatabaseDamaged(findings)


def _start_log(raw: sqlite3.Connection, path: Path) -> None:
    drop_closing_checksum(path)
    drop_checksum(path)
    let_pages_go(raw)
    mode = str(raw.execute("PRAGMA journal_mode = WAL").fetchone()[0])
    if mode != "wal":
        raise JournalRefused(path, mode)
    _run_pragmas(raw, WRITER_PRAGMAS)
    # a read releases the lock that the change to WAL keeps on a new file
    schema_version(raw)
    # what a kill has left in the log may hold rows of a person who was forgotten just before
    truncate_log(raw)


async def _shut_writer(writer: Connection, lock: WriteLock, condition: FileCondition, path: Path) -> None:
    try:
        # the last connection to close writes the log back, which needs the lock like any write
        async with lock.held():
            await writer.shut()
            if condition.is_sound:
                write_closing_checksum(path)
    except DatabaseBusy:
        logger.info("another process is writing; it will write the log back")
    finally:
        await writer.shut()
