"""Tasks that share one writer do not commit or roll back each other's rows."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest

from data.store.sqlite.connection import Connection, Work
from data.store.sqlite.database import Database
from data.store.sqlite.errors import Conflict
from tests.store.rows import ALL, add, ids

Run = Callable[[Connection, Work[object]], Awaitable[object]]


class Interruption:
    """Cancels a task at its await with a given number."""

    def __init__(self, after: int) -> None:
        self._left = after

    async def run(self, rows: Database, number: int) -> bool:
        """Write two rows in a transaction, cancelled at the given await. Return whether it ended."""

        async def work() -> None:
            async with rows.transaction() as tx:
                await add(tx, number)
                await add(tx, number + 1)

        async with asyncio.TaskGroup() as group:
            task = group.create_task(work())
            while not task.done():
                if self._left == 0:
                    task.cancel()
                self._left -= 1
                await asyncio.sleep(0)
        return not task.cancelled()


async def test_a_cancellation_anywhere_leaves_no_open_transaction(rows: Database) -> None:
    """Cancelled in any turn of the loop: both rows or none, and the next writer need not wait."""
    for turn in range(80):
        before = await ids(rows)
        finished = await Interruption(turn).run(rows, 10 * turn + 1)
        kept = set(await ids(rows)) - set(before)
        both = {10 * turn + 1, 10 * turn + 2}
        assert kept == both if finished else kept in (set(), both)
        async with rows.transaction() as tx:
            await add(tx, 10 * turn)


@pytest.mark.parametrize("point", ["BEGIN", "INSERT", "COMMIT", "ROLLBACK"])
async def test_a_cancellation_during_each_step_is_safe(
    point: str, rows: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cancellation while a statement runs leaves all or nothing, and a commit is finished."""
    steps = {"BEGIN": 1, "INSERT": 2, "COMMIT": 3, "ROLLBACK": 3}
    count = 0
    tasks: list[asyncio.Task[None]] = []

    def cutting(known: Run) -> Run:
        async def run(connection: Connection, work: Work[object]) -> object:
            nonlocal count
            count += 1
            if count == steps[point]:
                # comes when the thread has the statement, and before its answer
                asyncio.get_running_loop().call_soon(tasks[0].cancel)
            return await known(connection, work)

        return run

    async def work() -> None:
        async with rows.transaction() as tx:
            await add(tx, 1)
            if point == "ROLLBACK":
                raise ZeroDivisionError

    for name in ("run", "run_to_the_end"):
        monkeypatch.setattr(Connection, name, cutting(getattr(Connection, name)))
    async with asyncio.TaskGroup() as group:
        tasks.append(group.create_task(work()))
        await asyncio.wait(tasks)
    monkeypatch.undo()
    assert tasks[0].cancelled()
    assert await ids(rows) == ([1] if point == "COMMIT" else [])
    async with rows.transaction() as tx:
        await add(tx, 2)


@pytest.mark.parametrize("seed", range(25))
async def test_interleaved_tasks_keep_to_themselves(seed: int, rows: Database) -> None:
    """Tasks commit, fail and are cancelled at once. Exactly the acknowledged rows are kept."""
    dice = random.Random(seed)  # noqa: S311 - a repeatable shuffle, no secret
    acknowledged: set[int] = set()
    doubtful: set[int] = set()

    async def write(number: int, fails: bool, turns: list[int]) -> None:
        mine = {number * 10, number * 10 + 1}
        doubtful.update(mine)
        try:
            async with rows.transaction() as tx:
                for one, pause in zip(sorted(mine), turns, strict=True):
                    await add(tx, one)
                    for _ in range(pause):
                        await asyncio.sleep(0)
                    assert {row["id"] for row in await tx.fetch_all(ALL)} <= acknowledged | doubtful
                if fails:
                    await add(tx, min(mine))
        except Conflict:
            doubtful.difference_update(mine)
            return
        acknowledged.update(mine)

    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(write(n, dice.random() < 0.3, [dice.randrange(4), dice.randrange(4)]))
            for n in range(12)
        ]
        while not all(task.done() for task in tasks):
            if dice.random() < 0.02:
                dice.choice(tasks).cancel()
            await asyncio.sleep(0)
    kept = set(await ids(rows))
    assert acknowledged <= kept <= acknowledged | doubtful
    assert all(len(kept & {10 * n, 10 * n + 1}) in (0, 2) for n in range(12))
