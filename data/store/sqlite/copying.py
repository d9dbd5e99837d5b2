"""Copy a database, whether other connections have it open or none."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from data.store.sqlite.backup import PAUSE_SECONDS, Sealing, write_copy
from data.store.sqlite.checksum import check_closing_checksum
from data.store.sqlite.connection import Connection, Work
from data.store.sqlite.opening import connect_for_reading, connect_to_closed, is_closed
from data.store.sqlite.pauses import Pauses
from data.store.sqlite.write_lock import WriteLock

T = TypeVar("T")
_PATIENCE_SECONDS = 5.0


async def copy_database(
    path: Path,
    target: Path,
    *,
    pause: float = PAUSE_SECONDS,
    seal: Sealing | None = None,
    mark: int = 0,
) -> None:
    """Write a whole, checked copy to a file. Replace an older one only when it is complete.

    Its checksum lies beside it and is checked when the copy is opened as a database. Readers and writers go
    on: the copy is made over a connection of its own, which rests pause seconds after each mebibyte. seal and
    mark are as in write_copy(). A cancellation ends it within a moment, with nothing written. Raises OSError
    for a wrong place, DatabaseDamaged, DatabaseBusy, DatabaseReadOnly.
    """
    pauses = Pauses(pause)

    def work(raw: sqlite3.Connection) -> None:
        write_copy(raw, target, pauses, workplace=path.parent, seal=seal, mark=mark)

    if not is_closed(path):
        await on_connection(await connect_for_reading(path), work, pauses.give_up)
        return
    lock = WriteLock(path, _PATIENCE_SECONDS)
    try:
        async with lock.held():
            check_closing_checksum(path)
            # unless another program has opened it before this one got the lock
            await on_connection(await connect_to_closed(path), work, pauses.give_up)
    finally:
        lock.close()


async def on_connection(
    connection: Connection, work: Work[T], when_cancelled: Callable[[], object] | None = None
) -> T:
    """Do work to its end on a connection and shut it. Call when_cancelled if cancelled."""
    try:
        return await connection.run_to_the_end(work, when_cancelled)
    finally:
        await connection.shut()
