"""Open the database: one writer, a few readers, and transactions as the only way to write."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Self, TypeVar

from data.store.sqlite.backup import PAUSE_SECONDS
from data.store.sqlite.copying import copy_database, on_connection
from data.store.sqlite.errors import DatabaseDamaged, DatabaseReadOnly
from data.store.sqlite.integrity import Health, examine
from data.store.sqlite.migrations_loader import Migration, newest, shipped_migrations
from data.store.sqlite.named_queries import Query, Value
from data.store.sqlite.opening import Opened, connect_for_reading, open_file
from data.store.sqlite.programs import note_program
from data.store.sqlite.steps import Steps
from data.store.sqlite.transactions import Row, Transaction, at_once, begin, commit, read_at_once
from data.store.sqlite.vacuum import give_pages_back, rewrite, truncate_log

T = TypeVar("T")

_READING_ONLY = ContextVar("reading_only", default=False)
_VERSION = Query("schema.version", "PRAGMA user_version")
_DANGLING = Query("schema.dangling", "PRAGMA foreign_key_check")


@contextmanager
def reading_only() -> Iterator[None]:
    """Refuse every transaction that is begun inside this block, with DatabaseReadOnly."""
    before = _READING_ONLY.set(True)
    try:
        yield
    finally:
        _READING_ONLY.reset(before)


class Database:
    """An open database. Reads go to readers, which cannot write. Writes go through transactions."""

    def __init__(self, path: Path, opened: Opened, known: int, resources: AsyncExitStack) -> None:
        """Keep what open() has opened. Call open() instead."""
        self.path = path
        self.condition = opened.condition
        self._write_lock = opened.write_lock
        self._writer = opened.writer
        self._readers = cycle(opened.readers)
        self._known = known
        self._resources = resources

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        readers: int = 1,
        patience: float = 5.0,
        migrations: Sequence[Migration] | None = None,
        before_upgrade: "BeforeUpgrade | None" = None,
    ) -> Self:
        """Open the file and bring its schema up to date. Create the file and its folder if missing.

        patience is how many seconds to wait for another process that writes. migrations replaces the
        shipped ones in tests. before_upgrade is awaited with the open database and its schema before the
        first migration of a file that has a schema: what it raises leaves the file as it is. Raises
        SchemaTooNew with nothing written, DatabaseDamaged, JournalRefused, DatabaseBusy, DatabaseReadOnly.
        """
        steps = shipped_migrations() if migrations is None else migrations
        async with AsyncExitStack() as stack:
            opened = await open_file(path, newest(steps), readers, patience, stack)
            database = cls(path, opened, newest(steps), stack)
            found = (await database.fetch_all(_VERSION))[0][0]
            if before_upgrade is not None and 0 < found < newest(steps):
                await before_upgrade(database, found)
            for step in steps:
                if step.version > found:
                    async with database._keys_unchecked(step):
                        await database.write_at_once(partial(_apply, step=step))
            database._resources = stack.pop_all()
        return database

    async def close(self) -> None:
        """Wait for the running transaction, write the log back and close the file."""
        await self._resources.aclose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Write in this block: commit when it ends, roll back when it raises.

        Takes the write lock at once, so that what it reads is still true when it writes. A cancellation at
        any await leaves no transaction open. One that comes during the commit is raised after it. Raises
        DatabaseBusy, DatabaseReadOnly, DiskFull, and NestedTransaction inside a transaction of the same
        task.
        """
        if _READING_ONLY.get():
            raise DatabaseReadOnly
        async with self._write_lock.held():
            tx = Transaction(self._writer)
            try:
                before = await self._writer.run(begin)
                yield tx
                tx.end()
                if await self._writer.run_to_the_end(commit) > before:
                    self.condition.note_write()
            except BaseException:
                tx.end()
                # queued behind a step that was cut short. Does nothing if the commit has happened
                await self._writer.run_to_the_end(lambda raw: raw.rollback())
                raise

    async def write_at_once(self, work: Callable[[Steps], T]) -> T:
        """Run a transaction that needs nothing from outside, in one hop. Return the result of work.

        It costs a third less than a hop for every step. work runs on the database's own thread, and so may
        touch only what it is given. Commits when work returns, rolls back when it raises. A cancellation
        waits until it is over. Raises what transaction() raises.
        """
        if _READING_ONLY.get():
            raise DatabaseReadOnly
        async with self._write_lock.held():
            self.condition.refuse_if_damaged()
            result, has_changed = await self._writer.run_to_the_end(lambda raw: at_once(raw, work))
            if has_changed:
                self.condition.note_write()
            return result

    async def fetch_all(self, query: Query, **parameters: Value) -> list[Row]:
        """Return every row of a query, as last committed. One hop."""
        bound = query.bound(parameters)
        return await next(self._readers).run(lambda raw: raw.execute(query.sql, bound).fetchall())

    async def fetch_one(self, query: Query, **parameters: Value) -> Row | None:
        """Return the first row of a query, as last committed, or None. One hop."""
        rows = await self.fetch_all(query, **parameters)
        return rows[0] if rows else None

    async def fetch_together(self, *queries: Query, **parameters: Value) -> list[list[Row]]:
        """Return the rows of several queries with the same parameters, as of one instant. One hop."""
        bound = [(query.sql, query.bound(parameters)) for query in queries]

        def read(raw: sqlite3.Connection) -> list[list[Row]]:
            raw.execute("BEGIN")
            try:
                return [raw.execute(sql, values).fetchall() for sql, values in bound]
            finally:
                raw.rollback()

        return await next(self._readers).run(read)

    async def read_aside(self, work: Callable[[Steps], T]) -> T:
        """Run work that reads much over a connection of its own, as of one instant. One hop.

        Other reads do not wait for it. Opening the connection takes a millisecond.
        """
        connection = await connect_for_reading(self.path)
        return await on_connection(connection, lambda raw: read_at_once(raw, work))

    async def try_to_write(self) -> None:
        """Write a page without changing it. Raises what keeps the database from being written."""
        async with self.transaction() as tx:
            row = await tx.fetch_one(_VERSION)
            await tx.execute(Query("schema.again", f"PRAGMA user_version = {row[0] if row else 0}"))
        self.condition.note_write()

    async def try_to_read(self) -> None:
        """Read a page over a reader. Raises what keeps the database from being read."""
        await self.fetch_one(_VERSION)

    async def truncate_log(self) -> bool:
        """Write the log back into the file and cut it off, so that no earlier page is left in it.

        Returns False, with as much written back as possible, while a reader holds an older state. It does
        not wait for readers. Raises DatabaseBusy, and Unwritable where the disk refuses.
        """
        async with self._write_lock.held():
            self.condition.refuse_if_damaged()
            return await self._writer.run_to_the_end(truncate_log)

    async def rewrite(self) -> bool:
        """Write the whole file anew, without its unused parts. Readers go on, writers wait.

        Returns False, with nothing done, if the disk has no room for two more copies. Raises what
        truncate_log() raises.
        """
        async with self._write_lock.held():
            self.condition.refuse_if_damaged()
            return await self._writer.run_to_the_end(lambda raw: rewrite(raw, self.path))

    async def give_pages_back(self) -> bool:
        """Cut a few free pages off the file, in a short transaction. Return whether there are more.

        Raises what truncate_log() raises.
        """
        if _READING_ONLY.get():
            raise DatabaseReadOnly
        async with self._write_lock.held():
            self.condition.refuse_if_damaged()
            return await self._writer.run_to_the_end(give_pages_back)

    async def backup_to(self, target: Path, *, pause: float = PAUSE_SECONDS) -> None:
        """Write a whole, checked copy to a file, as copy_database() does."""
        await copy_database(self.path, target, pause=pause)

    async def check(self, *, whole: bool = True) -> Health:
        """Read and check the whole file over a connection of its own.

        Without whole, the findings are those of the check at the start and of reads and writes since.
        """
        damage = self.condition.damage
        known = None if whole else () if damage is None else damage.findings
        connection = await connect_for_reading(self.path)
        return await on_connection(connection, lambda raw: examine(raw, self._known, known))

    @asynccontextmanager
    async def _keys_unchecked(self, step: Migration) -> AsyncIterator[None]:
        """Leave foreign keys unchecked in this block, for a step that rebuilds a parent table.

        Outside the transaction, because inside one the pragma does nothing.
        """
        if not step.rebuilds_parent:
            yield
            return
        await self._writer.run(lambda raw: raw.execute("PRAGMA foreign_keys = OFF").close())
        try:
            yield
        finally:
            await self._writer.run_to_the_end(lambda raw: raw.execute("PRAGMA foreign_keys = ON").close())


def _apply(steps: Steps, step: Migration) -> None:
    # read under the write lock: another process may have applied the step meanwhile
    if steps.fetch_all(_VERSION)[0][0] >= step.version:
        return
    for statement in step.statements:
        steps.execute(Query(step.name, statement))
    if step.rebuilds_parent and steps.fetch_all(_DANGLING):
        raise DatabaseDamaged(("foreign keys",))
    steps.execute(Query(step.name, f"PRAGMA user_version = {step.version}"))
    note_program(steps, step.version)


BeforeUpgrade = Callable[[Database, int], Awaitable[object]]
"""Is awaited with the open database and the number of its schema, before the schema is changed."""
