"""Migrations: old schema or new, never in between."""

import asyncio
import itertools
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from data.store.sqlite.database import Database
from data.store.sqlite.errors import SchemaTooNew
from data.store.sqlite.migrations_loader import (
    Migration,
    read_migration,
    shipped_migrations,
    split_statements,
)

STEPS = shipped_migrations()


def _schema(path: Path) -> tuple[int, list[tuple[str, ...]]]:
    with sqlite3.connect(path) as raw:
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        rows = raw.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        ).fetchall()
    raw.close()
    return version, [tuple(map(str, row)) for row in rows]


async def _open(path: Path, steps: Sequence[Migration] = STEPS) -> None:
    await (await Database.open(path, migrations=steps)).close()


def _cut(step: Migration, after: int, error: BaseException) -> Migration:
    """Return the same step, broken off after this many statements, or after the last one."""

    def statements() -> Iterator[str]:
        yield from itertools.islice(step.statements, after)
        raise error

    return replace(step, statements=statements())


async def test_schema_from_scratch_is_the_schema_step_by_step(tmp_path: Path) -> None:
    """A new file and one that has lived through every version have the same schema."""
    await _open(tmp_path / "scratch.db")
    for count in range(len(STEPS) + 1):
        await _open(tmp_path / "grown.db", STEPS[:count])
    assert _schema(tmp_path / "grown.db") == _schema(tmp_path / "scratch.db")


CUTS = [
    pytest.param(number, after, error, id=f"{step.name}-{after}-{type(error).__name__}")
    for number, step in enumerate(STEPS)
    for after in range(len(list(step.statements)) + 1)
    for error in (RuntimeError("cut"), asyncio.CancelledError())
]


@pytest.mark.parametrize(("number", "after", "error"), CUTS)
async def test_a_migration_broken_off_anywhere_leaves_the_old_schema(
    number: int, after: int, error: BaseException, tmp_path: Path
) -> None:
    """An error or a cancellation after any statement leaves the old schema, ready to migrate."""
    path = tmp_path / "mag.db"
    await _open(path, STEPS[:number])
    old = _schema(path)
    with pytest.raises(type(error)):
        await _open(path, (*STEPS[:number], _cut(STEPS[number], after, error)))
    assert _schema(path) == old
    await _open(path, STEPS[: number + 1])
    assert _schema(path)[0] == STEPS[number].version


async def test_a_newer_schema_is_refused_with_nothing_written(tmp_path: Path) -> None:
    """An older program leaves a newer file as it is, to the byte."""
    path = tmp_path / "mag.db"
    later = Migration(9000, "9000_later", ("CREATE TABLE later (id INTEGER PRIMARY KEY)",))
    await _open(path, (*STEPS, later))
    before = path.read_bytes()
    with pytest.raises(SchemaTooNew) as refused:
        await _open(path)
    assert (refused.value.found, refused.value.known) == (9000, STEPS[-1].version)
    assert path.read_bytes() == before


def test_statements_are_split_where_they_end() -> None:
    """Semicolons in comments, strings and triggers end no statement."""
    script = """
    -- a comment; with a semicolon
    CREATE TABLE a (b TEXT DEFAULT ';
    ');
    CREATE TRIGGER t AFTER INSERT ON a BEGIN
        DELETE FROM a;
        DELETE FROM a;
    END;
    """
    assert [statement.split()[1] for statement in split_statements(script)] == ["TABLE", "TRIGGER"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("chats.sql", "CREATE TABLE a (b);"),
        ("0000_a.sql", "CREATE TABLE a (b);"),
        ("0001_a.sql", "CREATE TABLE a (b)"),
    ],
)
def test_a_malformed_migration_is_refused(name: str, text: str) -> None:
    """A file without a number above zero, or with an unfinished statement, is an error."""
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the name or the text itself
        read_migration(name, text)


def test_numbers_of_shipped_migrations_rise() -> None:
    """Each shipped file has a number of its own, and no statement begins or ends a transaction."""
    versions = [step.version for step in STEPS]
    assert versions == sorted(set(versions))
    words = {statement.split()[0].upper() for step in STEPS for statement in step.statements}
    assert not words & {"BEGIN", "COMMIT", "END", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE"}
