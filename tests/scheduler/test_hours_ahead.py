"""Send reminders hours ahead by the event's own time, and not by the hour of the chat."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from data.calendar.imprecise_dates import ClockTime
from data.calendar.occasions import Occasion
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatState, Frequency
from tests.factories import cancelled, kazan, on, within
from tests.world.clocks import moment
from tests.world.engine import EngineWorld, open_engine

MARCH_8 = date(2026, 3, 8)
LONG_BEFORE = "2026-03-08 05:00"


def timed(hour: int = 15, day: date = MARCH_8, number: int = 1) -> Occasion:
    """Return an event in Kazan that begins at an hour of a day by the local time, UTC+3."""
    return replace(on(number, day), city=kazan(), time=ClockTime(time(hour)))


def key(hours: int, starts: str = "2026-03-08T12:00", number: int = 1) -> str:
    """Return the key of a reminder this many hours before an event's beginning in UTC."""
    return f"hours:event:{number}:0:{starts}:{hours}"


async def reader(world: EngineWorld, chat_id: int = 1, *hours: int, topic: Topic = Topic.OWN) -> None:
    """Add a follower of own events who is reminded of a topic hours ahead, and not days ahead."""
    await world.chat(chat_id, leads={Topic.OWN: ()})
    await world.subscriptions.set_hours(chat_id, topic, hours)


async def ticks(world: EngineWorld, first: str, last: str) -> dict[str, str]:
    """Tick every five minutes. Return by key the time at which a notice came to the first chat."""
    came: dict[str, str] = {}
    at = moment(first)
    while at <= moment(last):
        world.clock.at = at
        await world.tick()
        for told in world.sender.told(1):
            came.setdefault(told, f"{at:%H:%M}")
        at += timedelta(minutes=5)
    return came


async def test_reminder_comes_hours_before_the_event_begins(world: EngineWorld) -> None:
    """Fifteen o'clock in Kazan is noon in UTC. The hour of the chat, ten, plays no part."""
    world.agenda.put(timed())
    await reader(world, 1, 3, 1)
    assert await ticks(world, LONG_BEFORE, "2026-03-08 13:00") == {key(3): "09:00", key(1): "11:00"}
    assert len(world.sender.sent) == 2


async def test_zone_of_the_chat_does_not_matter(world: EngineWorld) -> None:
    """The reminder comes at the same instant in all zones."""
    world.agenda.put(timed())
    for chat_id, zone in enumerate(("Asia/Vladivostok", "Europe/Kaliningrad", "Pacific/Honolulu"), 1):
        await world.chat(chat_id, zone=zone, leads={Topic.OWN: ()})
        await world.subscriptions.set_hours(chat_id, Topic.OWN, [1])
    await world.tick(LONG_BEFORE)
    await world.tick("2026-03-08 11:00")
    assert set(await world.states(key(1))) == {1, 2, 3}


@pytest.mark.parametrize(
    "occasion",
    [
        on(1, MARCH_8),
        replace(within(1, MARCH_8, date(2026, 3, 20)), time=ClockTime(time(15))),
        cancelled(timed()),
    ],
    ids=["no hour", "a window", "cancelled"],
)
async def test_only_a_day_with_an_hour_is_reminded_of_hours_ahead(
    world: EngineWorld, occasion: Occasion
) -> None:
    """An event without a clock time has no such reminder."""
    world.agenda.put(occasion)
    await reader(world, 1, 3, 1)
    assert await ticks(world, LONG_BEFORE, "2026-03-08 13:00") == {}


async def test_run_of_days_is_reminded_of_before_the_first(world: EngineWorld) -> None:
    """A congress of three days begins once."""
    world.agenda.put(replace(on(1, MARCH_8, date(2026, 3, 10)), time=ClockTime(time(15))))
    await reader(world, 1, 3)
    assert await ticks(world, LONG_BEFORE, "2026-03-10 13:00") == {key(3): "09:00"}


