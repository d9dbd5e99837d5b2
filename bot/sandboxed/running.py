"""Run the bot on the sandbox: our own Bot API server, with a clock that people move."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox.control.program import StartOffer
from bot.sandbox.people.actions import Impossible
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import OWNER_ID
from bot.sandbox.world.seeding import SMALL
from bot.sandboxed.clock_speed import ClockSpeed
from bot.sandboxed.kept_data import go_on
from bot.sandboxed.rehearsal import Rehearsal
from bot.sandboxed.scenes import scenes
from bot.sandboxed.skipped_waits import SkippedWaits
from bot.sandboxed.start_day import StartChoice
from bot.settings import NO_BACKUPS, Settings
from bot.telegram_api.endpoint import Endpoint
from bot.telegram_api.rate_limiter import RateLimiter
from bot.wiring import open_app
from scheduler.clock import ShiftedClock, SystemClock
from scheduler.forecast import Forecast

__all__ = ["Rehearsal", "open_rehearsal"]


class _Hooks:
    """What the sandbox asks of the rehearsal, which opens later than the sandbox does."""

    def __init__(self, settings: Settings, *, is_kept: bool) -> None:
        self.rehearsal: Rehearsal | None = None
        key = "database" if is_kept else "temporary_database"
        self.facts = {key: str(settings.database_path.absolute())}

    def _opened(self) -> Rehearsal:
        if self.rehearsal is None:
            raise Impossible("the bot is not running yet")
        return self.rehearsal

    async def move(self, instant: datetime) -> None:
        rehearsal = self._opened()
        await rehearsal.move_clock(instant)
        rehearsal.server.world.feed.publish()

    async def start(self, instant: datetime) -> None:
        await self._opened().start_at(instant)

    async def play(self, scene: str, person_id: int) -> None:
        await self._opened().play(scene, person_id)

    async def next_due(self) -> datetime | None:
        return None if self.rehearsal is None else await self.rehearsal.next_due()

    async def busy_with(self) -> list[str]:
        return await self._opened().busy_with()

    def offer(self) -> StartOffer | None:
        return None if self.rehearsal is None else self.rehearsal.start.offer()


@asynccontextmanager
async def open_rehearsal(
    settings: Settings,
    *,
    port: int = 0,
    clock: ShiftedClock | None = None,
    seed: str | int = SMALL,
    is_kept: bool = False,
) -> AsyncIterator[Rehearsal]:
    """Open a sandbox with its people, listening on loopback, and the bot on it, not yet running.

    The secretariat of the cast owns the bot beside the owners of the settings. is_kept means that the
    database may be of an earlier run, with which this one goes on. Raises StoreError, OSError, and
    UnknownSize for a `seed` that is not known.
    """
    clock = clock or ShiftedClock()
    hooks = _Hooks(settings, is_kept=is_kept)
    clock_speed = ClockSpeed(clock.now, hooks.move)
    server = SandboxServer(
        clock=clock.now,
        on_clock=hooks.move,
        next_due=hooks.next_due,
        on_speed=clock_speed.set_speed,
        on_start=hooks.start,
        start_offer=hooks.offer,
        scenes=scenes(),
        on_scene=hooks.play,
        busy_with=hooks.busy_with,
        facts=lambda: hooks.facts,
    )
    server.seed_people(seed)
    await server.start(port=port)
    try:
        # a trial needs no copies, and its clock would make one for each day it passes over
        trial = {"owner_ids": settings.owner_ids | {OWNER_ID}, "backup_dir": NO_BACKUPS}
        owned = settings.model_copy(update=trial)
        async with _open_bot(owned, server, clock) as rehearsal:
            if not (is_kept and await go_on(server.world, rehearsal.app.resources.store, clock)):
                await rehearsal.subscribe_starters(owned.timezone)
            hooks.rehearsal = rehearsal
            try:
                async with clock_speed.running():
                    yield rehearsal
            finally:
                # an open page goes on asking until the server stops
                hooks.rehearsal = None
    finally:
        await server.stop()


@asynccontextmanager
async def _open_bot(
    settings: Settings, server: SandboxServer, clock: ShiftedClock
) -> AsyncIterator[Rehearsal]:
    endpoint = Endpoint(server.token, TelegramAPIServer.from_base(server.url))

    def seconds() -> float:
        # that of the clock which people move, or a year of reminders would take as many real seconds; another
        # start is no time that has passed
        jumped = starts[0].jumped if starts else timedelta(0)
        return (clock.now() - jumped).timestamp()

    def is_unpaced() -> bool:
        return server.gateway.pace is None and not limiter.connectivity.is_away

    starts: list[StartChoice] = []
    waits = SkippedWaits(clock, is_unpaced)
    limiter = RateLimiter(settings.send_rate, seconds, waits.later)
    async with open_app(settings, endpoint, clock, limiter, is_alone=True) as app:
        resources = app.resources
        starts.append(StartChoice(clock, server.world, SystemClock()))
        forecast = Forecast(
            resources.store,
            resources.recipients,
            resources.almanacs.refresh,
            app.desk.timetable,
            settings.owner_ids,
        )
        yield Rehearsal(server, app, clock, forecast, starts[0], waits)
