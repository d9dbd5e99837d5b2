"""One SQLite connection on a thread of its own, safe to cancel at any await."""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import TypeVar

import aiosqlite

from data.store.sqlite.errors import StoreClosed, translate
from data.store.sqlite.file_condition import FileCondition

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


def open_raw(database: str, *, uri: bool) -> sqlite3.Connection:
    """The driver's own connection; it is used on the thread that calls this and on no other."""
    # isolation_level None: transactions begin and end only where we say so
    return sqlite3.connect(database, uri=uri, isolation_level=None, cached_statements=256)


class Connection(aiosqlite.Connection):
    """aiosqlite's thread and queue, with two verbs of ours.

    The driver queues work inside a coroutine, so a task cancelled before its first step would queue nothing;
    here work is queued at once and awaited as a plain future, which no cancellation of tasks can take back.
    Work is done in the order of the calls.
    """

    def __init__(self, database: str, *, uri: bool = False, condition: FileCondition | None = None) -> None:
        """watch is told of what goes wrong, and refuses to go on with a damaged file."""
        super().__init__(lambda: open_raw(database, uri=uri), iter_chunk_size=64)
        self._condition = condition or FileCondition()

    async def start(self) -> None:
        """Open the file, or leave nothing behind."""
        self._thread.start()
        loop = asyncio.get_running_loop()
        opening: asyncio.Future[sqlite3.Connection] = loop.create_future()
        self._tx.put_nowait((opening, self._connector))
        try:
            self._connection = await _to_the_end(opening)
            self._connection.row_factory = sqlite3.Row
        except BaseException as error:
            if opening.exception() is None:
                self._connection = opening.result()
            await self.shut()
            if isinstance(error, Exception):
                raise translate(error) from error
            raise

    async def run(self, work: Work[T]) -> T:
        """Do work on the connection's thread and return what it returns: one hop.

        Cancelled, the caller stops waiting; the work is done all the same, and before any later one.
        Raises the store's errors in place of the driver's.
        """
        self._condition.refuse_if_damaged()
        try:
            return await self._submit(work)
        except Exception as error:
            raise self._condition.note(translate(error)) from error

    async def run_to_the_end(self, work: Work[T]) -> T:
        """Like run, but a cancellation waits until the work is done and is raised after it."""
        try:
            return await _to_the_end(self._submit(work))
        except Exception as error:
            raise self._condition.note(translate(error)) from error

    async def shut(self) -> None:
        """Finish what is queued, close the file and end the thread. A second call does nothing."""
        if self._running:
            stopped = self.stop()
            if stopped is not None:
                await _to_the_end(stopped)

    def _submit(self, work: Work[T]) -> asyncio.Future[T]:
        if not self._running:
            raise StoreClosed
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((future, lambda: work(self._conn)))
        return future


async def _to_the_end(future: asyncio.Future[T]) -> T:
    cut: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError as error:
            cut = error
    if cut is not None:
        raise cut from future.exception()
    return future.result()
