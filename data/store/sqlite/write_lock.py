"""Let one task of one process write at a time, by a lock file beside the database."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from data.store.sqlite.errors import DatabaseBusy, DatabaseReadOnly, NestedTransaction, StoreClosed

_PAUSE = 0.005


class WriteLock:
    """A lock between the tasks of this process, and between this process and others.

    SQLite 3.7.0–3.51.2 can lose a log that one connection restarts while another checkpoints it (the
    WAL-reset bug, fixed in 3.51.3). Holding this lock over every write with its checkpoint, and over
    opening and closing, leaves no two connections that could meet so. The lock is a file of its own, since
    closing any descriptor of the database file itself would drop SQLite's locks. The kernel frees it when a
    process dies.
    """

    def __init__(self, path: Path, patience: float) -> None:
        """Prepare the lock of the database at path. patience is in seconds.

        Raises DatabaseReadOnly if no lock file can be made.
        """
        self._patience = patience
        self._tasks = asyncio.Lock()
        self._owner: asyncio.Task[object] | None = None
        try:
            self._file: int | None = os.open(f"{path}-lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise DatabaseReadOnly from error

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Wait for the lock and hold it.

        Raises DatabaseBusy when another process keeps it too long, NestedTransaction when this task has it
        already, StoreClosed after close.
        """
        task = asyncio.current_task()
        if task is not None and task is self._owner:
            raise NestedTransaction
        async with self._tasks:
            file = await self._locked_file()
            self._owner = task
            try:
                yield
            finally:
                self._owner = None
                fcntl.flock(file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the lock file back. Tasks that still wait for it get StoreClosed."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    async def _locked_file(self) -> int:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience
        while True:
            if self._file is None:
                raise StoreClosed
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if loop.time() >= deadline:
                    raise DatabaseBusy from None
            else:
                return self._file
            await asyncio.sleep(_PAUSE)
