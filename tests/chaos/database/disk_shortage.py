"""A tool: a database on a disk that fills up or is read-only, in a process of its own."""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from data.store.chats import Chats
from data.store.sqlite.database import Database
from data.store.sqlite.errors import StoreError, Unwritable
from tests.chaos.database.faulty_files import mount_small, own_mounts, set_read_only
from tests.chaos.database.witness import Account, faults_in, found_in, witnessed
from tests.chaos.database.workload import Life

_LARGE = 32 * 1024


class Shortage:
    """Rounds in which the disk fails and recovers, over one open database."""

    def __init__(self, database: Database, account: Account, dice: random.Random) -> None:
        self.counts: Counter[str] = Counter()
        self._database = database
        self._account = account
        self._dice = dice

    async def round(self, number: int, strike: Callable[[], object], mend: Callable[[], object]) -> None:
        """Break the disk, write until that is refused, read, mend the disk and write again."""
        # otherwise the log would be overwritten from its beginning, which takes no room
        assert await self._database.truncate_log()
        strike()
        refusal = await self._live(2 * number, 400)
        self.counts["refused"] += refusal is not None
        self.counts[type(refusal).__name__] += 1
        self.counts["red"] += self._database.condition.trouble is not None
        self.counts["reads that failed"] += not await self._reads()
        mend()
        self.counts["not resumed"] += await self._live(2 * number + 1, 4) is not None
        self.counts["still red"] += self._database.condition.trouble is not None

    async def judge(self, path: Path) -> None:
        """Count the acknowledged commits that are lost. Call it after the database is closed."""
        outcome_of = self._account.judge(found_in(path), self._account.acknowledged)
        self.counts["commits"] = self._account.acknowledged
        self.counts["lost"] = outcome_of.lost
        self.counts["halves"] = outcome_of.half
        self.counts["integrity errors"] = len(await faults_in(path))

    async def _live(self, era: int, operations: int) -> Unwritable | None:
        try:
            await Life(self._database, self._dice, era).live(operations)
        except (Unwritable, ExceptionGroup) as error:
            return _refusal(error)
        return None

    async def _reads(self) -> bool:
        try:
            return bool(await Chats(self._database).count_by_state())
        except StoreError:
            return False


def _refusal(error: BaseException) -> Unwritable:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, Unwritable), error
    return error


async def fill(folder: Path, rounds: int, seed: int) -> Counter[str]:
    """Fill and enlarge a real file system of 1.5 MB by turns. Return the counts."""
    dice = random.Random(seed)  # noqa: S311 - reproducible, not secret
    mount_small(folder, 1500)
    path = folder / "mag.db"
    account = Account("")
    database = await witnessed(account.say).open(path)
    try:
        shortage = Shortage(database, account, dice)
        for number in range(rounds):
            await shortage.round(
                number, lambda: mount_small(folder, _used(folder) + 64), lambda: mount_small(folder, _LARGE)
            )
    finally:
        await database.close()
    await shortage.judge(path)
    return shortage.counts


async def forbid(folder: Path, _rounds: int, _seed: int) -> Counter[str]:
    """Start on a read-only file system, and again once it is writable. Return the counts."""
    mount_small(folder, _LARGE)
    path = folder / "mag.db"
    await (await Database.open(path)).close()
    before = path.read_bytes()
    set_read_only(folder, on=True)
    counts: Counter[str] = Counter()
    try:
        await (await Database.open(path)).close()
        counts["started"] += 1
    except Unwritable as refusal:
        counts[type(refusal).__name__] += 1
    counts["files written"] += path.read_bytes() != before
    set_read_only(folder, on=False)
    await (await Database.open(path)).close()
    counts["started when it was mended"] += 1
    return counts


def _used(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.iterdir()) // 1024


if __name__ == "__main__":
    # NoMounts ends the process with a traceback, and the tests choose another way
    own_mounts()
    task = {"fill": fill, "forbid": forbid}[sys.argv[1]]
    found = asyncio.run(task(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
    sys.stdout.write(json.dumps(found))
