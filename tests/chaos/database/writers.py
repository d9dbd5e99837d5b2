"""A tool: processes that write and are killed, forked from one that has imported everything.

So hundreds of them take only seconds.
"""

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import islice
from pathlib import Path

from data.store.sqlite.database import Database
from data.store.sqlite.migrations_loader import Migration, shipped_migrations
from tests.chaos.database.witness import witnessed
from tests.chaos.database.workload import Life

ROOT = Path(__file__).parents[3]
OPERATIONS = 10_000


class WriterForkServer:
    """A process that forks writers one after another and passes on what they print."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def live(self, path: Path, seed: int) -> int:
        """Start a process that works on this database until it is killed. Return its pid."""
        return int(await self._start(f"live {path} {seed}"))

    async def migrate(self, path: Path, version: int, after: int) -> int:
        """Let a process kill itself after `after` statements of a migration. Return its status."""
        await self._start(f"migrate {path} {version} {after}")
        return int(await self.hear())

    async def purge(self, path: Path) -> int:
        """Start a process that says «ready» and purges this database. Return its pid."""
        return int(await self._start(f"purge {path}"))

    async def hear(self) -> str:
        """Return the next printed word. After the end of the process it is the status with its sign."""
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode().strip()

    async def _start(self, task: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{task}\n".encode())
        return await self.hear()


@contextlib.asynccontextmanager
async def open_writer_fork_server() -> AsyncIterator[WriterForkServer]:
    """Start a fork server, and end it when the block ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.chaos.database.writers",
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield WriterForkServer(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


def _say(word: str) -> None:
    # in one piece, so that a kill cannot cut it
    os.write(1, f"{word}\n".encode())


async def _live(path: Path, seed: int) -> None:
    database = await witnessed(_say).open(path)
    await Life(database, random.Random(seed), seed).live(OPERATIONS)  # noqa: S311 - repeatable, not secret


async def _migrate(path: Path, version: int, after: int) -> None:
    steps = [step for step in shipped_migrations() if step.version <= version]
    last = steps.pop()

    def statements() -> Iterator[str]:
        yield from islice(last.statements, after)
        os.kill(os.getpid(), signal.SIGKILL)

    await Database.open(path, migrations=(*steps, Migration(version, last.name, statements())))


def _fork(task: Callable[[], None]) -> None:
    child = os.fork()
    if child == 0:
        _say(str(os.getpid()))
        task()
        os._exit(1)
    _, status = os.waitpid(child, 0)
    _say(f"{os.waitstatus_to_exitcode(status):+d}")


def _task(name: str, path: Path, numbers: list[int]) -> Callable[[], None]:
    if name == "live":
        return lambda: asyncio.run(_live(path, numbers[0]))
    if name == "purge":
        # here, so that it is imported once, and only where it is needed
        from tests.chaos.database.purging import purge

        return lambda: asyncio.run(purge(path, _say))
    return lambda: asyncio.run(_migrate(path, numbers[0], numbers[1]))


if __name__ == "__main__":
    for line in sys.stdin:
        kind, file, *rest = line.split()
        _fork(_task(kind, Path(file), [int(number) for number in rest]))