async def test_place_without_a_city_has_the_time_of_the_plan(world: EngineWorld) -> None:
    """The time of the plan is Moscow's."""
    world.agenda.put(replace(timed(), city=None))
    await reader(world, 1, 1)
    assert await ticks(world, LONG_BEFORE, "2026-03-08 13:00") == {key(1): "11:00"}


async def test_nobody_who_has_not_chosen_hours_is_reminded(world: EngineWorld) -> None:
    """By default none is chosen. Hours of another topic do not count."""
    world.agenda.put(timed())
    await world.chat(1, leads={Topic.OWN: ()})
    await reader(world, 2, 3, topic=Topic.PARTNER)
    await reader(world, 3, 3)
    await world.tick(LONG_BEFORE)
    await world.tick("2026-03-08 09:00")
    assert await world.states(key(3)) == {3: "sent"}


@pytest.mark.parametrize("topic", [Subscription(Topic.EVENT, "1"), Subscription(Topic.CITY, "kazan")])
async def test_hours_of_each_topic_count_for_what_is_followed_by_it(
    world: EngineWorld, topic: Subscription
) -> None:
    """Hours of a topic count for events that are followed by themselves or by their city."""
    world.agenda.put(timed())
    await world.chat(1, topic, leads={topic.topic: ()})
    await world.subscriptions.set_hours(1, topic.topic, [1])
    assert await ticks(world, LONG_BEFORE, "2026-03-08 13:00") == {key(1): "11:00"}


async def test_hour_in_the_night_is_kept_without_waiting(world: EngineWorld) -> None:
    """Three hours before nine is six: it was chosen so, and waiting would make it useless."""
    world.agenda.put(timed(9))
    await reader(world, 1, 3)
    assert await ticks(world, "2026-03-08 00:00", "2026-03-08 07:00") == {key(3, "2026-03-08T06:00"): "03:00"}


async def test_moved_hour_moves_the_reminder(world: EngineWorld) -> None:
    """Reminders for the old hour are not sent, and the new hour has its own."""
    world.agenda.put(timed())
    await reader(world, 1, 3)
    await world.tick(LONG_BEFORE)
    world.clock.at = moment("2026-03-08 09:00")
    await world.planner.plan(world.clock.now())
    world.agenda.put(timed(20))
    came = await ticks(world, "2026-03-08 09:00", "2026-03-08 18:00")
    assert came == {key(3, "2026-03-08T17:00"): "14:00"}
    assert (await world.rows(key(3)))[1].outcome == "moved"


async def test_hour_moved_after_the_reminder_is_reminded_of_again(world: EngineWorld) -> None:
    """A chat that was reminded for 15:00 is reminded again for 20:00."""
    world.agenda.put(timed())
    await reader(world, 1, 3)
    await ticks(world, LONG_BEFORE, "2026-03-08 10:00")
    world.agenda.put(timed(20))
    assert key(3, "2026-03-08T17:00") in await ticks(world, "2026-03-08 10:00", "2026-03-08 18:00")


@pytest.mark.parametrize(
    ("back", "expected"),
    [("2026-03-08 10:00", [key(3)]), ("2026-03-08 11:20", [key(1)]), ("2026-03-08 12:00", [])],
    ids=["one is late", "both are late", "the event has begun"],
)
async def test_outage_is_made_up_for_until_the_event_begins(
    world: EngineWorld, back: str, expected: list[str]
) -> None:
    """Of both lead times the shorter one comes, and none once the event has begun."""
    world.agenda.put(timed())
    await reader(world, 1, 3, 1)
    await world.tick(LONG_BEFORE)
    await world.tick(back)
    await world.tick(back)
    assert world.sender.told() == expected


async def test_notice_of_the_day_and_hours_ahead_share_one_message(world: EngineWorld) -> None:
    """Thirteen o'clock less three hours is the hour of the chat: the nearer one is said, once."""
    world.agenda.put(timed(13))
    await world.chat(1, leads={Topic.OWN: (0,)})
    await world.subscriptions.set_hours(1, Topic.OWN, [3])
    await world.tick(LONG_BEFORE)
    await world.tick("2026-03-08 07:00")
    assert world.sender.told() == [key(3, "2026-03-08T10:00")]


