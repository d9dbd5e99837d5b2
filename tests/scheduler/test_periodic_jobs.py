"""PeriodicJobs: run at once and again, never two of a kind at a time, and noted."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from data.store.job_runs import JobRun, JobRuns
from scheduler.periodic_jobs import PeriodicJob, PeriodicJobs
from tests.world.clocks import moment
from tests.world.engine import EngineWorld


async def test_job_gets_the_instant_and_its_run_is_recorded(world: EngineWorld) -> None:
    """The job gets the present instant, and the record has the time and the result of its end."""
    given: list[datetime] = []

    async def work(now: datetime) -> None:
        given.append(now)

    record = JobRuns(world.database)
    ticks = PeriodicJobs((PeriodicJob("planning", work),), world.clock, record)
    assert await ticks.run("planning")
    assert given == [moment("2026-03-01 12:00")]
    assert await record.all() == (JobRun("planning", moment("2026-03-01 12:00"), "ok"),)


async def test_failing_job_is_recorded_and_the_others_run(world: EngineWorld) -> None:
    """The record has the error's name, and the other jobs run."""
    ran: list[str] = []

    async def fail(now: datetime) -> None:
        raise ZeroDivisionError

    async def work(now: datetime) -> None:
        ran.append("work")

    record = JobRuns(world.database)
    ticks = PeriodicJobs((PeriodicJob("broken", fail), PeriodicJob("sound", work)), world.clock, record)
    await ticks.run_all()
    assert ran == ["work"]
    assert {tick.name: tick.outcome for tick in await record.all()} == {
        "broken": "ZeroDivisionError",
        "sound": "ok",
    }


async def test_job_whose_run_cannot_be_recorded_still_succeeds(world: EngineWorld) -> None:
    """A closed database is the health check's affair."""

    async def work(now: datetime) -> None: ...

    ticks = PeriodicJobs((PeriodicJob("planning", work),), world.clock, JobRuns(world.database))
    await world.database.close()
    assert await ticks.run("planning")


async def test_jobs_begin_at_once_and_do_not_overlap(world: EngineWorld) -> None:
    """A job slower than its interval does not overlap itself, and stopping waits for it."""
    at_work, most, ended = 0, 0, 0
    begun, may_end, five_times = asyncio.Event(), asyncio.Event(), asyncio.Event()
    often = 0

    async def slow(now: datetime) -> None:
        nonlocal at_work, most, ended
        at_work += 1
        most = max(most, at_work)
        begun.set()
        await may_end.wait()
        at_work -= 1
        ended += 1

    async def quick(now: datetime) -> None:
        nonlocal often
        often += 1
        if often == 5:
            five_times.set()

    ticks = PeriodicJobs(
        (PeriodicJob("slow", slow, 0.01), PeriodicJob("quick", quick, 0.01)),
        world.clock,
        JobRuns(world.database),
    )
    ticks.start()
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        await begun.wait()
        await five_times.wait()
        tasks.create_task(ticks.stop())
        await asyncio.sleep(0)
        assert (at_work, most, ended) == (1, 1, 0)
        may_end.set()
    assert (at_work, most, ended) == (0, 1, 1)


async def test_next_runs_are_known_between_start_and_stop(world: EngineWorld) -> None:
    """Before the start and after the stop there are none. Stopping twice is harmless."""

    async def work(now: datetime) -> None: ...

    ticks = PeriodicJobs((PeriodicJob("planning", work),), world.clock, JobRuns(world.database))
    assert ticks.next_runs() == {}
    ticks.start()
    assert set(ticks.next_runs()) == {"planning"}
    await ticks.stop()
    await ticks.stop()
    assert ticks.next_runs() == {}


