"""From the press of a button to the message that comes of it: planned, worded and carried for real."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from pydantic import TypeAdapter

from data.calendar.almanac import Almanac
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import EventStatus, Occurrence, Plan, PlanEvent
from data.calendar.topics import Topic
from data.store.chats import Chat
from data.store.revisions import Authorship, StoredChange
from data.store.sqlite.database import Database
from data.store.store import Store, store_over
from data.store.targeting.audience import Audience
from data.store.targeting.catch_ups import CatchUps
from data.store.targeting.recipients import Recipients
from data.store.targeting.rescheduling import Rescheduling
from handlers.callbacks.preferences import AddCity, PausePeriod, SetMute, SetPause, SetTopic, Stop
from handlers.notices.renderer import NoticeRenderer
from handlers.roles import Roles
from handlers.views.message import Message, parsed
from handlers.wiring.middlewares import install
from handlers.wiring.routers import build_root_router
from scheduler.briefing import Briefing
from scheduler.catch_up import CatchUp
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome, Sent
from scheduler.delivery.sending import NoticeSender
from scheduler.delivery.worker import DeliveryWorker
from scheduler.plan_changes import Changes
from scheduler.planning import Planner
from tests.handlers.stage import KeepingSession, Stage
from tests.plan_2020 import cities_2020, plan_2020


@dataclass
class World:
    """The conversation and the engine over one database, and a clock that stands until it is moved."""

    stage: Stage
    store: Store
    almanac: Almanac
    now: datetime
    arrived: list[Message] = field(default_factory=list)

    def at(self) -> datetime:
        """The instant."""
        return self.now

    async def send(
        self,
        _recipient: Chat,
        message: Message,
        *,
        bulk: bool = False,
        departure: InFlightMessage | None = None,
    ) -> Outcome:
        """Everything arrives; nothing here is bulk."""
        if departure is not None:
            departure.leave()
        assert not bulk
        self.arrived.append(message)
        return Sent((len(self.arrived),))


class Clock:
    """The world's clock for the engine."""

    def __init__(self, world: World) -> None:
        self._world = world

    def now(self) -> datetime:
        """The instant."""
        return self._world.now


class Engine:
    """Planning and delivery as the bot runs them."""

    def __init__(self, world: World, database: Database) -> None:
        store, audience = world.store, Audience(database)
        clock = Clock(world)

        async def agenda() -> Almanac:
            return world.almanac

        notice_sender = NoticeSender(store.chats, store.outbox, NoticeRenderer(agenda), world, clock)
        self._world = world
        catch_up = CatchUp(CatchUps(database), store.outbox, audience, store.bulletins)
        self._planner = Planner(store.chats, store.outbox, audience, Rescheduling(database), catch_up, agenda)
        self._changes = Changes(store.plans, store.chats, store.outbox, audience, agenda)
        self._delivery = DeliveryWorker(
            store.outbox, Briefing(Recipients(database), agenda), notice_sender, clock, 1
        )

    async def tick(self, now: datetime) -> list[str]:
        """Move the clock, plan and deliver; the texts that arrived."""
        self._world.now = now
        before = len(self._world.arrived)
        await self._changes.plan(now)
        await self._planner.plan(now)
        await self._delivery.deliver_due()
        return [parsed(message.text) for message in self._world.arrived[before:]]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[tuple[World, Engine]]:
    """Everything but Telegram, on the day before the reminders of a week ahead."""
    database = await Database.open(tmp_path / "bot.db")
    session = KeepingSession()
    dispatcher = Dispatcher(roles=Roles(frozenset()))
    stage = Stage(dispatcher, Bot("42:TEST", session=session), session)
    almanac = Almanac(cities_2020(), {2020: plan_2020()})
    made = World(stage, store_over(database), almanac, datetime(2020, 9, 12, 12, tzinfo=UTC))
    install(dispatcher, made.store, made.at, lambda: made.almanac)
    dispatcher.include_router(build_root_router())
    yield made, Engine(made, database)
    await database.close()


