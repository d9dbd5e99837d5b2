"""What a delivered bulletin message costs, ours and others', against one server in one run."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.cores import cores
from tests.bench.figures import Figure
from tests.bench.receiver import ROOT, receiver
from tests.bench.subscribers import make_database
from tests.bench.waiting import put_bulletin

ROUNDS = 5
MESSAGES = 1_500
# those who warm a process up come before those who are counted
CHATS = MESSAGES + 200
OTHERS = {
    "aiogram": "a bare aiogram send_message loop",
    "ptb": "python-telegram-bot with its rate limiter opened",
    "broadcaster": "aiogram-broadcaster",
    "raw": "a raw aiohttp POST loop",
    "floor": "HTTP written by hand: the floor",
}


def sending(folder: Path) -> Iterator[Figure]:
    """CPU of the sending process for a message, and the ratios promised."""
    spent = asyncio.run(_measure(folder))
    ours = spent.pop("ours")
    yield Figure("a delivered message: claim, word, send, record", ours, "ms")
    for name, words in OTHERS.items():
        yield Figure(f"a sent message: {words}", spent[name], "ms")
    yield Figure("ours / a bare aiogram loop", ours / spent["aiogram"], "", 1 / 3)
    yield Figure("ours / python-telegram-bot", ours / spent["ptb"], "", 1 / 15)
    yield Figure("ours / aiogram-broadcaster", ours / spent["broadcaster"], "")
    yield Figure("ours / a raw aiohttp loop", ours / spent["raw"], "", 1.3 + 0.3)


async def _measure(folder: Path) -> dict[str, float]:
    database = folder / "sending.db"
    await asyncio.to_thread(make_database, database, CHATS)
    await asyncio.to_thread(put_bulletin, database)
    mine, other = cores()
    runs: dict[str, list[float]] = {name: [] for name in ("ours", *OTHERS)}
    async with receiver(other) as bot_api:
        url = bot_api.url
        for number in range(ROUNDS):
            # one after another within a round, so that a slow minute of the machine is everybody's
            copy = folder / f"sending-{number}.db"
            copy.write_bytes(database.read_bytes())
            runs["ours"].append(await _run("tests.bench.engine", url, str(copy), str(mine)))
            for name in OTHERS:
                runs[name].append(await _run("tests.bench.clients", name, url, str(mine), str(MESSAGES)))
    return {name: median(values) for name, values in runs.items()}


async def _run(module: str, *arguments: str) -> float:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments), cwd=ROOT, stdout=PIPE
    )
    answer, _ = await process.communicate()
    if process.returncode:
        raise AssertionError(f"{module} {arguments[0]}")
    return float(answer)
