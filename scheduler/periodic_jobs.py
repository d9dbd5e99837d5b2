"""Run a few static jobs again and again.

APScheduler says when, the database knows what is due.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
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
# With the shortest intervals of the jobs: what a clock that was put back holds up is noticed within 30 s.
_CLOCK_CHECK_SECONDS = 5.0
# A job that is to run soon while it runs waits for that run, which may be about to end.
_HURRIED_PAUSE_SECONDS = 0.5

Work = Callable[[datetime], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class PeriodicJob:
    """Work done again and again.

    It is given the instant, in UTC, and finds out itself what to do.
    seconds lie between two beginnings. Work that takes longer is not begun a second time meanwhile.
    The first run begins first_after seconds after the start.
    """

    name: str
    work: Work
    seconds: float = 25.0
    first_after: float = 0.0


@dataclass(slots=True)
class JobProgress:
    """How a job has done in this process, by the loop's own clock.

    ended is when its last run ended, None before the first. failures counts the last runs in a row that
    failed. took is how many seconds the last run took.
    """

    seconds: float
    expected: float
    ended: float | None = None
    failures: int = 0
    took: float = 0.0
    runs: Counter[str] = field(default_factory=Counter)
    """How many runs had each outcome."""

    def overdue(self, now: float) -> float:
        """Return how many seconds the end of a run is late. Negative while it is not."""
        return now - (self.expected if self.ended is None else self.ended + self.seconds)


class _Interval(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """A trigger that fires a number of seconds after the last run was due.

    The library's own interval lists every run that a clock put forward has left out, five seconds apart: from
    1970, where machines without a battery begin, that is more than the memory holds.
    """

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Return the next run, counted from now."""
        return now + self._pause


class PeriodicJobs:
    """Runs jobs on the running event loop.

    A job that fails is logged and runs again at its next time.
    """

    def __init__(self, jobs: tuple[PeriodicJob, ...], clock: Clock, record: JobRuns) -> None:
        """Run these jobs. record stores when each last ran and how it ended."""
        self._jobs = {job.name: job for job in jobs}
        self._clock = clock
        self._record = record
        # A job run by hand must not meet its own scheduled run.
        self._locks = {job.name: asyncio.Lock() for job in jobs}
        self.progress: dict[str, JobProgress] = {}
        """The jobs by name, from the start on."""
        self._at_work = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._clock_check: asyncio.TimerHandle | None = None
        # UTC: an interval needs no local time, and a local clock repeats an hour every autumn.
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            # The default grace of one second would drop a run that a busy loop delayed.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )

    async def forget_others(self) -> None:
        """Forget the last runs of jobs that an earlier version had."""
        await self._record.keep_only(self._jobs.keys())

    def start(self) -> None:
        """Run every job at once, or after its first_after seconds, then at its interval."""
        now, loop_time = _machine_time(), asyncio.get_running_loop().time()
        for job in self._jobs.values():
            self.progress[job.name] = JobProgress(job.seconds, loop_time + job.first_after)
            self._scheduler.add_job(
                self.run,
                _Interval(job.seconds),
                args=(job.name,),
                id=job.name,
                name=job.name,
                next_run_time=now + timedelta(seconds=job.first_after),
            )
        self._scheduler.start()
        self._schedule_clock_check()

    async def stop(self) -> None:
        """Begin no further run and wait for those at work.

        The database may be closed afterwards. A run that takes too long is cancelled. The next one repeats
        what it had not committed.
        """
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._clock_check is not None:
            self._clock_check.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(_STOP_SECONDS):
                await self._idle.wait()
        # Cancels what still runs, on the loop's next turn.
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)
        await self._idle.wait()

    async def run(self, name: str) -> bool:
        """Run one job now. Return whether it went well. KeyError for an unknown name."""
        job = self._jobs[name]
        self._at_work += 1
        self._idle.clear()
        try:
            async with self._locks[name]:
                began = asyncio.get_running_loop().time()
                outcome = await self._attempt(job)
                self._note_progress(name, outcome, began)
            await self._record_run(job, outcome)
        finally:
            self._at_work -= 1
            if not self._at_work:
                self._idle.set()
        return outcome == OK

    async def _attempt(self, job: PeriodicJob) -> str:
        try:
            await job.work(self._clock.now())
        except Exception as error:
            logger.exception("job %s failed", job.name)
            return type(error).__name__
        return OK

    def _note_progress(self, name: str, outcome: str, began: float) -> None:
        if (progress := self.progress.get(name)) is not None:
            progress.ended = asyncio.get_running_loop().time()
            progress.took = progress.ended - began
            progress.failures = 0 if outcome == OK else progress.failures + 1
            progress.runs["ok" if outcome == OK else "failed"] += 1

    def hurry(self, name: str) -> None:
        """Run one job soon instead of at its next time. KeyError for an unknown name.

        A run that is at work goes on, and the next one follows it.
        """
        pause = timedelta(seconds=_HURRIED_PAUSE_SECONDS if self._locks[name].locked() else 0.0)
        if self._scheduler.running:
            self._scheduler.modify_job(name, next_run_time=_machine_time() + pause)

    async def run_all(self) -> None:
        """Run every job once, in order. For a clock that was moved by hand."""
        for name in self._jobs:
            await self.run(name)

    def next_runs(self) -> dict[str, datetime]:
        """Return when each job runs next, by the machine's clock in UTC. Empty before the start."""
        jobs = self._scheduler.get_jobs() if self._scheduler.running else []
        return {job.id: job.next_run_time for job in jobs if job.next_run_time is not None}

    def _schedule_clock_check(self) -> None:
        # By the loop's clock, which does not follow the machine's settings.
        self._clock_check = asyncio.get_running_loop().call_later(_CLOCK_CHECK_SECONDS, self._check_clock)

    def _check_clock(self) -> None:
        """Run jobs that are further off than their own interval: the machine's clock was put back."""
        now = _machine_time()
        for name, at in self.next_runs().items():
            job = self._jobs[name]
            if at - now > timedelta(seconds=max(job.seconds, job.first_after)):
                self._scheduler.modify_job(name, next_run_time=now)
        self._schedule_clock_check()

    async def _record_run(self, job: PeriodicJob, outcome: str) -> None:
        try:
            await self._record.record(JobRun(job.name, self._clock.now(), outcome, job.seconds))
        except Exception:
            # The health check sees an old record and says so. The job itself has done its work.
            logger.exception("the run of %s cannot be recorded", job.name)


def _machine_time() -> datetime:
    """Return what APScheduler compares with: the machine's clock, not ours."""
    return datetime.now(UTC)  # noqa: TID251
