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
from apscheduler.triggers.base import BaseTrigger

from data.store.job_runs import JobRun, JobRuns
from scheduler.clock import Clock
from scheduler.liveness import OK

logger = logging.getLogger(__name__)

_STOP_SECONDS = 10.0
# With the shortest waits of the ticks: what a clock that was put back holds up is noticed within 30 s.
_LOOK_SECONDS = 5.0

Work = Callable[[datetime], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class PeriodicJob:
    """Work done again and again: it is given the instant, in UTC, and finds out itself what there is to do.

    seconds lie between two beginnings; work that takes longer is not begun a second time meanwhile. It begins
    first_after seconds after the start.
    """

    name: str
    work: Work
    seconds: float = 25.0
    first_after: float = 0.0


class _Every(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """So many seconds after whenever it was due.

    The library's own interval lists every run that a clock put forward has left out, five seconds apart: from
    1970, where machines without a battery begin, that is more than the memory holds.
    """

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """The next run, seen from now."""
        return now + self._pause


class PeriodicJobs:
    """Runs ticks on the running event loop; a tick that fails is logged and comes again."""

    def __init__(self, ticks: tuple[PeriodicJob, ...], clock: Clock, record: JobRuns) -> None:
        """record keeps when each tick last ran and how it ended."""
        self._ticks = {tick.name: tick for tick in ticks}
        self._clock = clock
        self._record = record
        # a tick run by hand must not meet its own twin
        self._turns = {tick.name: asyncio.Lock() for tick in ticks}
        self._at_work = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._look: asyncio.TimerHandle | None = None
        # UTC: an interval needs no local time, and a local clock repeats an hour every autumn
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            # the default grace of one second would drop a tick that a busy loop delayed
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )

    async def forget_others(self) -> None:
        """Forget the last runs of ticks that an earlier version had."""
        await self._record.keep_only(self._ticks.keys())

    def start(self) -> None:
        """Run every tick at once or when it wants to begin, then at its interval."""
        now = _machine_time()
        for tick in self._ticks.values():
            self._scheduler.add_job(
                self.run,
                _Every(tick.seconds),
                args=(tick.name,),
                id=tick.name,
                name=tick.name,
                next_run_time=now + timedelta(seconds=tick.first_after),
            )
        self._scheduler.start()
        self._look_later()

    async def stop(self) -> None:
        """Begin no tick any more and wait for those at work, so that the database may be closed afterwards.

        One that takes too long is cut; it does again, another time, what it had not committed.
        """
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._look is not None:
            self._look.cancel()
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
        return outcome == OK

    async def _attempt(self, tick: PeriodicJob) -> str:
        try:
            await tick.work(self._clock.now())
        except Exception as error:
            logger.exception("tick %s failed", tick.name)
            return type(error).__name__
        return OK

    async def run_all(self) -> None:
        """Run every tick once, in order: after the clock was moved by hand, say."""
        for name in self._ticks:
            await self.run(name)

    def next_runs(self) -> dict[str, datetime]:
        """When each tick comes next, by the machine's clock in UTC; empty before the start."""
        jobs = self._scheduler.get_jobs() if self._scheduler.running else []
        return {job.id: job.next_run_time for job in jobs if job.next_run_time is not None}

    def _look_later(self) -> None:
        # by the loop's clock, which nobody sets
        self._look = asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._look_at_the_clock)

    def _look_at_the_clock(self) -> None:
        """What is further off than its own wait is due: the machine's clock was put back."""
        now = _machine_time()
        for name, at in self.next_runs().items():
            tick = self._ticks[name]
            if at - now > timedelta(seconds=max(tick.seconds, tick.first_after)):
                self._scheduler.modify_job(name, next_run_time=now)
        self._look_later()

    async def _note(self, name: str, outcome: str) -> None:
        try:
            await self._record.record(JobRun(name, self._clock.now(), outcome, self._ticks[name].seconds))
        except Exception:
            # health sees an old record and says so; the tick itself has done its work
            logger.exception("the run of %s cannot be recorded", name)


def _machine_time() -> datetime:
    """What APScheduler compares with: the machine's clock, whatever ours shows."""
    return datetime.now(UTC)  # noqa: TID251
