"""Health is red soon after a part of the bot stands still, and green again by itself."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import apsw
import pytest

from data.store.sqlite import connection
from data.store.sqlite.steps import Steps
from tests.chaos.conftest import Record
from tests.chaos.database import apsw_driver
from tests.chaos.database.faulty_files import Fault, FaultySystem
from tests.chaos.scale import times
from tests.chaos.watched_world import (
    GREEN_SECONDS,
    HASTE,
    RED_SECONDS,
    Prober,
    WatchedWorld,
    hasten,
    open_watched_world,
)

# The haste of the short form does not shorten the time that the machine needs for an answer.
SLACK = 0 if HASTE == 1 else 60.0

Watched = tuple[WatchedWorld, Prober]


@pytest.fixture
async def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watched]:
    """Start the watched parts, and yield them with a prober."""
    hasten(monkeypatch)
    async with open_watched_world(tmp_path) as watched:
        yield watched


async def _judge(
    row: str,
    prober: Prober,
    record: Record,
    strike: Callable[[], object],
    mend: Callable[[], object],
) -> dict[str, str]:
    """Break and mend a part several times. Return what the health check said while it was red."""
    tries, red, green, said = times(1, 3), 0.0, 0.0, {}
    for _ in range(tries):
        strike()
        red = max(red, await prober.seconds_until(green=False, most=RED_SECONDS))
        said = prober.said
        mend()
        green = max(green, await prober.seconds_until(green=True, most=GREEN_SECONDS))
    record(row, tries, red_after=f"{red:.1f} s", green_after=f"{green:.1f} s")
    assert red <= RED_SECONDS * HASTE + SLACK
    assert green <= GREEN_SECONDS * HASTE + SLACK
    return said


async def test_loop_hangs(watched: Watched, record: Record) -> None:
    """A hanging event loop does not answer, which counts as red, and green returns by itself."""
    world, prober = watched
    stall = 20.0 / HASTE
    await _judge("W1", prober, record, lambda: world.call(time.sleep, stall), lambda: None)


async def test_loop_that_stood_still_is_red_for_a_while(watched: Watched) -> None:
    """A loop that answers again after a stall still reports for a while that it stood still."""
    world, prober = watched
    world.call(time.sleep, 20.0 / HASTE)
    async with asyncio.timeout(GREEN_SECONDS + 5):
        while not prober.said.get("loop", "ok").startswith("stood still for "):
            await prober.is_green()


async def test_thread_of_the_database_hangs(watched: Watched, record: Record) -> None:
    """Health is red while an endless write keeps all other writes waiting."""
    world, prober = watched
    release = threading.Event()

    def hang(_steps: Steps) -> None:
        release.wait()

    def strike() -> None:
        release.clear()
        world.begin(world.database.write_at_once(hang))

    try:
        said = await _judge("W2", prober, record, strike, release.set)
    finally:
        release.set()
    assert said["database"] == "no answer"


async def test_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record) -> None:
    """Health is red while the disk is full and nothing can be written."""
    hasten(monkeypatch)
    fault = Fault()
    system = FaultySystem("faulty", fault)
    monkeypatch.setattr(
        connection, "open_raw", lambda name, *, uri: apsw_driver.connect(name, uri=uri, vfs="faulty")
    )
    try:
        async with open_watched_world(tmp_path) as (_, prober):
            said = await _judge(
                "W3",
                prober,
                record,
                lambda: fault.strike_after(0, apsw.SQLITE_FULL),
                lambda: fault.strike_after(0, None),
            )
            assert said["database"] == "DiskFull"
    finally:
        system.unregister()


async def test_jobs_stand_still(watched: Watched, record: Record) -> None:
    """Health is red while every job waits for an event that does not come."""
    world, prober = watched
    said = await _judge("W4", prober, record, world.may_work.clear, world.may_work.set)
    assert said["jobs"] == "none runs"
