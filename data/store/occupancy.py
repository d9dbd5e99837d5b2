"""One bot at a time on one database: held by the process that serves, free again the moment it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.store.errors import DatabaseOccupied, DatabaseReadOnly


@contextmanager
def occupy(path: Path) -> Iterator[None]:
    """Hold the database at `path` as the one process that takes updates in and sends from it.

    Whoever only asks or imports beside it need not hold it. The lock is the kernel's, on a file of its own
    beside the database, so no death leaves it behind, and the file may stay. Raises DatabaseOccupied,
    and DatabaseReadOnly where no such file can be made.
    """
    file = _open(path)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseOccupied(_holder(file)) from None
        os.truncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(file)


def _open(path: Path) -> int:
    # by its real place: a link to the same database is the same database
    place = path.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        return os.open(f"{place}-bot", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DatabaseReadOnly from error


def _holder(file: int) -> int | None:
    text = os.pread(file, 20, 0).decode("ascii", "replace")
    return int(text) if text.isdecimal() else None
