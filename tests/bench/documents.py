"""A tool: a plan document sent into the chat, from its arrival to the summary, and what waits meanwhile."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure
from tests.world.running_bot import BotWorld, open_bot_world
from tests.world.sent_plans import plan_with

DOCUMENTS = 5
_STEP = 0.002
_MOVE = ("Грозный 3-4 октября", "Грозный 10-11 октября")


def documents(folder: Path) -> Iterator[Figure]:
    """Yield how long an editor waits for the summary, and how long the event loop was blocked meanwhile.

    The server of the sandbox shares the loop with the bot, so what it takes is counted as well.
    """
    runs = asyncio.run(_send_documents(folder))
    seconds, blocked = (median(column) for column in zip(*runs, strict=True))
    yield Figure("a plan document from its arrival to the summary", seconds, "s", 2.0)
    yield Figure("the longest wait of the event loop meanwhile", blocked * 1000, "ms", 50.0)


async def _send_documents(folder: Path) -> list[tuple[float, float]]:
    async with open_bot_world("2020-03-02 12:00", folder) as world:
        # the first one imports what reads documents
        return [await _send(world, f"{number}.txt") for number in range(DOCUMENTS + 1)][1:]


async def _send(world: BotWorld, name: str) -> tuple[float, float]:
    owner, worst = await world.owner(), 0.0

    async def watch() -> None:
        nonlocal worst
        while True:
            begin = time.perf_counter()
            await asyncio.sleep(_STEP)
            worst = max(worst, time.perf_counter() - begin - _STEP)

    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(watch())
        begin = time.perf_counter()
        await owner.send_file(name, plan_with(_MOVE))
        await owner.sees(f"План: {name}", limit=20)
        took = time.perf_counter() - begin
        watching.cancel()
    return took, worst
