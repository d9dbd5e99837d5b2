"""A tool: how long a task holds the write lock of the database."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from data.store.sqlite.write_lock import WriteLock


@contextmanager
def timed_holds(task_name: str, seconds: list[float]) -> Iterator[None]:
    """Append to `seconds` how long the task of this name holds the write lock each time."""
    original = WriteLock.held

    @asynccontextmanager
    async def held(lock: WriteLock) -> AsyncIterator[None]:
        async with original(lock):
            began, task = time.perf_counter(), asyncio.current_task()
            try:
                yield
            finally:
                if task is not None and task.get_name() == task_name:
                    seconds.append(time.perf_counter() - began)

    WriteLock.held = held  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        WriteLock.held = original  # type: ignore[method-assign]
