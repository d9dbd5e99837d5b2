"""Load the migrations: migrations/NNNN_name.sql, each applied whole or not at all.

The schema only grows forward.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise, takewhile


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema. version and name are those of its file.

    Numbers rise, with gaps. A new file's number must be above every released one, because the database
    remembers only the highest that was applied. purpose is the comment that the file begins with.
    rebuilds_parent: it drops and makes again a table that others refer to, so foreign keys are checked at
    the end instead of at each step. The first line of its file says so.
    """

    version: int
    name: str
    statements: Iterable[str]
    purpose: str = ""
    rebuilds_parent: bool = False


_REBUILDS_PARENT = "-- rebuilds a parent:"


def shipped_migrations() -> tuple[Migration, ...]:
    """Return the migrations of this program, in order. Raises ValueError for a repeated number."""
    folder = files("data.store") / "migrations"
    scripts = sorted((file.name, file) for file in folder.iterdir() if file.name.endswith(".sql"))
    steps = tuple(read_migration(name, file.read_text("utf-8")) for name, file in scripts)
    for earlier, later in pairwise(steps):
        if earlier.version >= later.version:
            raise ValueError(earlier.name, later.name)
    return steps


def newest(steps: Iterable[Migration]) -> int:
    """Return the version that these steps lead to, 0 for none."""
    return max((step.version for step in steps), default=0)


def read_migration(file_name: str, text: str) -> Migration:
    """Return one migration file as its version and statements.

    Raises ValueError for a file without a number.
    """
    name = file_name.removesuffix(".sql")
    version = int(name.partition("_")[0])
    if version < 1:
        raise ValueError(name)
    statements = tuple(split_statements(text))
    return Migration(version, name, statements, _purpose_of(text), text.startswith(_REBUILDS_PARENT))


def _purpose_of(text: str) -> str:
    lines = takewhile(lambda line: line.startswith("--"), text.splitlines())
    return " ".join(line.removeprefix("--").strip() for line in lines)


def split_statements(text: str) -> Iterator[str]:
    """Yield the statements of a script one by one, triggers whole.

    A script is not run as a whole, because the driver would commit before it. Raises ValueError for an
    unfinished last statement.
    """
    pending = ""
    for line in text.splitlines():
        bare = line.strip()
        if not pending and (not bare or bare.startswith("--")):
            continue
        pending += line + "\n"
        if bare.endswith(";") and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        raise ValueError(pending)
