"""Run one SQLite connection on its own thread, safe to cancel at any await."""

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
    """Open the driver's own connection. Only the thread that calls this may use it."""
    # with isolation_level None the driver begins and ends no transaction by itself
    return sqlite3.connect(database, uri=uri, isolation_level=None, cached_statements=256)


class Connection(aiosqlite.Connection):
    """aiosqlite's thread and queue, with two methods of ours.

    The driver queues work inside a coroutine, so a task cancelled before its first step would queue
    nothing. Here work is queued at once and awaited as a plain future, which no cancellation of tasks can
    take back. Work is done in the order of the calls.
    """

    def __init__(self, database: str, *, uri: bool = False, condition: FileCondition | None = None) -> None:
        """Prepare a connection to a file. condition notes its errors and refuses damaged files."""
        super().__init__(lambda: open_raw(database, uri=uri), iter_chunk_size=64)
        self._condition = condition or FileCondition()

    async def start(self) -> None:
        """Open the file. After an error or a cancellation neither thread nor file is left open."""
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
        """Do work on the connection's thread and return its result: one hop.

        A cancellation ends the waiting. The work is done all the same, and before any later one. Raises the
        store's errors in place of the driver's.
        """
        self._condition.refuse_if_damaged()
        try:
            return await self._submit(work)
        except Exception as error:
            raise self._condition.note(translate(error)) from error

    async def run_to_the_end(self, work: Work[T], when_cancelled: Callable[[], object] | None = None) -> T:
        """Do work like run, but raise a cancellation only after the work is done.

        when_cancelled is called at once, so that long work can be given up.
        """
        try:
            return await _to_the_end(self._submit(work), when_cancelled)
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


async def _to_the_end(future: asyncio.Future[T], when_cancelled: Callable[[], object] | None = None) -> T:
    cut: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError as error:
            cut = error
            if when_cancelled is not None:
                when_cancelled()
    if cut is not None:
        raise cut from future.exception()
    return future.result()
