"""Jobs are healthy while they end in time: a table of cases."""

import pytest

from bot.health.health import (
    FAILURES_THAT_COUNT,
    LATE_SECONDS,
    STANDSTILL_SECONDS,
    STILL_SECONDS,
    Verdict,
    ask,
    is_at_standstill,
    job_trouble,
)
from scheduler.periodic_jobs import JobProgress

START = 1000.0


def job(
    seconds: float, ended: float | None = None, failures: int = 0, first_after: float = 0.0
) -> JobProgress:
    """Return the progress of a job that is due from START plus `first_after` on, in seconds."""
    return JobProgress(seconds, START + first_after, ended, failures)


@pytest.mark.parametrize(
    ("jobs", "now", "trouble"),
    [
        ({}, START + 10_000, None),
        ({"a": job(5)}, START, None),
        ({"a": job(5)}, START + 5 + STILL_SECONDS, None),
        ({"a": job(5)}, START + 6 + STILL_SECONDS, "none runs"),
        ({"a": job(5, START + 50), "b": job(25)}, START + 51, None),
        ({"a": job(5, START + 90), "b": job(25)}, START + LATE_SECONDS + 30, "late: b"),
        ({"a": job(5, START + 90), "b": job(25, first_after=300)}, START + 100, None),
        ({"a": job(5, START + 3595), "b": job(3600, START)}, START + 3600, None),
        ({"a": job(5, START + 3660), "b": job(3600, START)}, START + 3661 + LATE_SECONDS - 60, "late: b"),
        ({"a": job(5, START, FAILURES_THAT_COUNT - 1)}, START, None),
        ({"a": job(5, START, FAILURES_THAT_COUNT), "b": job(5, START)}, START, "failing: a"),
        ({"a": job(5, START, 9), "b": job(5, START, 9)}, START, "failing: a, b"),
    ],
)
def test_jobs_are_judged(jobs: dict[str, JobProgress], now: float, trouble: str | None) -> None:
    """Before this process leads there are none. One failure may be an accident."""
    assert job_trouble(jobs, now) == trouble


@pytest.mark.parametrize(
    ("jobs", "now", "stands"),
    [
        ({}, START + 10_000, False),
        ({"a": job(5, START), "b": job(25, START)}, START + 5 + STILL_SECONDS, False),
        ({"a": job(5, START), "b": job(25, START)}, START + 6 + STILL_SECONDS, True),
        ({"a": job(5)}, START + 6 + STILL_SECONDS, True),
        # a purge that takes long, and one that does not end
        ({"a": job(5, START + 3700), "b": job(3600, START)}, START + 3701, False),
        ({"a": job(5, START + 4200), "b": job(3600, START)}, START + 3599 + STANDSTILL_SECONDS, False),
        ({"a": job(5, START + 4200), "b": job(3600, START)}, START + 3601 + STANDSTILL_SECONDS, True),
        # a first copy of a large file
        ({"a": job(5, START + 100), "b": job(600, first_after=2)}, START + 101, False),
        ({"a": job(5, START, 99), "b": job(5, START, 99)}, START + 1, False),
    ],
)
def test_jobs_at_a_standstill_are_restarted(jobs: dict[str, JobProgress], now: float, stands: bool) -> None:
    """Long jobs would begin anew and failing jobs would fail again, so they cause no restart."""
    assert is_at_standstill(jobs, now) is stands
    assert not stands or job_trouble(jobs, now) is not None


def test_single_job_may_wait_for_telegram() -> None:
    """An outage is no fault of the bot, and a restart would not end it. That no job runs at all is one."""
    waits = {"a": job(5, START + 5000), "b": job(25, START)}
    assert job_trouble(waits, START + 5001) == "late: b"
    assert job_trouble(waits, START + 5001, is_away=True) is None
    assert is_at_standstill(waits, START + 5001)
    assert not is_at_standstill(waits, START + 5001, is_away=True)
    assert job_trouble(waits, START + 6000, is_away=True) == "none runs"
    assert is_at_standstill(waits, START + 6000, is_away=True)


def test_verdict_is_well_only_where_every_check_is() -> None:
    """The checks that are well are named, too."""
    assert ask({"a": lambda: None, "b": lambda: None}) == Verdict({"a": None, "b": None})
    assert ask({"a": lambda: None, "b": lambda: None}).is_well
    assert not ask({"a": lambda: None, "b": lambda: "x"}).is_well
