"""Run transactions: their steps one by one, or all of them in one hop."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from data.store.sqlite.connection import Connection
from data.store.sqlite.errors import StoreClosed
from data.store.sqlite.named_queries import Query, Value
from data.store.sqlite.steps import Steps

Row = sqlite3.Row
T = TypeVar("T")


class Transaction:
    """Reads and writes that become visible together or not at all.

    Raises StoreClosed when used after its block.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._open = True

    async def fetch_all(self, query: Query, **parameters: Value) -> list[Row]:
        """Return every row of a SELECT, or of a write with RETURNING. One hop."""
        bound = query.bound(parameters)
        return await self._usable().run(lambda raw: raw.execute(query.sql, bound).fetchall())

    async def fetch_one(self, query: Query, **parameters: Value) -> Row | None:
        """Return the first row, or None. One hop."""
        rows = await self.fetch_all(query, **parameters)
        return rows[0] if rows else None

    async def execute(self, query: Query, **parameters: Value) -> int:
        """Run a write. Return how many rows it changed, -1 for a change of the schema."""
        bound = query.bound(parameters)
        return await self._usable().run(lambda raw: raw.execute(query.sql, bound).rowcount)

    async def execute_many(self, query: Query, rows: Iterable[Mapping[str, Value]]) -> int:
        """Run a write once per row, all in one hop. Return how many rows it changed in all."""
        bound = [query.bound(row) for row in rows]
        return await self._usable().run(
            lambda raw: raw.executemany(query.sql, bound).rowcount if bound else 0
        )

    def end(self) -> None:
        """Take the connection away, when the block of the transaction is over."""
        self._open = False

    def _usable(self) -> Connection:
        if not self._open:
            raise StoreClosed
        return self._connection


def begin(raw: sqlite3.Connection) -> int:
    """Begin a transaction. Return how many rows this connection has changed so far."""
    raw.execute("BEGIN IMMEDIATE")
    return raw.total_changes


def commit(raw: sqlite3.Connection) -> int:
    """Commit. Return how many rows this connection has changed so far.

    A commit that changed nothing does not show that the disk can be written.
    """
    raw.execute("COMMIT")
    return raw.total_changes


def at_once(raw: sqlite3.Connection, work: Callable[[Steps], T]) -> tuple[T, bool]:
    """Run a transaction in one hop. Return the result of work, and whether a row has changed."""
    before = begin(raw)
    try:
        result = work(Steps(raw))
        return result, commit(raw) > before
    except BaseException:
        raw.rollback()
        raise


def read_at_once(raw: sqlite3.Connection, work: Callable[[Steps], T]) -> T:
    """Run work that only reads, as of one instant."""
    raw.execute("BEGIN")
    try:
        return work(Steps(raw))
    finally:
        raw.rollback()