@pytest.mark.parametrize("obstacle", ["muted", "paused", "weekly", "stopped", "cleared", "late"])
async def test_unwanted_reminder_does_not_come(world: EngineWorld, obstacle: str) -> None:
    """Each setting that holds back a reminder holds back this one."""
    world.agenda.put(timed())
    now = moment(LONG_BEFORE)
    if obstacle == "late":
        await world.chat(1, since=moment("2026-03-08 09:30"), leads={Topic.OWN: ()})
        await world.subscriptions.set_hours(1, Topic.OWN, [3])
    else:
        await reader(world, 1, 3)
    if obstacle == "muted":
        await world.subscriptions.mute(1, "event:1")
    elif obstacle == "paused":
        await world.chats.set_paused_until(1, MARCH_8, now)
    elif obstacle == "weekly":
        await world.chats.set_frequency(1, Frequency.WEEKLY, now)
    elif obstacle == "stopped":
        await world.chats.set_state(1, ChatState.STOPPED, now)
    elif obstacle == "cleared":
        await world.subscriptions.clear(1)
    first = "2026-03-08 09:30" if obstacle == "late" else LONG_BEFORE
    assert await ticks(world, first, "2026-03-08 13:00") == {}


async def test_pause_ended_in_time_brings_what_was_missed(world: EngineWorld) -> None:
    """At half past ten the three hours have passed, and the event is still ahead."""
    world.agenda.put(timed())
    await reader(world, 1, 3)
    await world.chats.set_paused_until(1, date.max, moment(LONG_BEFORE))
    await ticks(world, LONG_BEFORE, "2026-03-08 10:00")
    assert world.sender.told() == []
    await world.chats.set_paused_until(1, None, moment("2026-03-08 10:30"))
    await ticks(world, "2026-03-08 10:30", "2026-03-08 11:00")
    assert world.sender.told() == [key(3)]


async def test_daily_digest_does_not_hold_hours_back(world: EngineWorld) -> None:
    """A chat that has chosen hours gets these reminders at their time."""
    world.agenda.put(timed())
    await reader(world, 1, 1)
    await world.chats.set_frequency(1, Frequency.DAILY, moment(LONG_BEFORE))
    assert await ticks(world, LONG_BEFORE, "2026-03-08 13:00") == {key(1): "11:00"}


async def test_many_chats_are_gone_through_in_chunks(world: EngineWorld) -> None:
    """The engine writes three at once."""
    world.agenda.put(timed())
    for chat_id in range(-5, 6):
        if chat_id:
            await reader(world, chat_id, *((1,) if chat_id % 2 else ()))
    await world.tick(LONG_BEFORE)
    await world.tick("2026-03-08 11:00")
    assert set(await world.states(key(1))) == {-5, -3, -1, 1, 3, 5}


async def test_fifty_kills_around_the_hour_remind_once(tmp_path: Path) -> None:
    """Planned, claimed or sent: a new process goes on where the old one ended."""
    told: list[str] = []
    for turn in range(50):
        async with open_engine(tmp_path, "2026-03-08 08:58", [timed()]) as world:
            world.clock.at += timedelta(seconds=6 * turn)
            await reader(world, 1, 3)
            await world.delivery.recover()
            await world.planner.plan(world.clock.now())
            if turn % 3:
                await world.delivery.deliver_due()
            told += world.sender.told()
    assert told == [key(3)]


async def test_clock_put_back_reminds_once(world: EngineWorld) -> None:
    """A machine whose clock was an hour ahead has reminded too early, and does not do so again."""
    world.agenda.put(timed())
    await reader(world, 1, 3)
    await ticks(world, LONG_BEFORE, "2026-03-08 09:30")
    await ticks(world, "2026-03-08 08:00", "2026-03-08 11:00")
    assert world.sender.told() == [key(3)]
