"""Judge whether the bot does its work: its loop turns, its database writes, its jobs run."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.health.database_watch import DatabaseWatch
from bot.health.loop_watch import LoopWatch
from scheduler.periodic_jobs import JobProgress

# An answer within this time is still an answer.
LONGEST_STALL_SECONDS = 5.0
# So late the most frequent job of all may be, which runs every 5 s. After that none runs.
STILL_SECONDS = 15.0
# Planning for a million takes seconds. A single job may be so late, as for `mag-bot check`.
LATE_SECONDS = 60.0
# A copy, a first purge or the rewriting of a large file may take minutes, and a restart would begin it anew.
STANDSTILL_SECONDS = 600.0
# Once may be an accident.
FAILURES_THAT_COUNT = 2

Check = Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The checks by name, each with what is wrong, None where it is well."""

    checks: Mapping[str, str | None]

    @property
    def is_well(self) -> bool:
        """Return whether nothing is wrong."""
        return not any(self.checks.values())


def health_checks(
    loop: LoopWatch, database: DatabaseWatch, jobs: Mapping[str, JobProgress], is_away: Callable[[], bool]
) -> Mapping[str, Check]:
    """Return what /healthz asks. jobs is empty until this process leads.

    is_away tells whether Telegram is out of reach.
    """
    return {
        "loop": lambda: _loop_trouble(loop.worst()),
        "database": database.trouble,
        "jobs": lambda: job_trouble(jobs, asyncio.get_running_loop().time(), is_away=is_away()),
    }


def ask(checks: Mapping[str, Check]) -> Verdict:
    """Ask each check."""
    return Verdict({name: check() for name, check in checks.items()})


def job_trouble(jobs: Mapping[str, JobProgress], now: float, *, is_away: bool = False) -> str | None:
    """Return which jobs do not run in time, by the loop's clock, or have failed again and again.

    With is_away Telegram is out of reach. A single job may wait for it then.
    """
    if not jobs:
        return None
    if _none_runs(jobs, now):
        return "none runs"
    late = [name for name, job in jobs.items() if job.overdue(now) > LATE_SECONDS]
    if late and not is_away:
        return f"late: {', '.join(late)}"
    failing = [name for name, job in jobs.items() if job.failures >= FAILURES_THAT_COUNT]
    return f"failing: {', '.join(failing)}" if failing else None


def is_at_standstill(jobs: Mapping[str, JobProgress], now: float, *, is_away: bool = False) -> bool:
    """Return whether jobs do not end, by the loop's clock, in a way that a restart would mend.

    Jobs that fail do not count, since they would fail after it, too. With is_away Telegram is out of reach,
    and a single job may wait for it.
    """
    is_one_stuck = not is_away and any(job.overdue(now) > STANDSTILL_SECONDS for job in jobs.values())
    return bool(jobs) and (is_one_stuck or _none_runs(jobs, now))


def _none_runs(jobs: Mapping[str, JobProgress], now: float) -> bool:
    last = max(job.expected if job.ended is None else job.ended for job in jobs.values())
    return now - last > min(job.seconds for job in jobs.values()) + STILL_SECONDS


def _loop_trouble(stall: float) -> str | None:
    return f"stood still for {stall:.0f} s" if stall > LONGEST_STALL_SECONDS else None
