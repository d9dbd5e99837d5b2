"""`python -m tests.bench.receiver CORE CHATS`: a sandbox for those who send, on a core of its own.

Prints its address; ends when its input does.
"""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.lean_models import import_aiogram
from tests.bench.letter import FIRST_ID

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def receiver(core: int, chats: int) -> AsyncIterator[str]:
    """The address of a Bot API that so many chats can be written to; gone when the block ends."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.receiver", str(core), str(chats)),
        cwd=ROOT,
        stdin=PIPE,
        stdout=PIPE,
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


async def _serve(core: int, chats: int) -> None:
    # as the commands start it
    import_aiogram()
    from bot.sandbox.people import Person
    from bot.sandbox.server import SandboxServer

    os.sched_setaffinity(0, {core})
    server = SandboxServer()
    await server.start()
    for number in range(chats):
        server.world.add_person(Person(FIRST_ID + number, f"Читатель {number}", started=True))
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)
    await server.stop()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
