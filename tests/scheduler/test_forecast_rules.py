"""The forecast equals what the planner does, for leads, windows, mutes, pauses, frequencies."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from data.calendar.imprecise_dates import ClockTime
from data.calendar.topics import Topic
from data.store.chat_values import ChatState, Frequency
from data.store.store import store_over
from data.store.targeting.recipients import Recipients
from scheduler.bulletins.schedule import Timetable
from scheduler.forecast import Forecast
from scheduler.reminder_forecast import Ahead, ReminderForecast
from tests.factories import cancelled, on, within
from tests.world.clocks import moment
from tests.world.engine import EngineWorld

FRIDAY_NOON = Timetable(4, 12, "Europe/Moscow")
OWNER = 100
LONGEST = timedelta(days=45)


def forecast_of(world: EngineWorld) -> Forecast:
    """Return the forecast over the world's database and agenda."""
    recipients = Recipients(world.database)
    return Forecast(store_over(world.database), recipients, world.current, FRIDAY_NOON, (OWNER,))


async def first_message(world: EngineWorld) -> datetime | None:
    """Return when the next message goes out, by ticks at 06:59 and 07:00 UTC each day."""
    before, day = len(world.sender.sent), world.clock.at.replace(hour=7, minute=0)
    end = world.clock.at + LONGEST
    while (day := day + timedelta(days=1)) < end:
        for at in (day - timedelta(minutes=1), day):
            world.clock.at = at
            await world.tick()
            if len(world.sender.sent) > before:
                return at
    return None


@pytest.mark.parametrize(
    ("first", "last", "leads", "expected"),
    [
        # a day: the next of the chosen leads that is still ahead
        (date(2026, 3, 20), None, (7, 1), "2026-03-13 07:00"),
        (date(2026, 3, 5), None, (7, 1), "2026-03-04 07:00"),
        (date(2026, 3, 5), None, (0,), "2026-03-05 07:00"),
        (date(2026, 3, 5), None, (14,), None),
        (date(2026, 3, 5), None, (), None),
        # a window: the longest chosen lead before it opens, or the next hour where that has passed
        (date(2026, 4, 1), date(2026, 4, 30), (14, 1), "2026-03-18 07:00"),
        (date(2026, 3, 10), date(2026, 3, 31), (30, 1), "2026-03-02 07:00"),
        (date(2026, 3, 10), date(2026, 3, 31), (0,), "2026-03-10 07:00"),
        (date(2026, 2, 10), date(2026, 3, 31), (30, 1), None),
    ],
)
async def test_next_message_is_forecast_as_it_is_planned(
    world: EngineWorld, first: date, last: date | None, leads: tuple[int, ...], expected: str | None
) -> None:
    """Days and windows, near and far, with several leads."""
    await world.chat(leads={Topic.OWN: leads})
    await world.tick()
    world.agenda.put(on(1, first) if last is None else within(1, first, last))
    forecast = await forecast_of(world).next(world.clock.now(), [1])
    assert forecast == (moment(expected) if expected else None)
    assert await first_message(world) == forecast


async def test_window_already_announced_is_not_forecast_again(world: EngineWorld) -> None:
    """It is due every day until it opens, and is sent once."""
    world.agenda.put(within(1, date(2026, 3, 20), date(2026, 4, 20)))
    await world.chat(leads={Topic.OWN: (30,)})
    await world.tick("2026-03-02 07:00")
    assert len(world.sender.sent) == 1
    assert await forecast_of(world).next(world.clock.now(), [1]) is None
    assert await first_message(world) is None


