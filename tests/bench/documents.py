"""A tool: how long the bot takes to answer a plan document, and how long it blocks its loop."""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure
from tests.holds import watched_loop
from tests.plans.generator.files import as_docx, as_xlsx
from tests.plans.generator.truth import GeneratedPlan
from tests.world.running_bot import BotWorld, open_bot_world
from tests.world.sent_plans import plan_with

ROUNDS = 3
_STEP = 0.002
_MOVE = ("Грозный 3-4 октября", "Грозный 10-11 октября")
# what an editor sends: both libraries are imported in the child process of each reading
_KINDS: dict[str, Callable[[GeneratedPlan], bytes]] = {
    ".docx": as_docx,
    ".xlsx": lambda plan: as_xlsx(plan.as_rows()),
}


def documents(folder: Path) -> Iterator[Figure]:
    """Yield how long an editor waits for the summary, and how long the event loop is blocked.

    The sandbox server runs in the same loop as the bot, so its time is counted too.
    """
    runs, longest_step = asyncio.run(_send_documents(folder))
    for kind, some in runs.items():
        seconds = median(one for one, _ in some)
        yield Figure(f"the plan for 2020 as {kind}, from its arrival to the summary", seconds, "s", 2.0)
    blocked = median(one for some in runs.values() for _, one in some)
    yield Figure("the longest wait of the event loop meanwhile", blocked * 1000, "ms", 50.0)
    yield Figure("CPU of the longest step of the event loop meanwhile", longest_step, "ms")


async def _send_documents(folder: Path) -> tuple[dict[str, list[tuple[float, float]]], float]:
    """Return the timings of each kind of document, and the milliseconds of the longest step.

    A timing is the seconds until the summary and the longest wait of the event loop in seconds, one pair for
    each round. The longest step is measured in CPU time.
    """
    lines = [line.split("\t") for line in plan_with(_MOVE).decode().splitlines() if line.strip()]
    plan = GeneratedPlan(lines=lines, width=max(map(len, lines)))
    runs: dict[str, list[tuple[float, float]]] = {}
    async with open_bot_world("2020-03-02 12:00", folder) as world:
        for kind, write in _KINDS.items():
            # the first one imports what reads documents
            await _send(world, f"first{kind}", write(plan))
        async with watched_loop() as steps:
            for kind, write in _KINDS.items():
                content = write(plan)
                runs[kind] = [await _send(world, f"{number}{kind}", content) for number in range(ROUNDS)]
    return runs, steps.longest


async def _send(world: BotWorld, name: str, content: bytes) -> tuple[float, float]:
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
        await owner.send_file(name, content)
        await owner.sees(f"План: {name}", limit=20)
        took = time.perf_counter() - begin
        watching.cancel()
    return took, worst
