"""The schema grows forward only: migrations/NNNN_name.sql, each applied whole or not at all."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema; version is the number its file name begins with. Numbers rise, with gaps.

    A new file's number must be above every released one: the database remembers only the highest applied.
    """

    version: int
    name: str
    statements: Iterable[str]


def shipped_migrations() -> tuple[Migration, ...]:
    """The migrations of this program, in order. Raises ValueError for two files with one number."""
    folder = files("data.store") / "migrations"
    scripts = sorted((file.name, file) for file in folder.iterdir() if file.name.endswith(".sql"))
    steps = tuple(read_migration(name, file.read_text("utf-8")) for name, file in scripts)
    for earlier, later in pairwise(steps):
        if earlier.version >= later.version:
            raise ValueError(earlier.name, later.name)
    return steps


def newest(steps: Iterable[Migration]) -> int:
    """The version these steps lead to; 0 for none."""
    return max((step.version for step in steps), default=0)


def read_migration(file_name: str, text: str) -> Migration:
    """One migration file as its version and statements. Raises ValueError for a file without a number."""
    name = file_name.removesuffix(".sql")
    version = int(name.partition("_")[0])
    if version < 1:
        raise ValueError(name)
    return Migration(version, name, tuple(split_statements(text)))


def split_statements(text: str) -> Iterator[str]:
    """The statements of a script one by one, triggers whole. Raises ValueError for an unfinished last one.

    A script is not run as a whole, because the driver would commit before it.
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
