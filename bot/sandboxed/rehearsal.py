"""Run the bot on the sandbox with a clock that people move from one due event to the next."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from bot.app import App
from bot.sandbox.people.actions import Impossible
from bot.sandbox.server import SandboxServer
from bot.sandboxed.scenes import Scenes
from bot.sandboxed.skipped_waits import SkippedWaits
from bot.sandboxed.start_day import StartChoice
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatKind, Language, NewChat
from data.store.targeting.bulk_chats import add_chats
from handlers.chat_context import NewChatSettings
from scheduler.bulletins.schedule import DRAFT_AHEAD
from scheduler.clock import ClockMovedBack, ShiftedClock, advance
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
            await self.app.ticks.run("feedback")
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
        now = self.clock.now()
        expected = (await self.forecast.next(now, chats), await self.app.resources.change_batches.due())
        return min((at for at in expected if at is not None and at > now), default=None)

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
        """Return when a local hour, a step of the bulletin, a change or a delivery falls due next."""
        store, timetable = self.app.resources.store, self.app.desk.timetable
        stops = [next_hour_instant(group, now) for group in await store.chats.local_hours()]
        issue = timetable.issue_in_hand(now)
        for day in (issue, issue + timedelta(days=7)):
            stops += [timetable.due(day) - DRAFT_AHEAD, timetable.due(day)]
        expected = (
            await store.outbox.next_due(),
            await self.app.resources.change_batches.due(),
            await store.feedback_queue.next_due(),
        )
        stops += [due for due in expected if due is not None]
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
