"""A tool: a database, jobs and an HTTP server on a loop of their own, with a health prober."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import Future
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.health import database_watch, health, loop_watch
from bot.http.service import HttpService, ServedParts
from bot.metrics.activity import Activity
from bot.telegram_api.connectivity import Connectivity
from bot.telegram_api.session import open_session
from bot.updates.chat_queues import ChatQueues
from bot.updates.intake import Intake
from data.store.job_runs import JobRuns
from data.store.sqlite.database import Database
from data.store.store import store_over
from scheduler.clock import SystemClock
from scheduler.periodic_jobs import PeriodicJob, PeriodicJobs
from tests.chaos.scale import LONG
from tests.factories import settings_over

# The short form divides all times by 50.
HASTE = 1 if LONG else 50
RED_SECONDS, GREEN_SECONDS = 30.0 / HASTE, 60.0 / HASTE
PROBE_SECONDS = 5.0 / HASTE
_LOOK_SECONDS = 0.5 / HASTE


def hasten(patch: pytest.MonkeyPatch) -> None:
    """Shorten all limits of the watches by the same factor."""
    for module, names in (
        (loop_watch, ("BEAT_SECONDS", "REMEMBERED_SECONDS")),
        (database_watch, ("TRY_SECONDS", "LONGEST_WRITE_SECONDS")),
        (health, ("LONGEST_STALL_SECONDS", "STILL_SECONDS", "LATE_SECONDS")),
    ):
        for name in names:
            patch.setattr(module, name, getattr(module, name) / HASTE)


class WatchedWorld:
    """The watched parts in a thread of their own, with their health over HTTP."""

    def __init__(self, folder: Path) -> None:
        self.may_work = threading.Event()
        """While it is not set, every job hangs."""
        self.may_work.set()
        self.database: Database
        self.port = 0
        self._folder = folder
        self._loop: asyncio.AbstractEventLoop
        self._stop: asyncio.Event
        self._open = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    def start(self) -> None:
        """Start the thread, and wait until it listens."""
        self._thread.start()
        assert self._open.wait(30)

    def end(self) -> None:
        """End the thread."""
        self.may_work.set()
        self.call(self._stop.set)
        self._thread.join(30)
        assert not self._thread.is_alive()

    def call(self, deed: Callable[..., object], *arguments: object) -> None:
        """Call a function on the watched loop."""
        self._loop.call_soon_threadsafe(deed, *arguments)

    def begin(self, deed: Coroutine[Any, Any, Any]) -> "Future[Any]":
        """Start a coroutine on the watched loop. Return its future."""
        return asyncio.run_coroutine_threadsafe(deed, self._loop)

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self.database = await Database.open(self._folder / "mag.db")
        jobs = tuple(PeriodicJob(name, self._work, seconds=5.0 / HASTE) for name in ("changes", "disk"))
        ticks = PeriodicJobs(jobs, SystemClock(), JobRuns(self.database))
        service = HttpService(
            settings_over(self._folder / "mag.db", metrics_listen="127.0.0.1:0"), self._parts(ticks), None
        )
        await service.open()
        [address] = service.server.addresses
        self.port = address.port
        ticks.start()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(service.run(self._stop))
            self._open.set()
            await self._stop.wait()
            await ticks.stop()
        await self.database.close()

    async def _work(self, _now: datetime) -> None:
        while not self.may_work.is_set():  # noqa: ASYNC110 - another thread sets it
            await asyncio.sleep(0.01)

    def _parts(self, ticks: PeriodicJobs) -> ServedParts:
        bot = Bot("42:TEST", session=open_session(TelegramAPIServer.from_base("http://127.0.0.1:9")))
        store = store_over(self.database)
        queues = ChatQueues(store.inbox, _refuse, SystemClock(), _refuse)
        return ServedParts(
            database=self.database,
            clock=SystemClock(),
            intake=Intake(bot, store.inbox, queues, SystemClock(), ["message"]),
            connectivity=Connectivity(),
            jobs=ticks,
            activity=Activity(["message"]),
            calls_waiting=int,
            pending_posts=lambda: None,
        )


async def _refuse(*_: object) -> None:
    raise AssertionError("nothing is to be handled")


class Prober:
    """A client that asks /healthz again and again, as Docker or a load balancer does."""

    def __init__(self, world: WatchedWorld, session: aiohttp.ClientSession) -> None:
        self._url = f"http://127.0.0.1:{world.port}/healthz"
        self._session = session
        self.said: dict[str, str] = {}

    async def is_green(self) -> bool:
        """Ask once. Return whether the answer is 200 and comes in time."""
        try:
            async with asyncio.timeout(PROBE_SECONDS), self._session.get(self._url) as answer:
                self.said = await answer.json()
                return answer.status == 200
        except (TimeoutError, aiohttp.ClientError):
            self.said = {}
            return False

    async def seconds_until(self, *, green: bool, most: float) -> float:
        """Wait until health is green, or red. Return the seconds that took, multiplied by HASTE.

        Raises TimeoutError if it takes much longer than `most` seconds.
        """
        began = time.monotonic()
        async with asyncio.timeout(most + 10 * PROBE_SECONDS + 5):
            while await self.is_green() is not green:  # noqa: ASYNC110 - it is asked from outside
                await asyncio.sleep(_LOOK_SECONDS)
        return (time.monotonic() - began) * HASTE


@asynccontextmanager
async def open_watched_world(folder: Path) -> AsyncIterator[tuple[WatchedWorld, Prober]]:
    """Start the watched parts, and wait until they are green."""
    world = WatchedWorld(folder)
    await asyncio.to_thread(world.start)
    try:
        async with aiohttp.ClientSession() as session:
            prober = Prober(world, session)
            await prober.seconds_until(green=True, most=GREEN_SECONDS)
            yield world, prober
    finally:
        await asyncio.to_thread(world.end)
