"""A tool: a program that writes until it is killed, run by tests in its own process."""

import asyncio
import itertools
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from data.store.sqlite.database import Database
from data.store.sqlite.migrations_loader import Migration, shipped_migrations
from tests.store.rows import ADD, MIGRATIONS, add


async def write(path: Path, first: int) -> None:
    """Commit rows two by two, and print the second number after each commit."""
    database = await Database.open(path, migrations=MIGRATIONS)
    for number in itertools.count(first, 2):
        async with database.transaction() as tx:
            await add(tx, number)
            await tx.execute(ADD, id=number + 1, word="w" * (number % 3000 + 1))
        sys.stdout.write(f"{number + 1}\n")
        sys.stdout.flush()


async def migrate(path: Path, version: int, after: int) -> None:
    """Migrate to a version, and die by SIGKILL after this many of its statements."""
    steps = [step for step in shipped_migrations() if step.version <= version]
    last = steps.pop()

    def statements() -> Iterator[str]:
        yield from itertools.islice(last.statements, after)
        os.kill(os.getpid(), signal.SIGKILL)

    await Database.open(path, migrations=(*steps, Migration(version, last.name, statements())))


if __name__ == "__main__":
    task, file, *numbers = sys.argv[1:]
    if task == "write":
        asyncio.run(write(Path(file), int(numbers[0])))
    else:
        asyncio.run(migrate(Path(file), int(numbers[0]), int(numbers[1])))
