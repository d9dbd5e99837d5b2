"""Tell whether the bot works, from the records of its jobs and of the updates it took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data.store.inbox import Backlog
from data.store.job_runs import JobRun

LATE = timedelta(seconds=60)
"""How late a job or an answer may be: planning for a million takes seconds, and two minutes are a failure."""

LATELY = timedelta(seconds=10)
"""A bot that has taken an update within this time is at work, even if others wait at Telegram."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)

OK = "ok"
"""The outcome of a run without an error."""


@dataclass(frozen=True, slots=True)
class Liveness:
    """What speaks against a running bot. has_run is False where none of its jobs has ever run.

    stuck: updates have been waiting in the inbox for longer than LATE.
    """

    has_run: bool
    overdue: tuple[JobRun, ...]
    failed: tuple[JobRun, ...]
    stuck: bool

    @property
    def is_well(self) -> bool:
        """Return whether the jobs run without errors and no update is stuck."""
        return self.has_run and not (self.overdue or self.failed or self.stuck)


def judge(
    ticks: Iterable[JobRun], backlog: Backlog, now: datetime, since: datetime | None = None
) -> Liveness:
    """Compare the last runs and the waiting updates with an aware instant.

    since is when the bot began to serve, None where it is not known. Updates count as late from then on, and
    jobs do while it starts: until one of them has run.
    """
    runs = tuple(ticks)
    began = since or _LONG_AGO
    is_starting = all(run.at < began for run in runs)
    earliest = began if is_starting else _LONG_AGO
    return Liveness(
        has_run=bool(runs),
        overdue=tuple(
            run for run in runs if now - max(run.at, earliest) > timedelta(seconds=run.seconds) + LATE
        ),
        failed=tuple(run for run in runs if run.outcome != OK),
        stuck=backlog.oldest is not None and now - max(backlog.oldest, began) > LATE,
    )
