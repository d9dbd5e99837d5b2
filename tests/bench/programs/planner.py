"""A tool: plan a notice for all chats of a database: `… planner DATABASE WHAT`.

WHAT is «reminder», «bulletin» or «company». «company» plans a reminder while another task keeps writing. The
tool prints the wall seconds and the CPU seconds of planning, the longest wait of the other task in
milliseconds, and the MiB of the process at the end.
"""

import asyncio
import os
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.resources import Resources, fix_zone_data, open_resources
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import LocalHour
from data.store.notices import NewNotice, NoticeKind, Priority
from data.store.targeting.audience import AudienceSlice, DueTimes
from scheduler.clock import SystemClock
from tests.bench.cores import memory
from tests.factories import settings_over

ROOT = Path(__file__).parents[3]
OCCASION = "event:1:0"
# seconds between two writes of the other task
_PAUSE = 0.005


@dataclass(frozen=True, slots=True)
class Planned:
    """The costs of planning.

    `seconds` are wall seconds, `cpu` are CPU seconds, `longest_wait` is the longest write of another task in
    milliseconds, and `mib` the memory of the process.
    """

    seconds: float
    cpu: float
    longest_wait: float
    mib: float


async def planned(database: Path, what: str) -> Planned:
    """Plan in a process of its own, and return the costs."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.programs.planner", str(database), what), cwd=ROOT, stdout=PIPE
    )
    answer, _ = await process.communicate()
    if process.returncode:
        raise AssertionError(what)
    return Planned(*map(float, answer.split()))


async def _plan(database: Path, what: str) -> tuple[float, float, float]:
    settings = settings_over(database)
    async with open_resources(settings, SystemClock()) as resources:
        over = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            waiting = tasks.create_task(_write_meanwhile(resources, over)) if what == "company" else None
            begin, spent = time.perf_counter(), time.process_time()
            await (_issue(resources) if what == "bulletin" else _remind(resources, _slot(database)))
            seconds, spent = time.perf_counter() - begin, time.process_time() - spent
            over.set()
        return seconds, spent, 0.0 if waiting is None else waiting.result()


async def _remind(resources: Resources, slot: LocalHour) -> None:
    # tomorrow, so that all subscriptions are older
    now = SystemClock().now() + timedelta(days=1)
    begins = (now + timedelta(days=7)).date()
    new = NewNotice("reminder:bench", NoticeKind.REMINDER, OCCASION, now + timedelta(days=7), 7, begins)
    notice = await resources.store.outbox.post(new, now)
    turn = AudienceSlice(slot, now.date(), now, now)
    await resources.audience.remind(notice, Subscription(Topic.OWN), turn, DueTimes(begins.toordinal(), now))


async def _issue(resources: Resources) -> None:
    now = SystemClock().now()
    new = NewNotice("bulletin:bench", NoticeKind.BULLETIN, "bulletin:bench", now + timedelta(days=7))
    notice = await resources.store.outbox.post(new, now)
    await resources.audience.issue(
        notice, Subscription(Topic.BULLETIN), now.date(), DueTimes(Priority.BULK, now)
    )


async def _write_meanwhile(resources: Resources, over: asyncio.Event) -> float:
    """Make small writes until planning is over. Return the milliseconds of the longest one."""
    longest = 0.0
    while not over.is_set():
        begin = time.perf_counter()
        await resources.database.try_to_write()
        longest = max(longest, time.perf_counter() - begin)
        await asyncio.sleep(_PAUSE)
    return longest * 1000


def _slot(database: Path) -> LocalHour:
    with closing(sqlite3.connect(database)) as connection:
        return LocalHour(*connection.execute("SELECT zone, hour FROM chats LIMIT 1").fetchone())


def main() -> None:
    """Plan, and print the four figures on one line."""
    database, what = sys.argv[1:]
    fix_zone_data()
    seconds, spent, longest = asyncio.run(_plan(Path(database), what))
    sys.stdout.write(f"{seconds:.6f} {spent:.6f} {longest:.3f} {memory(os.getpid()):.2f}\n")


if __name__ == "__main__":
    main()
