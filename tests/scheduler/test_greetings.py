"""Greetings: a reminder on the day itself, also for chats that have not chosen that lead."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Frequency
from data.store.notices import DeliveryState
from data.store.store import store_over
from data.store.targeting.recipients import Recipients
from scheduler.bulletins.schedule import Timetable
from scheduler.forecast import Forecast
from tests.factories import day_of, kazan, on
from tests.world.clocks import moment
from tests.world.engine import EngineWorld, open_engine

MARCH_8 = date(2026, 3, 8)
TEN, LATE_EVENING = "2026-03-08 07:00", "2026-03-08 20:00"
CITY = Subscription(Topic.CITY, "kazan")


def city_date(kind: OccasionKind, *, weight: int = 0, last: date | None = None) -> Occasion:
    """Return the day of Kazan, a jubilee or not, on 8 March or through a later day."""
    key, when = f"{kind}:kazan:2026", day_of(MARCH_8, last)
    return Occasion(key, kind, when, 2026, city=kazan(), age=1021, weight=weight)


JUBILEE, CITY_DAY = city_date(OccasionKind.JUBILEE, weight=5), city_date(OccasionKind.CITY_DAY)
OF_JUBILEE, OF_CITY_DAY = (f"reminder:{one.key}:2026-03-08:0" for one in (JUBILEE, CITY_DAY))


async def told_on_the_day(world: EngineWorld, chat_id: int = 1) -> list[str]:
    """Let the day pass. Return the keys of what the chat was sent on it."""
    await world.tick("2026-03-07 12:00")
    world.sender.sent.clear()
    await world.tick_through(TEN, LATE_EVENING)
    return world.sender.told(chat_id)


@pytest.mark.parametrize(
    ("occasion", "topic", "own_city", "is_greeted"),
    [
        (JUBILEE, Subscription(Topic.JUBILEES), None, True),
        (JUBILEE, Subscription(Topic.CITY_DAYS), None, True),
        (JUBILEE, CITY, None, True),
        (CITY_DAY, CITY, None, False),
        (CITY_DAY, CITY, "kazan", True),
        (CITY_DAY, Subscription(Topic.CITY_DAYS), "kazan", True),
        (CITY_DAY, Subscription(Topic.CITY_DAYS), "minsk", False),
        # a round age in the list of capitals
        (replace(CITY_DAY, weight=10), Subscription(Topic.CITY_DAYS), None, True),
        # what is not followed is not greeted, own city or not
        (CITY_DAY, Subscription(Topic.OWN), "kazan", False),
        (on(1, MARCH_8), Subscription(Topic.OWN), "kazan", False),
    ],
)
async def test_jubilees_and_the_own_city_are_greeted(
    world: EngineWorld, occasion: Occasion, topic: Subscription, own_city: str | None, *, is_greeted: bool
) -> None:
    """By default followers are greeted on jubilees and on the day of their own city."""
    world.agenda.put(occasion)
    await world.chat(1, topic)
    await world.chats.set_city(1, own_city, None, moment("2026-03-01 00:00"))
    assert await told_on_the_day(world) == ([f"reminder:{occasion.key}:2026-03-08:0"] if is_greeted else [])


async def test_switched_off_greeting_does_not_come(world: EngineWorld) -> None:
    """The reminder of the day itself still comes to the chats that have chosen it."""
    world.agenda.put(JUBILEE)
    for chat_id, leads in ((1, (30, 1)), (2, (0,))):
        await world.chat(chat_id, Topic.JUBILEES, leads={Topic.JUBILEES: leads})
        await world.chats.set_greets(chat_id, moment("2026-03-01 00:00"), greets=False)
    assert await told_on_the_day(world, 1) == []
    assert world.sender.told(2) == [OF_JUBILEE]


async def test_greeting_is_no_second_reminder_of_the_day(world: EngineWorld) -> None:
    """A chat that has chosen the day itself, by one topic or by two, is told once."""
    world.agenda.put(JUBILEE)
    await world.chat(1, Topic.JUBILEES, CITY, leads={Topic.JUBILEES: (1, 0), Topic.CITY: (0,)})
    assert await told_on_the_day(world) == [OF_JUBILEE]


async def test_cities_of_one_day_share_a_message(world: EngineWorld) -> None:
    """However many celebrate, one message a day congratulates them."""
    others = [replace(JUBILEE, key=f"jubilee:city-{at}:2026") for at in range(3)]
    for one in (JUBILEE, *others):
        world.agenda.put(one)
    await world.chat(1, Topic.JUBILEES)
    assert len(await told_on_the_day(world)) == 4
    assert len(world.sender.sent) == 1


async def test_celebration_of_several_days_is_greeted_on_the_first(world: EngineWorld) -> None:
    """The second day of it brings no second greeting."""
    world.agenda.put(city_date(OccasionKind.JUBILEE, last=date(2026, 3, 10)))
    await world.chat(1, Topic.JUBILEES)
    assert await told_on_the_day(world) == [OF_JUBILEE]
    await world.tick_through("2026-03-09 00:00", "2026-03-10 23:00")
    assert world.sender.told() == [OF_JUBILEE]


@pytest.mark.parametrize("obstacle", ["muted", "paused", "weekly", "cleared"])
async def test_unwanted_greeting_does_not_come(world: EngineWorld, obstacle: str) -> None:
    """Each setting that holds back a reminder holds back a greeting."""
    world.agenda.put(JUBILEE)
    await world.chat(1, Topic.JUBILEES)
    now = moment("2026-03-01 00:00")
    if obstacle == "muted":
        await world.subscriptions.mute(1, JUBILEE.key)
    elif obstacle == "paused":
        await world.chats.set_paused_until(1, MARCH_8, now)
    elif obstacle == "weekly":
        await world.chats.set_frequency(1, Frequency.WEEKLY, now)
    else:
        await world.subscriptions.clear(1)
    assert await told_on_the_day(world) == []


async def test_outage_over_the_hour_leaves_the_greeting_until_the_end_of_the_day(world: EngineWorld) -> None:
    """A late greeting is sent until the end of the day, and not on the next day."""
    world.agenda.put(JUBILEE)
    await world.chat(1, Topic.JUBILEES)
    await world.chat(2, Topic.JUBILEES, zone="Asia/Vladivostok")
    await world.tick("2026-03-07 12:00")
    world.sender.sent.clear()
    await world.tick("2026-03-08 15:30")
    assert (world.sender.told(1), world.sender.told(2)) == ([OF_JUBILEE], [])


async def test_late_eve_gives_way_to_the_greeting(world: EngineWorld) -> None:
    """After an outage until just before the hour, the day is told once: at the hour."""
    world.agenda.put(JUBILEE)
    await world.chat(1, Topic.JUBILEES)
    await world.tick("2026-03-06 12:00")
    await world.tick("2026-03-08 06:30")
    assert world.sender.told() == []
    await world.tick(TEN)
    assert world.sender.told() == [OF_JUBILEE]


async def test_greeting_switched_on_after_the_hour_comes_soon(world: EngineWorld) -> None:
    """A greeting that becomes due by a change of settings is sent once."""
    world.agenda.put(CITY_DAY)
    await world.chat(1, CITY)
    assert await told_on_the_day(world) == []
    await world.chats.set_city(1, "kazan", None, moment("2026-03-08 12:00"))
    world.clock.at = moment("2026-03-08 12:00")
    await world.tick()
    await world.tick("2026-03-08 12:30")
    assert world.sender.told() == [OF_CITY_DAY]


async def test_fifty_kills_around_the_hour_greet_once(tmp_path: Path) -> None:
    """Planned, claimed or sent: a new process goes on where the old one ended."""
    told: list[str] = []
    for turn in range(50):
        async with open_engine(tmp_path, "2026-03-08 06:58", [JUBILEE]) as world:
            world.clock.at += timedelta(seconds=6 * turn)
            await world.chat(1, Topic.JUBILEES)
            await world.delivery.recover()
            await world.planner.plan(world.clock.now())
            if turn % 3:
                await world.delivery.deliver_due()
            told += world.sender.told()
    assert told == [OF_JUBILEE]


async def test_greeting_is_forecast_as_it_is_planned(world: EngineWorld) -> None:
    """For a jubilee, and for the own city, unless greetings are switched off."""
    forecast = Forecast(
        store_over(world.database),
        Recipients(world.database),
        world.current,
        Timetable(4, 12, "Europe/Moscow"),
        (),
    )
    world.agenda.put(CITY_DAY)
    world.clock.at = moment("2026-03-07 12:00")
    now = world.clock.now()
    for chat_id, city, greets in ((1, "kazan", True), (2, "kazan", False), (3, "minsk", True)):
        await world.chat(chat_id, CITY)
        await world.chats.set_city(chat_id, city, None, now)
        await world.chats.set_greets(chat_id, now, greets=greets)
    expected = [moment(TEN), None, None]
    assert [await forecast.next(now, [chat_id]) for chat_id in (1, 2, 3)] == expected
    assert await forecast.next_reminder(now, 1) == moment(TEN)
    await world.tick(TEN)
    assert set(await world.states(OF_CITY_DAY)) == {1}
    assert await world.states(OF_CITY_DAY) == {1: DeliveryState.SENT}
