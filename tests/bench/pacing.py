"""A tool: how near the whole bot comes to Telegram's rate limit, and at what cost."""

import asyncio
import os
import sqlite3
import sys
import time
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.leadership import UNDISTURBED_SECONDS
from bot.sandbox.world.people import Account
from data.store.sqlite.timestamps import to_text
from tests.bench.cores import cores, cpu
from tests.bench.figures import Figure
from tests.bench.programs.bot_process import child, environment_of, sandbox_server
from tests.bench.programs.exchange import worst_second
from tests.bench.programs.receiver import Receiver, receiver
from tests.bench.sample_message import FIRST_ID, TOKEN
from tests.bench.subscribers import make_database
from tests.bench.waiting import put_bulletin

FREE_RATE, FREE_SECONDS = 30, 600
FAST_RATE, FAST_SECONDS = 1_000, 60
# What an answer takes over the Internet, and how many people a second ask meanwhile.
MILLISECONDS = 60
ASKERS = 20
_SETTLING = 5.0
_IDLE_SECONDS = 15.0
# The start itself, and an undisturbed poll after which the process leads. With people who ask from the
# beginning no poll would be undisturbed, and it would lead only after a minute.
_STARTING = 6.0 + UNDISTURBED_SECONDS


def at_full_pace(folder: Path) -> Iterator[Figure]:
    """Yield the figures of a minute at a thousand messages a second, while people ask questions."""
    database = folder / "full-pace.db"
    make_database(database, FAST_RATE * (FAST_SECONDS + 12))
    put_bulletin(database)
    idle, busy, share = asyncio.run(_full_pace(database))
    # answers are messages too, and Telegram counts them
    rate = (busy["messages"] + busy["answers"]) / busy["seconds"]
    yield Figure(
        f"bulletin at {FAST_RATE:,}/s for {FAST_SECONDS} s: messages a second", rate, "/s", least=990
    )
    yield Figure("… CPU of the whole process, of one core", share * 100, "%", 45)
    yield Figure(f"… {ASKERS} people a second ask: median wait without a bulletin", idle["median"], "ms")
    yield Figure("… p99 without a bulletin", idle["p99"], "ms")
    yield Figure("… median wait during the bulletin", busy["median"], "ms")
    yield Figure("… p99 during the bulletin", busy["p99"], "ms", idle["p99"] + 100)


async def _full_pace(database: Path) -> tuple[dict[str, Any], dict[str, Any], float]:
    mine, other = cores()
    async with receiver(other, MILLISECONDS) as bot_api:
        _put_off(database, _STARTING + 3 + _IDLE_SECONDS)
        async with _bot(database, bot_api.url, mine) as pid:
            await asyncio.sleep(_STARTING)
            await bot_api.tell(f"ask {ASKERS}")
            await asyncio.sleep(1)
            await bot_api.tell("mark")
            await asyncio.sleep(_IDLE_SECONDS)
            idle = await bot_api.report()
            await _begun(bot_api)
            await asyncio.sleep(_SETTLING)
            await bot_api.tell("mark")
            before, began = cpu(pid), time.monotonic()
            await asyncio.sleep(FAST_SECONDS)
            spent, took = cpu(pid) - before, time.monotonic() - began
            return idle, await bot_api.report(), spent / took


async def _begun(bot_api: Receiver) -> None:
    async with asyncio.timeout(30):
        while not (await bot_api.report())["messages"]:  # noqa: ASYNC110 - another process's account
            await asyncio.sleep(0.1)


def _put_off(database: Path, seconds: float) -> None:
    due = to_text(datetime.now(UTC) + timedelta(seconds=seconds))  # noqa: TID251 - the bot's own clock is this one
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE deliveries SET due_at = ?", (due,))


@asynccontextmanager
async def _bot(database: Path, url: str, core: int) -> AsyncIterator[int]:
    environment = environment_of(url, TOKEN, database, FAST_RATE)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"), env=environment, cwd=database.parent, stdout=DEVNULL
    )
    os.sched_setaffinity(process.pid, {core})
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


def at_free_pace(folder: Path) -> Iterator[Figure]:
    """Yield the figures of ten minutes at thirty messages a second.

    The server enforces Telegram's limits.
    """
    database = folder / "free-pace.db"
    make_database(database, FREE_RATE * (FREE_SECONDS + 30))
    put_bulletin(database)
    rate, worst, refused, share = asyncio.run(_free_pace(database))
    yield Figure(f"bulletin at {FREE_RATE}/s for {FREE_SECONDS} s: messages a second", rate, "/s", least=29.7)
    yield Figure("… the most in any second", worst, "", FREE_RATE)
    yield Figure("… refused with 429", refused, "", 0)
    yield Figure("… CPU of the whole process, of one core", share * 100, "%", 10)


async def _free_pace(database: Path) -> tuple[float, int, int, float]:
    people = FREE_RATE * (FREE_SECONDS + 30)
    async with sandbox_server() as (server, sandbox):
        log = server.gateway.log
        log.limit = 2 * people
        for number in range(people):
            server.world.add_person(Account(FIRST_ID + number, f"Читатель {number}", started=True))
        await sandbox.keep_pace()
        async with child(database, server, sandbox, rate=FREE_RATE) as bot:
            await bot.answers(int(FREE_RATE * _SETTLING))
            first, begun, spent = len(log.calls), time.monotonic(), bot.cpu()
            await asyncio.sleep(FREE_SECONDS)
            took, spent = time.monotonic() - begun, bot.cpu() - spent
            sent = [call.real for call in log.calls[first:] if call.method == "sendMessage" and call.ok]
            return len(sent) / took, worst_second(sent), log.counted(status=429), spent / took
