"""Bring about at one press what otherwise takes days: a reminder, a moved date, a bulletin."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from bot.app import App
from bot.sandbox.client.client import NotSeen, Refused, Sandbox
from bot.sandbox.control.program import Scene
from bot.sandbox.people.actions import Impossible
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import OWNER_ID
from bot.sandboxed.start_day import labels
from data.calendar.occasions import Occasion
from data.calendar.topics import Subscription, Topic
from scheduler.clock import Clock
from scheduler.forecast import Forecast
from scheduler.local_hours import local_day

REMINDER, MOVED_DATE, BULLETIN = "reminder", "moved-date", "bulletin"
_TOPICS = {
    REMINDER: (Topic.JUBILEES, Topic.CITY_DAYS, Topic.OWN),
    MOVED_DATE: (Topic.CITY_DAYS, Topic.CHANGES),
    BULLETIN: (Topic.BULLETIN,),
}
# How many instants are tried: a week may have no bulletin, and what was foreseen may be muted.
_TRIES = 6
_ANSWER_SECONDS = 10.0
# What is due already is sent at the next stop of the clock.
_SOON = timedelta(seconds=1)
# A date is moved by a week, and far enough ahead that the old one has not been prepared for yet.
_MOVED_BY = timedelta(days=7)
_LEAST_AHEAD, _LOOK_AHEAD = timedelta(days=14), timedelta(days=400)


def scenes() -> tuple[Scene, ...]:
    """Return what the page offers."""
    return (
        Scene(REMINDER, labels("sandbox-scene-reminder")),
        Scene(MOVED_DATE, labels("sandbox-scene-moved-date")),
        Scene(BULLETIN, labels("sandbox-scene-bulletin")),
    )


class Scenes:
    """Brings a scene about by what people would do: subscribe, correct the plan, wait."""

    def __init__(
        self,
        server: SandboxServer,
        app: App,
        clock: Clock,
        forecast: Forecast,
        move_clock: Callable[[datetime], Awaitable[None]],
    ) -> None:
        self._server = server
        self._sandbox = Sandbox(server, limit=_ANSWER_SECONDS)
        self._app = app
        self._clock = clock
        self._forecast = forecast
        self._move_clock = move_clock

    async def play(self, name: str, person_id: int) -> None:
        """Let a person see a scene, as one who has just subscribed to what it is about.

        Raises Impossible where nothing of the kind lies ahead, and for a person who has blocked the bot.
        """
        if self._server.world.people[person_id].blocked:
            raise Impossible("the bot is blocked", person_id)
        try:
            await self._introduce(person_id)
            day = await self._fixed_day() if name == MOVED_DATE else None
            await self._subscribe(person_id, _TOPICS[name])
            heard = await self._count_messages(person_id)
            if day is not None:
                await self._set_day(day, _MOVED_BY)
            await self._move_until_heard(name, person_id, heard)
        except NotSeen as error:
            raise Impossible("the bot does not answer", str(error)) from error
        except Refused as error:
            raise Impossible(error.error, error.detail) from error

    async def _introduce(self, person_id: int) -> None:
        """Start the bot for a person whom it does not know yet."""

        async def known() -> bool:
            return await self._app.resources.store.chats.get(person_id) is not None

        if not await known():
            await self._sandbox.order("start", person=person_id)
            await self._sandbox.until(known, what="the chat of the newcomer")
        await self._settle()

    async def _subscribe(self, person_id: int, topics: Iterable[Topic]) -> None:
        store, now = self._app.resources.store, self._clock.now()
        for topic in topics:
            await store.subscriptions.add(person_id, Subscription(topic), now)
        await store.chats.fall_behind(person_id, now)

    async def _settle(self) -> None:
        await self._sandbox.order("settled", limit=_ANSWER_SECONDS)

    async def _count_messages(self, person_id: int) -> int:
        shown = await self._sandbox.order("messages", chat=person_id, person=person_id)
        return sum(one["body"].get("from", {}).get("is_bot", False) for one in shown)

    async def _move_until_heard(self, name: str, person_id: int, heard: int) -> None:
        async for instant in self._instants(name, person_id):
            await self._move_clock(max(instant, self._clock.now() + _SOON))
            if await self._count_messages(person_id) > heard:
                return
        raise Impossible("nothing of the kind lies ahead", name)

    async def _instants(self, name: str, person_id: int) -> AsyncIterator[datetime]:
        """Yield when the person may next hear of it."""
        for _ in range(_TRIES):
            due = await self._foreseen(name, person_id)
            if due is None:
                return
            yield due

    async def _foreseen(self, name: str, person_id: int) -> datetime | None:
        now, timetable = self._clock.now(), self._app.desk.timetable
        if name == REMINDER:
            return await self._forecast.next_reminder(now, person_id)
        if name == MOVED_DATE:
            # news is told a few minutes later by day, else in the morning
            collected = await self._app.resources.change_batches.due()
            return collected or await self._app.resources.store.outbox.next_due() or now
        issue = timetable.issue_in_hand(now)
        return next(
            due for due in (timetable.due(issue), timetable.due(issue + timedelta(days=7))) if due > now
        )

    async def _fixed_day(self) -> Occasion:
        """Return a coming city day that is not calculated.

        A calculated one is confirmed by the secretariat first.
        """
        day = await self._next_city_day()
        if day is None:
            raise Impossible("nothing of the kind lies ahead", MOVED_DATE)
        if day.calculated:
            await self._set_day(day, timedelta(0))
        return day

    async def _set_day(self, day: Occasion, moved: timedelta) -> None:
        """Let the secretariat put a city day so much later, by /cityday."""
        if day.city is None or day.when.start is None:
            raise Impossible("nothing of the kind lies ahead", MOVED_DATE)
        owner = await self._sandbox.person("", id=OWNER_ID)
        await owner.unread()
        await owner.say(f"/cityday {day.city.name} {day.when.start + moved:%d.%m.%Y}")
        question = await owner.reply()
        await owner.press(question.buttons[0]["callback_data"], on=question)
        await self._settle()

    async def _next_city_day(self) -> Occasion | None:
        agenda = await self._app.resources.almanacs.refresh()
        today = local_day(self._app.desk.timetable.zone, self._clock.now())
        ahead = agenda.occasions(today + _LEAST_AHEAD, today + _LOOK_AHEAD)
        days = (one for one in ahead if one.city is not None and one.event is None)
        return next((one for one in days if one.when.is_day), None)