MORNING = datetime(2020, 9, 13, 7, 5, tzinfo=UTC)


async def test_three_cities_of_one_day_are_one_message(world: tuple[World, Engine]) -> None:
    """Whoever follows jubilees and a capital is told once, a week ahead, at the hour chosen."""
    here, engine = world
    anna = here.stage.person()
    await anna.presses(SetTopic(topic=Topic.CITY_DAYS, on=True).pack())
    await anna.presses(AddCity(city_id="tskhinval").pack())
    assert await engine.tick(datetime(2020, 9, 12, 12, 1, tzinfo=UTC)) == []
    [text] = await engine.tick(MORNING)
    assert text.count("Через 7 дней, 20 сентября, воскресенье") == 1
    assert all(city in text for city in ("Саратову", "Брянску", "Цхинвалу"))
    assert await engine.tick(datetime(2020, 9, 13, 8, 0, tzinfo=UTC)) == []


async def test_what_is_muted_paused_or_stopped_does_not_come(world: tuple[World, Engine]) -> None:
    """Each by a press between the planning and the hour, or before it."""
    here, engine = world
    people = [here.stage.person(number) for number in (11, 12, 13)]
    for person in people:
        await person.presses(AddCity(city_id="tskhinval").pack())
    await people[0].presses(SetMute(key="city_day:tskhinval:2020", muted=True).pack())
    await people[1].presses(SetPause(period=PausePeriod.WEEK).pack())
    await people[2].presses(Stop(sure=True).pack())
    assert await engine.tick(MORNING) == []


async def test_a_moved_event_is_told_old_to_new_once(world: tuple[World, Engine]) -> None:
    """The secretariat moves a date; the followers are told at once, nobody else, and never again."""
    here, engine = world
    plan = replace(plan_2020(), events=tuple(replace(event, id=0) for event in plan_2020().events))
    await here.store.plans.save(plan, Authorship(datetime(2020, 1, 1, tzinfo=UTC)))
    stored = await here.store.plans.load(2020)
    assert stored is not None
    here.almanac = Almanac(cities_2020(), {2020: stored})
    event = next(one for one in stored.events if "Дня города Грозного" in one.title)
    anna, boris = here.stage.person(21), here.stage.person(22)
    card = await anna.says(f"/event {event.number}")
    await anna.presses(card.button("Напомнить"))
    await boris.says("/start")
    assert await engine.tick(datetime(2020, 9, 12, 13, 0, tzinfo=UTC)) == []
    await move(here, stored, event, date(2020, 10, 10))
    [text] = await engine.tick(datetime(2020, 9, 12, 14, 0, tzinfo=UTC))
    assert "Перенесено: было 3–4 октября, стало 10 октября." in text
    assert await engine.tick(datetime(2020, 9, 12, 15, 0, tzinfo=UTC)) == []


async def move(here: World, plan: Plan, event: PlanEvent, day: date) -> None:
    """A new revision with another date for the event."""
    when = ImpreciseDate("", Precision.DAY, day, day)
    moved = replace(
        event, occurrences=(Occurrence(event.occurrences[0].place, when),), status=EventStatus.MOVED
    )
    events = tuple(moved if one.id == event.id else one for one in plan.events)
    new = replace(plan, events=events)
    change = StoredChange("moved", f"event:{event.id}", facts(event), facts(moved))
    at = datetime(2020, 9, 12, 13, 30, tzinfo=UTC)
    await here.store.plans.save(new, Authorship(at, 1), changes=[change])
    here.almanac = Almanac(cities_2020(), {2020: new})


def facts(event: PlanEvent) -> dict[str, Any]:
    """The event as JSON."""
    made: dict[str, Any] = TypeAdapter(PlanEvent).dump_python(event, mode="json")
    return made
