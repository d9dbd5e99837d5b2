"""A tool: the part of sqlite3's interface that the store uses, over apsw.

apsw can use a file system of our own.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, NoReturn, cast

import apsw

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Row(tuple[Any, ...]):
    """A row that is read by position or by column, as sqlite3.Row is."""

    __slots__ = ()
    columns: tuple[str, ...] = ()

    def __getitem__(self, key: Any) -> Any:
        """Return the value at a position or of a column."""
        return super().__getitem__(self.columns.index(key) if isinstance(key, str) else key)

    def keys(self) -> list[str]:
        """Return the names of the columns."""
        return list(self.columns)


class Cursor:
    """The result of a statement."""

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows = iter(rows)
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        return list(self._rows)

    def fetchmany(self, size: int) -> list[Any]:
        """Return the next `size` rows, or fewer at the end."""
        return [row for _, row in zip(range(size), self._rows, strict=False)]

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        return next(self._rows, None)

    def close(self) -> None:
        """Drop the rows that are left."""
        self._rows = iter(())


class DriverConnection:
    """A connection of apsw with the interface of sqlite3, in autocommit mode."""

    def __init__(self, database: str, *, uri: bool, vfs: str) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | (apsw.SQLITE_OPEN_URI if uri else 0)
        # the store sets sqlite3.Row here, and gets our Row instead
        self.row_factory: object = None
        with _errors():
            self._raw = apsw.Connection(database, flags, vfs=vfs, statementcachesize=256)
        self._raw.row_trace = _row

    def execute(self, sql: str, parameters: Any = ()) -> Cursor:
        """Run one statement to its end."""
        with _errors():
            rows = list(self._raw.execute(sql, parameters))
        changed = self._raw.changes() if sql.lstrip().upper().startswith(_WRITES) else -1
        return Cursor(rows, changed)

    def executemany(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> Cursor:
        """Run one statement for each set of parameters."""
        return Cursor([], sum(self.execute(sql, row).rowcount for row in rows))

    @property
    def total_changes(self) -> int:
        """Return how many rows were changed since the connection was opened."""
        return int(self._raw.total_changes())

    def rollback(self) -> None:
        """Roll back the transaction, if one is open."""
        if self._raw.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file as sqlite3 does. An error of the last checkpoint is ignored."""
        with suppress(apsw.Error):
            self._raw.close()


def connect(database: str, *, uri: bool, vfs: str) -> sqlite3.Connection:
    """Open a connection as the store does, through the file system named `vfs`."""
    return cast("sqlite3.Connection", DriverConnection(database, uri=uri, vfs=vfs))


class _errors:  # noqa: N801 - read as a statement
    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, apsw.Error):
            _raise(error)


def _row(cursor: apsw.Cursor, values: tuple[Any, ...]) -> Row:
    return _kind(tuple(one[0] for one in cursor.get_description()))(values)


@cache
def _kind(columns: tuple[str, ...]) -> type[Row]:
    return type("Row", (Row,), {"columns": columns, "__slots__": ()})


def _raise(error: apsw.Error) -> NoReturn:
    kind = sqlite3.IntegrityError if isinstance(error, apsw.ConstraintError) else sqlite3.OperationalError
    ours = kind(str(error))
    ours.sqlite_errorcode = getattr(error, "extendedresult", 0) or getattr(error, "result", 0)
    raise ours from error
