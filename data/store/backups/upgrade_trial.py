"""Try an upgrade of the database on a copy, and measure it."""

import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from data.store.backups.copy_failures import UpgradeFails
from data.store.backups.folder import workplace_of_trial
from data.store.backups.making import make_copy
from data.store.sqlite.errors import SchemaTooNew
from data.store.sqlite.integrity import schema_version
from data.store.sqlite.migrations_loader import Migration, newest, shipped_migrations
from data.store.sqlite.opening import WRITER_PRAGMAS, reading_uri
from data.store.sqlite.programs import needed_program


@dataclass(frozen=True, slots=True)
class MeasuredStep:
    """A migration that is pending, with the seconds it took on the copy."""

    name: str
    purpose: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What the next start changes. size is that of the copy, in bytes."""

    found: int
    known: int
    steps: tuple[MeasuredStep, ...] = ()
    size: int = 0

    @property
    def seconds(self) -> float:
        """Return how long all steps take."""
        return sum(step.seconds for step in self.steps)


def schema_of(path: Path) -> int:
    """Return the schema of a database, which is only read. Raises SchemaTooNew."""
    known = newest(shipped_migrations())
    with closing(sqlite3.connect(reading_uri(path), uri=True)) as raw:
        found = schema_version(raw)
        if found > known:
            raise SchemaTooNew(found, known, needed_program(raw))
    return found


async def try_upgrade(path: Path, migrations: Sequence[Migration] | None = None) -> Upgrade:
    """Carry out the pending migrations on a copy of a database, which may be in use.

    migrations replaces the shipped ones in tests. Raises CopyFailed, UpgradeFails, and SchemaTooNew for a
    database of a later version.
    """
    steps = shipped_migrations() if migrations is None else tuple(migrations)
    found = schema_of(path)
    pending = tuple(step for step in steps if step.version > found)
    if not pending:
        return Upgrade(found, newest(steps))
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=workplace_of_trial(path)) as folder:
        copy = await make_copy(path, Path(folder) / path.name)
        with closing(sqlite3.connect(copy.path, isolation_level=None)) as raw:
            for pragma in ("journal_mode = WAL", "foreign_keys = ON", *WRITER_PRAGMAS):
                raw.execute(f"PRAGMA {pragma}").fetchall()
            measured = tuple(_measure(raw, step) for step in pending)
    return Upgrade(found, newest(steps), measured, copy.size)


def _measure(raw: sqlite3.Connection, step: Migration) -> MeasuredStep:
    begun = time.perf_counter()
    try:
        raw.execute("BEGIN IMMEDIATE")
        for statement in step.statements:
            raw.execute(statement)
        raw.execute("COMMIT")
    except sqlite3.Error as error:
        raise UpgradeFails(step.name, str(error)) from error
    return MeasuredStep(step.name, step.purpose, time.perf_counter() - begun)
