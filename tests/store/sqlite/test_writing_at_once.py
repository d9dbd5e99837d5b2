"""A transaction in one call of the connection is as atomic as one of many calls."""

import asyncio

import pytest

from data.store.sqlite.database import Database, reading_only
from data.store.sqlite.errors import Conflict, DatabaseReadOnly, NestedTransaction
from data.store.sqlite.named_queries import Value
from data.store.sqlite.steps import Steps
from tests.store.rows import ADD, ALL, DROP, add, ids


class TwoRows:
    """Work for a transaction: writes two rows and counts all."""

    def __init__(self, first: int) -> None:
        self._first = first

    def __call__(self, steps: Steps) -> int:
        """Write the rows, and return the number of rows in the table."""
        rows: list[dict[str, Value]] = [{"id": self._first + more, "word": "word"} for more in range(2)]
        assert steps.execute_many(ADD, rows) == 2
        assert steps.execute_many(ADD, []) == 0
        return len(steps.fetch_all(ALL))


async def test_it_is_kept_when_the_work_returns(rows: Database) -> None:
    """The result of the work is returned, and its rows are committed."""
    assert await rows.write_at_once(TwoRows(1)) == 2
    assert await rows.write_at_once(lambda steps: steps.execute(DROP)) == 2
    assert await ids(rows) == []


async def test_an_error_takes_all_of_it_back(rows: Database) -> None:
    """Ours or the driver's: none of its rows stay, and the next writer need not wait."""

    def fail(steps: Steps) -> None:
        TwoRows(1)(steps)
        raise ZeroDivisionError

    def collide(steps: Steps) -> None:
        TwoRows(1)(steps)
        TwoRows(2)(steps)

    with pytest.raises(ZeroDivisionError):
        await rows.write_at_once(fail)
    with pytest.raises(Conflict):
        await rows.write_at_once(collide)
    assert await ids(rows) == []
    assert await rows.write_at_once(TwoRows(1)) == 2


async def test_a_cancellation_anywhere_leaves_both_rows_or_none(rows: Database) -> None:
    """A cancellation in any turn of the loop leaves a transaction that was begun to be finished."""
    for turn in range(40):
        first, before = 10 * turn + 1, set(await ids(rows))
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(rows.write_at_once(TwoRows(first)))
            for _ in range(turn):
                await asyncio.sleep(0)
            task.cancel()
        kept = set(await ids(rows)) - before
        assert kept in (set(), {first, first + 1})
        assert task.cancelled() or kept
        async with rows.transaction() as tx:
            await add(tx, 10 * turn)


async def test_it_takes_its_turn_among_transactions(rows: Database) -> None:
    """It waits for other writers, and is refused inside a transaction of its own task."""
    async with rows.transaction() as tx, asyncio.TaskGroup() as tasks:
        later = tasks.create_task(rows.write_at_once(TwoRows(2)))
        await add(tx, 1)
        with pytest.raises(NestedTransaction):
            await rows.write_at_once(TwoRows(20))
        await asyncio.sleep(0.01)
        assert not later.done()
        later.cancel()
    assert await ids(rows) == [1]


async def test_whoever_may_only_read_is_refused(rows: Database) -> None:
    """A read-only database refuses it as any other transaction."""
    with reading_only(), pytest.raises(DatabaseReadOnly):
        await rows.write_at_once(TwoRows(1))
    assert await ids(rows) == []