@pytest.mark.parametrize("obstacle", ["muted", "weekly", "stopped", "blocked", "cancelled", "unfollowed"])
async def test_unwanted_notice_is_not_forecast(world: EngineWorld, obstacle: str) -> None:
    """A notice that delivery would reject is not forecast."""
    await world.chat()
    await world.tick()
    occasion = on(1, date(2026, 3, 20))
    world.agenda.put(cancelled(occasion) if obstacle == "cancelled" else occasion)
    if obstacle == "muted":
        await world.subscriptions.mute(1, "event:1")
    elif obstacle == "weekly":
        await world.chats.set_frequency(1, Frequency.WEEKLY, world.clock.now())
    elif obstacle in {"stopped", "blocked"}:
        await world.chats.set_state(1, ChatState(obstacle), world.clock.now())
    elif obstacle == "unfollowed":
        await world.subscriptions.clear(1)
    assert await forecast_of(world).next(world.clock.now(), [1]) is None
    assert await first_message(world) is None


async def test_pause_moves_the_forecast_to_its_end(world: EngineWorld) -> None:
    """Reminders that fall into the pause are left out, later ones are not."""
    await world.chat(leads={Topic.OWN: (14, 7, 1)})
    world.agenda.put(on(1, date(2026, 3, 20)))
    await world.chats.set_paused_until(1, date(2026, 3, 10), world.clock.now())
    forecast = await forecast_of(world).next(world.clock.now(), [1])
    assert forecast == moment("2026-03-13 07:00")


async def test_window_that_opens_after_a_pause_is_forecast_for_its_end(world: EngineWorld) -> None:
    """Its lead time has passed in the pause, and it is announced on the first day after."""
    await world.chat(leads={Topic.OWN: (30,)})
    world.agenda.put(within(1, date(2026, 3, 20), date(2026, 4, 20)))
    await world.chats.set_paused_until(1, date(2026, 3, 10), world.clock.now())
    forecast = await forecast_of(world).next(world.clock.now(), [1])
    assert forecast == moment("2026-03-11 07:00")
    assert await first_message(world) == forecast


@pytest.mark.parametrize(
    ("hours", "expected"), [((3,), "2026-03-05 09:00"), ((1,), "2026-03-05 11:00"), ((), None)]
)
async def test_hours_ahead_are_forecast(
    world: EngineWorld, hours: tuple[int, ...], expected: str | None
) -> None:
    """At the event's own time, which is no local hour of the chat."""
    await world.chat(leads={Topic.OWN: ()})
    await world.subscriptions.set_hours(1, Topic.OWN, hours)
    world.agenda.put(replace(on(1, date(2026, 3, 5)), time=ClockTime(time(15))))
    forecast = await forecast_of(world).next(world.clock.now(), [1])
    assert forecast == (moment(expected) if expected else None)


async def test_several_reminders_are_forecast_in_order(world: EngineWorld) -> None:
    """Of several occasions and lead times, at most as many as asked for."""
    await world.chat(leads={Topic.OWN: (7, 1)})
    for number, day in ((1, 20), (2, 15), (3, 29)):
        world.agenda.put(on(number, date(2026, 3, day)))
    known = await Recipients(world.database).read([1])
    ahead = Ahead(world.agenda, world.clock.now(), timedelta(days=731))
    found = await ReminderForecast(world.store).upcoming(known[1], ahead, 4)
    assert [(one.occasion.key, f"{one.at:%d %H:%M}") for one in found] == [
        ("event:2:0", "08 07:00"),
        ("event:1:0", "13 07:00"),
        ("event:2:0", "14 07:00"),
        ("event:1:0", "19 07:00"),
    ]


async def test_stopped_owner_is_still_shown_the_draft(world: EngineWorld) -> None:
    """The draft comes a day before the issue, even to an owner who has stopped notices as a reader."""
    await world.chat(OWNER)
    await world.chats.set_state(OWNER, ChatState.STOPPED, world.clock.now())
    assert await forecast_of(world).next(world.clock.now(), [OWNER]) == moment("2026-03-05 09:00")


async def test_earliest_of_all_chats_is_forecast(world: EngineWorld) -> None:
    """Each by its own hour and zone. Chats the bot does not know are left out."""
    world.agenda.put(on(1, date(2026, 3, 20)))
    await world.chat(1)
    await world.chat(2, zone="Asia/Vladivostok", hour=9)
    assert await forecast_of(world).next(world.clock.now(), [77, 1, 2]) == moment("2026-03-12 23:00")
