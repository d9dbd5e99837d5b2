"""Run the steps of a transaction that is done in one hop, on the database's own thread."""

import sqlite3
from collections.abc import Iterable, Mapping

from data.store.sqlite.named_queries import Query, Value

Row = sqlite3.Row


class Steps:
    """The methods of Transaction without await, for work given to Database.write_at_once."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw

    def fetch_all(self, query: Query, **parameters: Value) -> list[Row]:
        """Return every row of a SELECT, or of a write with RETURNING."""
        return self.raw.execute(query.sql, query.bound(parameters)).fetchall()

    def execute(self, query: Query, **parameters: Value) -> int:
        """Run a write. Return how many rows it changed."""
        return self.raw.execute(query.sql, query.bound(parameters)).rowcount

    def execute_many(self, query: Query, rows: Iterable[Mapping[str, Value]]) -> int:
        """Run a write once per row. Return how many rows it changed in all."""
        bound = [query.bound(row) for row in rows]
        return self.raw.executemany(query.sql, bound).rowcount if bound else 0
