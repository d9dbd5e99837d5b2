"""The bot is killed or stopped in the middle of a bulletin, and every reader still gets it."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer
from data.store.notices import DeliveryState
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from tests.world.posted_bulletin import post_bulletin

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LIMIT = 60.0
STOP_SECONDS = 20.0
READERS = 500
ENDS = {DeliveryState.SENT, DeliveryState.UNKNOWN}


@asynccontextmanager
async def running_bot(server: SandboxServer, path: Path) -> AsyncIterator[Process]:
    """Run `mag-bot run` as a process of its own, and kill it when the block ends."""
    environment = {
        "PATH": os.environ["PATH"],
        "BOT_TOKEN": server.token,
        "TELEGRAM_API_URL": server.url,
        "DATABASE_URL": f"sqlite:///{path}",
        "SEND_RATE": "200",
        "LOG_LEVEL": "ERROR",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.haste", "20", "run", stdout=DEVNULL, cwd=ROOT, env=environment
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def stop(process: Process) -> None:
    """Send SIGTERM. Check that the process ends with status 0 within STOP_SECONDS."""
    process.terminate()
    async with asyncio.timeout(STOP_SECONDS):
        assert await process.wait() == 0


async def test_kill_leaves_no_reader_out_of_a_bulletin(
    sandbox: Sandbox, server: SandboxServer, tmp_path: Path
) -> None:
    """Killed and stopped among five hundred readers: each gets the issue, at most one per sender twice."""
    path = tmp_path / "mag.db"
    people = [await sandbox.person(f"Читатель {number}") for number in range(READERS)]
    for person in people:
        server.world.people[person.id].started = True
    await post_bulletin(path, [person.id for person in people])
    async with asyncio.timeout(2 * LIMIT):
        async with running_bot(server, path) as process:
            await sandbox.calls_of("sendMessage", 100, limit=LIMIT)
            process.kill()
        async with running_bot(server, path) as process:
            await sandbox.calls_of("sendMessage", 250, limit=LIMIT)
            await stop(process)
        stopped = await states(path)
        assert DeliveryState.LEASED not in stopped
        assert stopped[DeliveryState.PENDING] > 0
        async with running_bot(server, path) as process:

            async def look() -> bool:
                return sum(count for state, count in (await states(path)).items() if state in ENDS) == READERS

            await sandbox.until(look, what="the end of the bulletin", limit=LIMIT)
            await stop(process)
    ended = await states(path)
    assert ended == {DeliveryState.SENT: READERS}
    copies = await copies_sent(sandbox)
    twice = sum(copies.values()) - READERS
    assert set(copies) == {person.id for person in people}
    # at SEND_RATE=200 there are thirty senders
    assert twice <= 30
    print(f"bulletin: {READERS} readers, 0 skipped, {twice} told twice")  # noqa: T201


async def states(path: Path) -> dict[DeliveryState, int]:
    """Return the number of the bulletin's deliveries by state."""
    database = await Database.open(path)
    try:
        notice = await Outbox(database).find("bulletin")
        assert notice is not None
        return await Outbox(database).counts(notice.id)
    finally:
        await database.close()


async def copies_sent(sandbox: Sandbox) -> Counter[int]:
    """Return how many messages each chat was sent with success."""
    calls = await sandbox.calls("sendMessage")
    return Counter(int(call["params"]["chat_id"]) for call in calls if call["status"] == 200)
