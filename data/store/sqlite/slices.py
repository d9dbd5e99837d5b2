"""Delete rows and give pages back in slices, so that the write lock is held briefly."""

import asyncio
import time

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Query, Value
from data.store.sqlite.steps import Steps

FIRST_SLICE = 200
"""Rows of the first slice."""

LONGEST_SLICE = 2_000
"""Rows of a slice at most: on a quick disk more rows are not worth a longer wait of others."""

SLICE_SECONDS = 0.02
"""What a slice should take. The lock may be held for 50 ms, and a disk may stall for once."""

# Seconds in which other writers go on between two cuts of free pages.
_PAUSE = 0.005


async def delete_in_slices(database: Database, query: Query, **parameters: Value) -> int:
    """Run a DELETE that takes how_many until no row is left for it.

    Returns how many rows were deleted. Each slice is a transaction of its own, as long as the one before
    allows. Between two slices other writers have as much time as the slice took. After a kill the next call
    goes on.
    """
    size, deleted = FIRST_SLICE, 0
    while True:
        began = [0.0]

        def delete(steps: Steps, how_many: int = size, began: list[float] = began) -> int:
            # the lock is held from here on, and the commit comes after
            began[0] = time.perf_counter()
            return steps.execute(query, how_many=how_many, **parameters)

        rows = await database.write_at_once(delete)
        took = time.perf_counter() - began[0]
        deleted += rows
        if rows < size:
            return deleted
        size = next_size(size, took)
        await asyncio.sleep(took)


def next_size(size: int, took: float) -> int:
    """Return how many rows the next slice takes, after one of size rows took so many seconds.

    It shrinks at once and at most doubles, for one quick slice says little.
    """
    wanted = int(size * SLICE_SECONDS / max(took, 1e-6))
    return max(1, min(wanted, 2 * size, LONGEST_SLICE))


async def shrink(database: Database) -> None:
    """Give the pages back that deletions have freed, but for a spare share.

    After a kill the next call goes on.
    """
    has_more = True
    while has_more:
        has_more = await database.give_pages_back()
        await asyncio.sleep(_PAUSE)
