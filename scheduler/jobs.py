"""A few static ticks: APScheduler says when, the database knows what is due."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from data.store.ticks import Ticks as TickRecord
from scheduler.clock import Clock

logger = logging.getLogger(__name__)

_OK = "ok"
_STOP_SECONDS = 10.0

Work = Callable[[datetime], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Tick:
    """Work done again and again: it is given the instant, in UTC, and finds out itself what there is to do.

    seconds lie between two beginnings; work that takes longer is not begun a second time meanwhile. It begins
    first_after seconds after the start.
    """

    name: str
    work: Work
    seconds: float = 25.0
    first_after: float = 0.0


class Ticks:
    """Runs ticks on the running event loop; a tick that fails is logged and comes again."""

    def __init__(self, ticks: tuple[Tick, ...], clock: Clock, record: TickRecord) -> None:
        """record keeps when each tick last ran and how it ended."""
        self._ticks = {tick.name: tick for tick in ticks}
        self._clock = clock
        self._record = record
        # a tick run by hand must not meet its own twin
        self._turns = {tick.name: asyncio.Lock() for tick in ticks}
        self._at_work = 0
        self._idle = asyncio.Event()
        self._idle.set()
        # UTC: an interval needs no local time, and a local clock repeats an hour every autumn
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            # the default grace of one second would drop a tick that a busy loop delayed
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )

    def start(self) -> None:
        """Run every tick at once or when it wants to begin, then at its interval."""
        now = datetime.now(UTC)  # noqa: TID251 - APScheduler compares it with the machine's clock
        for tick in self._ticks.values():
            self._scheduler.add_job(
                self.run,
                IntervalTrigger(seconds=tick.seconds, timezone=UTC),
                args=(tick.name,),
                id=tick.name,
                next_run_time=now + timedelta(seconds=tick.first_after),
            )
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin no tick any more and wait for those at work, so that the database may be closed afterwards.

        One that takes too long is cut; it does again, another time, what it had not committed.
        """
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        with suppress(TimeoutError):
            async with asyncio.timeout(_STOP_SECONDS):
                await self._idle.wait()
        # cancels what still runs, on the loop's next turn
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)
        await self._idle.wait()

    async def run(self, name: str) -> bool:
        """Run one tick now; whether it went well. KeyError for an unknown name."""
        tick = self._ticks[name]
        self._at_work += 1
        self._idle.clear()
        try:
            async with self._turns[name]:
                outcome = await self._attempt(tick)
            await self._note(name, outcome)
        finally:
            self._at_work -= 1
            if not self._at_work:
                self._idle.set()
        return outcome == _OK

    async def _attempt(self, tick: Tick) -> str:
        try:
            await tick.work(self._clock.now())
        except Exception as error:
            logger.exception("tick %s failed", tick.name)
            return type(error).__name__
        return _OK

    async def run_all(self) -> None:
        """Run every tick once, in order: after the clock was moved by hand, say."""
        for name in self._ticks:
            await self.run(name)

    def next_runs(self) -> dict[str, datetime]:
        """When each tick comes next, by the machine's clock in UTC; empty before the start."""
        jobs = self._scheduler.get_jobs() if self._scheduler.running else []
        return {job.id: job.next_run_time for job in jobs if job.next_run_time is not None}

    async def _note(self, name: str, outcome: str) -> None:
        try:
            await self._record.record(name, self._clock.now(), outcome)
        except Exception:
            # health sees an old record and says so; the tick itself has done its work
            logger.exception("the run of %s cannot be recorded", name)
