"""A tool: how planning, sending, the database and the memory grow with the subscribers."""

import asyncio
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests.bench.cores import cores, memory
from tests.bench.figures import Figure
from tests.bench.programs.planner import planned
from tests.bench.programs.receiver import ROOT, receiver
from tests.bench.subscribers import prepared
from tests.bench.waiting import put_bulletin, put_off
from tests.bench.yearly import yearly

SIZES = (1_000, 10_000, 100_000, 1_000_000)
# as many messages as the second size and larger ones allow; the first size sends fewer
MESSAGES = 1_500
WARM_UP = 200
ROUNDS = 3
# by how much growth may exceed that of the subscribers, or what should not grow may grow
SLACK = 1.3
# seconds between two looks at the memory of a process
_LOOK = 0.05


@dataclass(frozen=True, slots=True)
class Grown:
    """The costs with a number of subscribers.

    `planning` is in seconds, `message` in milliseconds of CPU, the database `file` and the delivering
    `process` in MiB.
    """

    subscribers: int
    planning: float
    message: float
    file: float
    process: float


def growth(folder: Path) -> Iterator[Figure]:
    """Yield figures for each number of subscribers, then those of the promised growth."""
    rows = []
    for subscribers in SIZES:
        one = _measure(folder, subscribers)
        rows.append(one)
        yield from _row(one)
    planning = _worst_step(rows, [one.planning for one in rows])
    yield Figure("planning grows, for each time the subscribers do", planning, "", SLACK)
    yield Figure("the database grows, likewise", _worst_step(rows, [one.file for one in rows]), "", SLACK)
    yield Figure("a message with the most / the fewest", rows[-1].message / rows[0].message, "", SLACK)
    yield Figure("memory with the most / the fewest", rows[-1].process / rows[0].process, "", SLACK)
    yield from yearly(folder)


def _row(one: Grown) -> Iterator[Figure]:
    many = f"with {one.subscribers:,} subscribers:"
    yield Figure(f"{many} planning a reminder", one.planning * 1000, "ms")
    yield Figure(f"{many} CPU of a delivered message", one.message, "ms")
    yield Figure(f"{many} database", one.file, "MiB")
    yield Figure(f"{many} database for each", one.file * 2**20 / one.subscribers, "B")
    yield Figure(f"{many} memory of the process that delivers", one.process, "MiB")


def _worst_step(rows: Sequence[Grown], values: Sequence[float]) -> float:
    """Return the largest growth of a value from one size to the next, relative to the size."""
    steps = zip(pairwise(rows), pairwise(values), strict=True)
    return max(
        (after / before) / (more.subscribers / fewer.subscribers) for (fewer, more), (before, after) in steps
    )


def _measure(folder: Path, subscribers: int) -> Grown:
    planning = []
    for _ in range(ROUNDS):
        with prepared(folder, subscribers) as database:
            planning.append(asyncio.run(planned(database, "reminder")).seconds)
    with prepared(folder, subscribers) as database:
        size = database.stat().st_size / 2**20
        put_bulletin(database)
        put_off(database, WARM_UP + MESSAGES)
        message, process = asyncio.run(_deliver(database))
    return Grown(subscribers, median(planning), message, size, process)


async def _deliver(database: Path) -> tuple[float, float]:
    """Return the CPU milliseconds of a message and the peak MiB of the process.

    They are medians of several runs. Each run works on a new copy of the database.
    """
    mine, other = cores()
    copy = database.with_suffix(".run.db")
    async with receiver(other) as server:
        runs = []
        for _ in range(ROUNDS):
            shutil.copyfile(database, copy)
            runs.append(await _run(server.url, copy, mine))
            for left in copy.parent.glob(f"{copy.name}*"):
                left.unlink()
    message, process = (median(column) for column in zip(*runs, strict=True))
    return message, process


async def _run(url: str, database: Path, core: int) -> tuple[float, float]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.programs.engine", url, str(database), str(core)),
        cwd=ROOT,
        stdout=PIPE,
    )
    async with asyncio.TaskGroup() as tasks:
        most = tasks.create_task(_most_memory(process))
        answer, _ = await process.communicate()
    if process.returncode:
        raise AssertionError(database)
    return float(answer), most.result()


async def _most_memory(process: Process) -> float:
    most = 0.0
    while process.returncode is None:
        try:
            most = max(most, memory(process.pid))
        except (OSError, StopIteration):
            # it has just ended
            break
        await asyncio.sleep(_LOOK)
    return most
