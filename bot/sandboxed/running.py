"""Run the bot on the sandbox: our own Bot API server, with a clock that people move."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from aiogram.client.telegram import TelegramAPIServer

from bot.app import App, open_app
from bot.sandbox.control.program import StartOffer
from bot.sandbox.people.actions import Impossible
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import OWNER_ID
from bot.sandbox.world.seeding import SMALL
from bot.sandboxed.clock_speed import ClockSpeed
from bot.sandboxed.kept_data import go_on
from bot.sandboxed.scenes import Scenes, scenes
from bot.sandboxed.skipped_waits import SkippedWaits
from bot.sandboxed.start_day import StartChoice
from bot.settings import Settings
from bot.telegram_api.endpoint import Endpoint
from bot.telegram_api.rate_limiter import RateLimiter
from data.calendar.topics import Subscription, Topic
from data.store.chats import ChatKind, Language, NewChat
from data.store.targeting.bulk_chats import add_chats
from handlers.wiring.middlewares import NewChatSettings
from scheduler.bulletins.schedule import DRAFT_AHEAD
from scheduler.clock import ClockMovedBack, ShiftedClock, SystemClock, advance
from scheduler.forecast import Forecast
from scheduler.local_hours import next_hour_instant

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 0.005
# Real seconds that sending at one stop may take. An outage ordered on the page must not hold the clock.
_SENDING_SECONDS = 3.0
_FORECAST_CHATS = 50
# The next tick plans for chats that have changed a setting.
_TICK = timedelta(seconds=25)
_FOLLOWED = tuple(
    Subscription(topic) for topic in (Topic.JUBILEES, Topic.CITY_DAYS, Topic.OWN, Topic.BULLETIN)
)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A sandbox and the bot on it."""

    server: SandboxServer
    app: App
    clock: ShiftedClock
    forecast: Forecast
    start: StartChoice
    waits: SkippedWaits

    async def move_clock(self, instant: datetime) -> None:
        """Move the clock to an instant, with a stop at each time at which something falls due.

        Raises Impossible for an instant that has passed, since messages cannot be called back.
        """
        try:
            with self.waits.skipping():
                await advance(self.clock, instant, self._catch_up, self._next_stop)
        except ClockMovedBack as error:
            raise Impossible("the clock only goes forward") from error
        self.start.close()

    async def start_at(self, instant: datetime) -> None:
        """Start at an instant instead of the one the rehearsal has opened on.

        Raises Impossible once the clock has been moved, and for an earlier instant once people have acted.
        """
        self.start.choose(instant)
        await self._catch_up()

    async def play(self, scene: str, person_id: int) -> None:
        """Let a person see a scene. Raises Impossible where nothing of the kind lies ahead."""
        scenes = Scenes(self.server, self.app, self.clock, self.forecast, self.move_clock)
        await scenes.play(scene, person_id)

    async def busy_with(self) -> list[str]:
        """Name what the bot still has to do at this instant. What is due is planned at once."""
        waiting = (await self.app.resources.store.inbox.backlog()).waiting
        found = [f"{waiting} updates are not handled"] if waiting else []
        if not found:
            # what has just been chosen or corrected may call for a notice now, not only at the next tick
            await self.app.ticks.run("changes")
            await self.app.ticks.run("reminders")
        return [*found, "notices are due"] if await self._is_sending() else found

    async def next_due(self) -> datetime | None:
        """Return when the bot will send the next notice. None where none lies ahead."""
        world = self.server.world
        people = (one.id for one in world.people.values() if one.started)
        # the first of very many chats only, because the page asks after each change
        chats = [
            *islice(people, _FORECAST_CHATS),
            *(chat.id for chat in world.chats.values() if not chat.private),
        ]
        return await self.forecast.next(self.clock.now(), chats)

    async def subscribe_starters(self, zone: str) -> None:
        """Subscribe those who have started the bot before it ran. Measurements send to them."""
        starters = [
            NewChat(one.id, ChatKind.PRIVATE, Language.RU, zone, NewChatSettings().hour)
            for one in self.server.world.people.values()
            if one.started
        ]
        if starters:
            await add_chats(self.app.resources.database, starters, _FOLLOWED, self.clock.now())

    async def _next_stop(self, now: datetime) -> datetime:
        """Return when a local hour, a step of the bulletin or a delivery falls due next."""
        store, timetable = self.app.resources.store, self.app.desk.timetable
        stops = [next_hour_instant(group, now) for group in await store.chats.local_hours()]
        issue = timetable.issue_in_hand(now)
        for day in (issue, issue + timedelta(days=7)):
            stops += [timetable.due(day) - DRAFT_AHEAD, timetable.due(day)]
        due = await store.outbox.next_due()
        if due is not None:
            stops.append(due)
        if await self.app.resources.catch_ups.behind(1):
            stops.append(now + _TICK)
        return min(stop for stop in stops if stop > now)

    async def _catch_up(self) -> None:
        await self.app.settle()
        await self._until_sent()
        # what has just been sent is followed and reported
        await self.app.ticks.run("bulletin")
        await self._until_sent()

    async def _until_sent(self) -> None:
        try:
            async with asyncio.timeout(_SENDING_SECONDS):
                while await self._is_sending():  # noqa: ASYNC110 - the outbox has no event to wait for
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            logger.info("the clock goes on although something is still waiting to be sent")

    async def _is_sending(self) -> bool:
        outbox, now = self.app.resources.store.outbox, self.clock.now()
        due = await outbox.next_due()
        # a delivery in hand has a lease that ends in the future
        return (due is not None and due <= now) or bool(await outbox.lapsed(now + timedelta(days=1)))


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
        owned = settings.model_copy(update={"owner_ids": settings.owner_ids | {OWNER_ID}})
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
