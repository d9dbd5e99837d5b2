"""Who knows after every commit what the database must hold, and so notices what a fault has taken."""

import hashlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from data.store.sqlite.database import Database, Transaction
from data.store.sqlite.errors import DatabaseDamaged
from data.store.sqlite.opening import Opened
from data.store.sqlite.steps import Steps

Say = Callable[[str], object]
T = TypeVar("T")


def state_of(raw: sqlite3.Connection) -> str:
    """Everything the database holds, schema and version included, as one number."""
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
    """Our database; before each commit it says what will be kept, after it that it is kept."""

    say: Say
    # off, where a write is to take the time it takes
    watching = True

    def __init__(self, path: Path, opened: Opened, known: int, resources: AsyncExitStack) -> None:
        """For open()."""
        super().__init__(path, opened, known, resources)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """As always, with a word before and one after."""
        async with super().transaction() as tx:
            yield tx
            if self.watching:
                self.say(await self._writer.run(state_of))
        if self.watching:
            self.say("kept")

    async def write_at_once(self, work: Callable[[Steps], T]) -> T:
        """As always, likewise."""
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
    """A kind of database that says it here."""
    return type("WitnessedHere", (Witnessed,), {"say": staticmethod(say)})


@dataclass(slots=True)
class Account:
    """What a database said while it was written: its state before, states promised, how many of them are
    acknowledged."""

    before: str
    promised: list[str] = field(default_factory=list)
    acknowledged: int = 0

    def say(self, word: str) -> None:
        """Take one word down."""
        if word == "kept":
            self.acknowledged = len(self.promised)
        else:
            self.promised.append(word)

    def judge(self, found: str, acknowledged: int) -> "Verdict":
        """What a database that is found like this has kept of what was acknowledged at the fault."""
        # of two instants at which it held the same, the later one within what may have been written
        within = self.promised[: acknowledged + 1]
        for index in range(len(within), 0, -1):
            if within[index - 1] == found:
                return Verdict(lost=max(acknowledged - index, 0))
        return Verdict(lost=acknowledged, half=int(found != self.before))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Acknowledged commits that are gone, and whether the database holds what never was a commit."""

    lost: int = 0
    half: int = 0


def found_in(path: Path) -> str:
    """The state of a file as plain SQLite finds it."""
    with closing(sqlite3.connect(path)) as raw:
        return state_of(raw)


async def faults_in(path: Path) -> tuple[str, ...]:
    """Open a file as the bot does, and check all of it; what is wrong with it."""
    try:
        database = await Database.open(path)
    except DatabaseDamaged as damage:
        return damage.findings
    try:
        return (await database.check()).findings
    finally:
        await database.close()
