"""A tool: a record of every commit, which shows what a fault has destroyed."""

import hashlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from data.store.sqlite.database import Database
from data.store.sqlite.errors import DatabaseDamaged
from data.store.sqlite.opening import Opened
from data.store.sqlite.steps import Steps
from data.store.sqlite.transactions import Transaction

Say = Callable[[str], object]
T = TypeVar("T")


def state_of(raw: sqlite3.Connection) -> str:
    """Return a digest of the whole database, with its schema and its version."""
    digest = hashlib.blake2b(digest_size=8)
    things = raw.execute("SELECT name, type, sql FROM sqlite_master ORDER BY name").fetchall()
    for name, kind, sql in things:
        digest.update(f"{name} {sql}\n".encode())
        if kind == "table":
            rows = raw.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - the name is the schema's own
            digest.update("\n".join(repr(tuple(row)) for row in rows).encode())
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    digest.update(str(version).encode())
    return digest.hexdigest()


class Witnessed(Database):
    """Our database, which reports its state before each commit and an acknowledgement after it."""

    say: Say
    # false while writes are timed
    watching = True

    def __init__(self, path: Path, opened: Opened, known: int, resources: AsyncExitStack) -> None:
        """Open it as Database.open does."""
        super().__init__(path, opened, known, resources)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Open a transaction, and report its state before and after the commit."""
        async with super().transaction() as tx:
            yield tx
            if self.watching:
                self.say(await self._writer.run(state_of))
        if self.watching:
            self.say("kept")

    async def write_at_once(self, work: Callable[[Steps], T]) -> T:
        """Write at once, and report the state before and after the commit."""
        if not self.watching:
            return await super().write_at_once(work)

        def seen(steps: Steps) -> T:
            # before the commit, on the thread that commits
            result = work(steps)
            self.say(state_of(steps.raw))
            return result

        result = await super().write_at_once(seen)
        self.say("kept")
        return result


def witnessed(say: Say) -> type[Witnessed]:
    """Return a class of databases that report to this callback."""
    return type("WitnessedHere", (Witnessed,), {"say": staticmethod(say)})


@dataclass(slots=True)
class Account:
    """The reports of a database.

    `before` is its state before them, `promised` the states it reported, `acknowledged` how many of these are
    acknowledged.
    """

    before: str
    promised: list[str] = field(default_factory=list)
    acknowledged: int = 0

    def say(self, word: str) -> None:
        """Add one report."""
        if word == "kept":
            self.acknowledged = len(self.promised)
        else:
            self.promised.append(word)

    def judge(self, found: str, acknowledged: int) -> "Verdict":
        """Return which acknowledged commits a database in this state has lost."""
        # if the state was the same at two instants, take the later one that may have been written
        within = self.promised[: acknowledged + 1]
        for index in range(len(within), 0, -1):
            if within[index - 1] == found:
                return Verdict(lost=max(acknowledged - index, 0))
        return Verdict(lost=acknowledged, half=int(found != self.before))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The number of lost commits, and whether the state is that of no commit."""

    lost: int = 0
    half: int = 0


def found_in(path: Path) -> str:
    """Return the state of a file as plain SQLite reads it."""
    with closing(sqlite3.connect(path)) as raw:
        return state_of(raw)


async def faults_in(path: Path) -> tuple[str, ...]:
    """Open a file as the bot does, check all of it, and return the findings."""
    try:
        database = await Database.open(path)
    except DatabaseDamaged as damage:
        return damage.findings
    try:
        return (await database.check()).findings
    finally:
        await database.close()