async def test_job_with_a_delay_does_not_run_at_the_start(world: EngineWorld) -> None:
    """A job with a delay does not run at the start."""
    run: list[str] = []
    begun = asyncio.Event()

    async def first(now: datetime) -> None:
        run.append("first")
        begun.set()

    async def later(now: datetime) -> None:
        run.append("later")

    waiting = PeriodicJob("later", later, first_after=3600.0)
    ticks = PeriodicJobs((waiting, PeriodicJob("first", first)), world.clock, JobRuns(world.database))
    ticks.start()
    runs = ticks.next_runs()
    assert (runs["later"] - runs["first"]).total_seconds() == 3600
    await begun.wait()
    await ticks.stop()
    assert run == ["first"]


async def test_hurried_job_runs_before_its_time(world: EngineWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """One hurried while it runs runs once more after that, and never twice at a time."""
    monkeypatch.setattr("scheduler.periodic_jobs._HURRIED_PAUSE_SECONDS", 0.02)
    runs = 0
    ticks: PeriodicJobs
    done = asyncio.Event()

    async def work(now: datetime) -> None:
        nonlocal runs
        runs += 1
        if runs < 3:
            ticks.hurry("relay")
        else:
            done.set()

    job = PeriodicJob("relay", work, seconds=3600.0, first_after=3600.0)
    ticks = PeriodicJobs((job,), world.clock, JobRuns(world.database))
    ticks.hurry("relay")
    assert ticks.next_runs() == {}
    ticks.start()
    async with asyncio.timeout(20):
        ticks.hurry("relay")
        await done.wait()
    await ticks.stop()
    assert runs == 3
    with pytest.raises(KeyError):
        ticks.hurry("unknown")


async def test_job_that_does_not_end_is_cancelled_at_the_stop(
    world: EngineWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopping does not wait for ever, and leaves nothing running behind."""
    monkeypatch.setattr("scheduler.periodic_jobs._STOP_SECONDS", 0.0)
    begun, cut = asyncio.Event(), asyncio.Event()

    async def endless(now: datetime) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cut.set()

    ticks = PeriodicJobs((PeriodicJob("endless", endless),), world.clock, JobRuns(world.database))
    ticks.start()
    async with asyncio.timeout(20):
        await begun.wait()
        await ticks.stop()
    assert cut.is_set()


async def test_job_run_by_hand_does_not_overlap_its_scheduled_run(world: EngineWorld) -> None:
    """Moving the clock runs jobs beside the timetable, and two runs of one job never overlap."""
    at_work, most = 0, 0

    async def work(now: datetime) -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0)
        at_work -= 1

    ticks = PeriodicJobs((PeriodicJob("planning", work),), world.clock, JobRuns(world.database))
    async with asyncio.TaskGroup() as tasks:
        for _ in range(5):
            tasks.create_task(ticks.run("planning"))
    assert most == 1


async def test_unknown_job_raises_key_error(world: EngineWorld) -> None:
    """A slip in a name does not pass unnoticed."""
    with pytest.raises(KeyError):
        await PeriodicJobs((), world.clock, JobRuns(world.database)).run("nothing")


@pytest.mark.parametrize("hours", [-1, 1, -24 * 365, 24 * 365 * 56])
async def test_jobs_go_on_after_the_machines_clock_is_moved(
    world: EngineWorld, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    """With the clock put back, jobs do not wait for it. With it put forward from 1970, none is overdue."""
    monkeypatch.setattr("scheduler.periodic_jobs._CLOCK_CHECK_SECONDS", 0.01)
    enough = asyncio.Event()
    ran = 0

    async def work(now: datetime) -> None:
        nonlocal ran
        ran += 1
        if ran == 3:
            enough.set()

    ticks = PeriodicJobs((PeriodicJob("planning", work, seconds=0.02),), world.clock, JobRuns(world.database))
    now = datetime.now(UTC)  # noqa: TID251 - the machine's clock is what is moved
    with time_machine.travel(now, tick=True) as machine:
        ticks.start()
        machine.shift(timedelta(hours=hours))
        async with asyncio.timeout(20):
            await enough.wait()
            await ticks.stop()
