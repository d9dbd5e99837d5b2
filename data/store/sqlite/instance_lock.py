"""Let one bot at a time serve from a database, by a lock that ends with its process."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from data.store.sqlite.errors import DatabaseOccupied, DatabaseReadOnly

# find_holder holds the lock for an instant, too, so one failed try does not mean another bot.
_TRIES = 4
_PAUSE_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that serves from a database. pid is None if unknown.

    since is when it began to serve, aware: the time of its lock file, which it writes at the start.
    """

    pid: int | None
    since: datetime | None = field(default=None, compare=False)


def find_holder(path: Path) -> Holder | None:
    """Return the process that serves from the database at path, or None if there is none."""
    try:
        file = os.open(f"{path.resolve()}-bot", os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return Holder(_holder(file), datetime.fromtimestamp(os.fstat(file).st_mtime, UTC))
    finally:
        os.close(file)
    return None


@contextmanager
def occupy(path: Path) -> Iterator[None]:
    """Hold the database at path as the one process that takes updates in and sends from it.

    A process that only reads or imports beside it need not hold it. The lock is the kernel's, on a file of
    its own beside the database, so that it ends with the process and the file may stay. Raises
    DatabaseOccupied, and DatabaseReadOnly if no such file can be made.
    """
    file = _open(path)
    try:
        _lock(file)
        os.truncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(file)


def _open(path: Path) -> int:
    # resolved, because a link to the same database is the same database
    place = path.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        return os.open(f"{place}-bot", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DatabaseReadOnly from error


def _lock(file: int) -> None:
    for left in reversed(range(_TRIES)):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not left:
                raise DatabaseOccupied(_holder(file)) from None
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _holder(file: int) -> int | None:
    text = os.pread(file, 20, 0).decode("ascii", "replace")
    return int(text) if text.isdecimal() else None
