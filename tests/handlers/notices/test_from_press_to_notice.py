"""From the press of a button to the notice it causes: planned, rendered and sent."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from pydantic import TypeAdapter

from data.calendar.almanac import Almanac
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import EventStatus, Occurrence, Plan, PlanEvent
from data.calendar.topics import Topic
from data.store.revisions import Authorship, StoredChange
from handlers.callbacks.preferences import PausePeriod, SetPause, Stop
from handlers.callbacks.subscriptions import AddCity, SetMute, SetTopic
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.notices import NoticeWorld

MORNING = datetime(2020, 9, 13, 7, 5, tzinfo=UTC)


async def test_three_cities_of_one_day_are_one_message(notice_world: NoticeWorld) -> None:
    """A follower of jubilees and of a capital gets one message, at the chosen hour."""
    anna = notice_world.person()
    await anna.presses(SetTopic(topic=Topic.CITY_DAYS, on=True).pack())
    await anna.presses(AddCity(city_id="tskhinval").pack())
    assert await notice_world.tick(datetime(2020, 9, 12, 12, 1, tzinfo=UTC)) == []
    [text] = await notice_world.tick(MORNING)
    assert text.count("Через неделю, 20 сентября, воскресенье") == 1
    assert all(city in text for city in ("Саратову", "Брянску", "Цхинвалу"))
    assert await notice_world.tick(datetime(2020, 9, 13, 8, 0, tzinfo=UTC)) == []


async def test_what_is_muted_paused_or_stopped_does_not_come(notice_world: NoticeWorld) -> None:
    """The press may come before the planning, or between planning and the hour."""
    people = [notice_world.person(number) for number in (11, 12, 13)]
    for person in people:
        await person.presses(AddCity(city_id="tskhinval").pack())
    await people[0].presses(SetMute(key="city_day:tskhinval:2020", muted=True).pack())
    await people[1].presses(SetPause(period=PausePeriod.WEEK).pack())
    await people[2].presses(Stop(sure=True).pack())
    assert await notice_world.tick(MORNING) == []


async def test_a_moved_event_is_told_old_to_new_once(notice_world: NoticeWorld) -> None:
    """The secretariat moves a date. Its followers are told old → new at once, and never again."""
    plan = replace(plan_2020(), events=tuple(replace(event, id=0) for event in plan_2020().events))
    await notice_world.store.plans.save(plan, Authorship(datetime(2020, 1, 1, tzinfo=UTC)))
    stored = await notice_world.store.plans.load(2020)
    assert stored is not None
    notice_world.almanac = Almanac(cities_2020(), {2020: stored})
    event = next(one for one in stored.events if "Дня города Грозного" in one.title)
    anna, boris = notice_world.person(21), notice_world.person(22)
    card = await anna.says(f"/event {event.number}")
    await anna.presses(card.button("Напомнить"))
    await boris.says("/start")
    assert await notice_world.tick(datetime(2020, 9, 12, 13, 0, tzinfo=UTC)) == []
    await move(notice_world, stored, event, date(2020, 10, 10))
    [text] = await notice_world.tick(datetime(2020, 9, 12, 14, 0, tzinfo=UTC))
    assert "Перенесено с 3–4 на 10 октября, суббота." in text
    assert await notice_world.tick(datetime(2020, 9, 12, 15, 0, tzinfo=UTC)) == []


async def move(world: NoticeWorld, plan: Plan, event: PlanEvent, day: date) -> None:
    """Store a revision that gives the event another date."""
    when = ImpreciseDate("", Precision.DAY, day, day)
    moved = replace(
        event, occurrences=(Occurrence(event.occurrences[0].place, when),), status=EventStatus.MOVED
    )
    events = tuple(moved if one.id == event.id else one for one in plan.events)
    new = replace(plan, events=events)
    change = StoredChange("moved", f"event:{event.id}", facts(event), facts(moved))
    at = datetime(2020, 9, 12, 13, 30, tzinfo=UTC)
    await world.store.plans.save(new, Authorship(at, 1), changes=[change])
    world.almanac = Almanac(cities_2020(), {2020: new})


def facts(event: PlanEvent) -> dict[str, Any]:
    """Return the event as stored facts."""
    made: dict[str, Any] = TypeAdapter(PlanEvent).dump_python(event, mode="json")
    return made
