"""A tool: the CPU of a delivered bulletin message, by the bot and by other libraries."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.bench.cores import cores
from tests.bench.figures import Figure
from tests.bench.programs.receiver import ROOT, receiver
from tests.bench.subscribers import make_database
from tests.bench.waiting import amend_bulletin, put_bulletin

ROUNDS = 5
MESSAGES = 1_500
# 200 chats for warming up come before the counted ones
CHATS = MESSAGES + 200
OTHERS = {
    "aiogram": "a bare aiogram send_message loop",
    "ptb": "python-telegram-bot with its rate limiter opened",
    "broadcaster": "aiogram-broadcaster",
    "raw": "a raw aiohttp POST loop",
    "prepared": "aiohttp, its body encoded once, the answer hardly read",
    "floor": "HTTP written by hand: the floor",
}


def sending(folder: Path) -> Iterator[Figure]:
    """Yield the CPU of the sending process for a message, and the promised ratios."""
    spent = asyncio.run(measure(folder, tuple(OTHERS), ROUNDS))
    ours, outbox = spent["ours"], spent["outbox"]
    yield Figure("a delivered message: claim, render, send, record", ours, "ms")
    yield Figure("of it the database: claim, read the chat, record", outbox, "ms")
    for name, words in OTHERS.items():
        yield Figure(f"a sent message: {words}", spent[name], "ms")
    yield Figure("ours / a bare aiogram loop", ours / spent["aiogram"], "", 1 / 3)
    yield Figure("ours / python-telegram-bot", ours / spent["ptb"], "", 1 / 15, note=_why(spent))
    yield Figure("ours / aiogram-broadcaster", ours / spent["broadcaster"], "")
    yield Figure("a corrected message: claim, render, edit, record", spent["amended"], "ms")
    yield Figure("a corrected message / a sent message", spent["amended"] / ours, "", 1.3)
    bound = 1.3 * spent["raw"] + outbox
    yield Figure("ours / (1.3 raw aiohttp loops + the database)", ours / bound, "", 1, note=_rest(spent))


def _rest(spent: dict[str, float]) -> str:
    rest = spent["ours"] - spent["prepared"] - spent["outbox"]
    return (
        f"Beside aiohttp and the database, {rest:.2f} ms go into the eligibility check, the rate limiter and "
        "the calls between them: a hundred small calls, none of which is a fifth of it. None of them can be "
        "left out."
    )


def _why(spent: dict[str, float]) -> str:
    raw, floor = spent["ptb"] / spent["raw"], spent["ptb"] / (spent["prepared"] + spent["outbox"])
    return (
        f"A raw aiohttp loop, which records nothing, is at 1/{raw:.1f} itself. A prepared request with the "
        f"database's part and nothing else would be at 1/{floor:.1f}. Only an HTTP client of our own would "
        "cost less."
    )


async def measure(folder: Path, others: Sequence[str], rounds: int) -> dict[str, float]:
    """Return the CPU milliseconds of a message by sender, as medians of the rounds.

    «ours» is a whole delivery, «outbox» its database work alone, «amended» a corrected message.
    """
    database = folder / "sending.db"
    await asyncio.to_thread(make_database, database, CHATS)
    await asyncio.to_thread(put_bulletin, database)
    amended = folder / "amended.db"
    await asyncio.to_thread(amended.write_bytes, database.read_bytes())
    await asyncio.to_thread(amend_bulletin, amended)
    mine, other = (str(core) for core in cores())
    runs: dict[str, list[float]] = {name: [] for name in ("ours", "amended", "outbox", *others)}
    async with receiver(int(other)) as bot_api:
        for number in range(rounds):
            # one after another within a round, so that a slow minute of the machine affects all of them
            copies = [folder / f"sending-{number}-{part}.db" for part in ("ours", "outbox", "amended")]
            for copy, original in zip(copies, (database, database, amended), strict=True):
                copy.write_bytes(original.read_bytes())
            runs["ours"].append(await _run("tests.bench.programs.engine", bot_api.url, str(copies[0]), mine))
            runs["amended"].append(
                await _run("tests.bench.programs.engine", bot_api.url, str(copies[2]), mine)
            )
            runs["outbox"].append(await _run("tests.bench.programs.outbox", str(copies[1]), mine))
            for name in others:
                runs[name].append(
                    await _run("tests.bench.programs.clients", name, bot_api.url, mine, str(MESSAGES))
                )
    return {name: median(values) for name, values in runs.items()}


async def _run(module: str, *arguments: str) -> float:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments), cwd=ROOT, stdout=PIPE
    )
    answer, _ = await process.communicate()
    if process.returncode:
        raise AssertionError(f"{module} {arguments[0]}")
    return float(answer)
