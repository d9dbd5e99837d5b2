"""Planning: ticks post notices for the right chats, which the outbox and the sender show."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatState, Frequency
from tests.factories import cancelled, kazan, on, within
from tests.world.clocks import moment
from tests.world.engine import EngineWorld, open_engine

MARCH_8 = date(2026, 3, 8)
OF_7 = "reminder:event:1:0:2026-03-08:7"
OF_1 = "reminder:event:1:0:2026-03-08:1"
OF_0 = "reminder:event:1:0:2026-03-08:0"


async def test_reminders_come_at_the_chosen_days_and_hour(world: EngineWorld) -> None:
    """By default reminders come a week and a day ahead, once each, at ten in Moscow."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.tick_through("2026-02-28 00:00", "2026-03-09 23:00")
    assert world.sender.told() == [OF_7, OF_1]
    assert (await world.rows(OF_7))[1].sent_at == moment("2026-03-01 07:00")
    assert (await world.rows(OF_1))[1].sent_at == moment("2026-03-07 07:00")


@pytest.mark.parametrize(
    ("zone", "hour", "day", "sent_at"),
    [
        ("Europe/Moscow", 10, date(2026, 3, 2), "2026-03-01 07:00"),
        ("Asia/Kamchatka", 10, date(2026, 3, 2), "2026-02-28 22:00"),
        # the hour is left out that night
        ("Europe/Berlin", 2, date(2026, 3, 30), "2026-03-29 01:00"),
        # the hour comes twice that night
        ("Europe/Berlin", 2, date(2026, 10, 26), "2026-10-25 00:00"),
        # the clocks went back at midnight, and 23:00 came twice
        ("Asia/Almaty", 23, date(2024, 3, 1), "2024-02-29 17:00"),
        ("Asia/Almaty", 10, date(2024, 3, 2), "2024-03-01 05:00"),
        ("Europe/Moscow", 10, date(2028, 3, 1), "2028-02-29 07:00"),
    ],
)
async def test_every_local_hour_is_planned_once_in_its_zone(
    world: EngineWorld, zone: str, hour: int, day: date, sent_at: str
) -> None:
    """One reminder at the chat's wall time, also on the days when clocks change."""
    world.agenda.put(on(1, day))
    await world.chat(zone=zone, hour=hour, leads={Topic.OWN: (1,)})
    start = moment(sent_at) - timedelta(hours=30)
    end = moment(sent_at) + timedelta(hours=30)
    await world.tick_through(start.isoformat()[:16], end.isoformat()[:16])
    [row] = (await world.rows(f"reminder:event:1:0:{day.isoformat()}:1")).values()
    assert row.sent_at == moment(sent_at)
    assert len(world.sender.told()) == 1


async def test_repeated_tick_plans_nothing_twice(world: EngineWorld) -> None:
    """Planning again at the same instant adds no delivery, and no chat is told twice."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.tick("2026-03-01 07:00")
    assert await world.planner.plan(world.clock.now()) == 0
    await world.tick()
    assert world.sender.told() == [OF_7]


async def test_restart_between_planning_and_sending_loses_nothing(world: EngineWorld, tmp_path: Path) -> None:
    """Planned notices are in the file: a new process sends them, and does not plan them again."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    world.clock.at = moment("2026-03-01 07:00")
    await world.planner.plan(world.clock.now())
    await world.database.close()
    async with open_engine(tmp_path, "2026-03-01 07:05", [on(1, MARCH_8)]) as again:
        await again.tick()
        assert again.sender.told() == [OF_7]


async def test_fifty_restarts_around_the_hour_send_one_reminder(tmp_path: Path) -> None:
    """However often the process starts around the hour, one reminder is sent."""
    told: list[str] = []
    for minute in range(50):
        async with open_engine(tmp_path, "2026-03-01 06:58", [on(1, MARCH_8)]) as world:
            world.clock.at += timedelta(seconds=6 * minute)
            await world.chat()
            await world.delivery.recover()
            await world.tick()
            told += world.sender.told()
    assert told == [OF_7]


@pytest.mark.parametrize(
    ("since", "told"), [("2026-03-01 06:59", [OF_7]), ("2026-03-01 07:00", []), ("2026-03-01 09:00", [])]
)
async def test_subscription_made_after_the_hour_gets_no_reminder_of_it(
    world: EngineWorld, since: str, told: list[str]
) -> None:
    """A subscription counts from the next hour on, not for one that has come already."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat(2, Topic.BULLETIN)
    await world.tick_through("2026-03-01 05:00", since, timedelta(minutes=30))
    await world.chat(since=moment(since))
    await world.tick_through(since, "2026-03-02 09:00")
    assert world.sender.told() == told


async def test_outage_of_three_days_leaves_one_reminder(world: EngineWorld) -> None:
    """After an outage each occasion is reminded of once, with the fewest days ahead that have passed."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat(leads={Topic.OWN: (14, 7, 3, 1, 0)})
    await world.tick("2026-02-28 12:00")
    world.sender.sent.clear()
    await world.tick("2026-03-07 12:00")
    assert world.sender.told() == [OF_1]
    await world.tick("2026-03-08 07:00")
    assert world.sender.told() == [OF_1, OF_0]


async def test_outage_until_just_before_the_hour_leaves_one_reminder(world: EngineWorld) -> None:
    """A late reminder at half past nine is left out if the chat is reminded of the day at ten."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat(leads={Topic.OWN: (1, 0)})
    await world.chat(2, leads={Topic.OWN: (1,)})
    await world.tick("2026-03-06 12:00")
    await world.tick("2026-03-08 06:30")
    await world.tick("2026-03-08 07:00")
    assert (world.sender.told(1), world.sender.told(2)) == ([OF_0], [OF_1])


async def test_outage_over_the_day_itself_leaves_no_reminder(world: EngineWorld) -> None:
    """An occasion that has begun is not announced any more."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.tick("2026-02-27 12:00")
    await world.tick("2026-03-09 12:00")
    assert world.sender.told() == []


async def test_reminder_delayed_into_the_night_waits_for_the_morning(world: EngineWorld) -> None:
    """A reminder that is not urgent does not come at night."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.tick("2026-02-28 12:00")
    await world.tick("2026-03-01 20:30")
    assert world.sender.told() == []
    await world.tick("2026-03-02 07:00")
    assert world.sender.told() == [OF_7]


@pytest.mark.parametrize(
    ("at", "hour", "expected"),
    [
        # moved to an hour that had come already today, before the old one came
        ("2026-03-01 06:00", 8, "2026-03-01 06:00"),
        # moved to a later hour before the old one came
        ("2026-03-01 06:00", 15, "2026-03-01 12:00"),
        # moved after it was told
        ("2026-03-01 08:00", 8, "2026-03-01 07:00"),
        ("2026-03-01 08:00", 15, "2026-03-01 07:00"),
    ],
)
async def test_changed_hour_neither_loses_nor_repeats_a_reminder(
    world: EngineWorld, at: str, hour: int, expected: str
) -> None:
    """Moving one's hour across the present leaves exactly one reminder."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    # others keep both hours planned all the time
    await world.chat(2, Topic.BULLETIN, hour=hour)
    await world.chat(3, Topic.BULLETIN, hour=10)
    await world.tick_through("2026-02-28 20:00", "2026-03-01 05:30")
    while world.clock.now() < moment(at):
        world.clock.at += timedelta(minutes=30)
        await world.tick()
    await world.chats.set_hour(1, hour, world.clock.now())
    await world.tick_through(at, "2026-03-02 20:00")
    assert world.sender.told() == [OF_7]
    assert (await world.rows(OF_7))[1].sent_at == moment(expected)


async def test_changed_zone_neither_loses_nor_repeats_a_reminder(world: EngineWorld) -> None:
    """A chat that changes its zone to Kamchatka, where ten o'clock has passed, is reminded at once."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.chat(2, Topic.BULLETIN, zone="Asia/Kamchatka")
    await world.tick_through("2026-02-28 20:00", "2026-03-01 06:00")
    await world.chats.set_zone(1, "Asia/Kamchatka", world.clock.now())
    await world.tick_through("2026-03-01 06:30", "2026-03-02 20:00")
    assert world.sender.told() == [OF_7]


async def test_local_hour_without_chats_is_not_planned_later(world: EngineWorld) -> None:
    """A chat that chooses an hour unused for weeks does not get the reminders of those weeks."""
    world.agenda.put(on(1, date(2026, 3, 20)))
    await world.chat(leads={Topic.OWN: (14,)})
    await world.chat(2, Topic.BULLETIN, hour=18)
    await world.tick("2026-02-20 16:00")
    await world.chats.set_hour(2, 11, world.clock.now())
    # three weeks pass; the reminder of the sixth of March is muted away, as if by a weekly reader
    await world.chats.set_frequency(1, Frequency.WEEKLY, world.clock.now())
    await world.tick_through("2026-02-21 00:00", "2026-03-10 12:00", timedelta(hours=6))
    await world.chats.set_frequency(1, Frequency.EACH, world.clock.now())
    await world.chats.set_hour(1, 18, world.clock.now())
    await world.tick_through("2026-03-10 12:30", "2026-03-12 12:00", timedelta(hours=1))
    assert world.sender.told() == []


@pytest.mark.parametrize("subject", ["event:1", "event:1:0"])
async def test_muted_occasion_is_not_planned(world: EngineWorld, subject: str) -> None:
    """Muting an event mutes all its places and times, and no other event."""
    world.agenda.put(on(1, MARCH_8))
    world.agenda.put(on(11, MARCH_8))
    await world.chat()
    await world.subscriptions.mute(1, subject)
    await world.tick_through("2026-03-01 06:00", "2026-03-08 12:00")
    assert world.sender.told() == [
        OF_7.replace("event:1:", "event:11:"),
        OF_1.replace("event:1:", "event:11:"),
    ]


async def test_cancelled_event_is_not_planned(world: EngineWorld) -> None:
    """No reminder is planned for a cancelled event."""
    world.agenda.put(cancelled(on(1, MARCH_8)))
    await world.chat()
    await world.tick_through("2026-03-01 06:00", "2026-03-08 12:00")
    assert world.sender.told() == []


async def test_moved_event_is_planned_anew(world: EngineWorld) -> None:
    """The lead times count down to the new day as if nothing had been said before."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.tick_through("2026-03-01 06:00", "2026-03-04 12:00")
    world.agenda.put(on(1, date(2026, 3, 20)))
    await world.tick_through("2026-03-04 12:30", "2026-03-20 12:00", timedelta(hours=1))
    assert world.sender.told() == [
        OF_7,
        "reminder:event:1:0:2026-03-20:7",
        "reminder:event:1:0:2026-03-20:1",
    ]


@pytest.mark.parametrize(
    ("paused_until", "told"),
    [(date(2026, 2, 28), [OF_7, OF_1]), (date(2026, 3, 1), [OF_1]), (date(2026, 3, 31), [])],
)
async def test_pause_lasts_through_its_last_day(
    world: EngineWorld, paused_until: date, told: list[str]
) -> None:
    """A paused chat gets no notice, and none of the missed ones afterwards."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.chats.set_paused_until(1, paused_until, world.clock.now() - timedelta(days=30))
    await world.tick_through("2026-02-28 22:00", "2026-03-08 12:00")
    assert world.sender.told() == told


@pytest.mark.parametrize("state", [ChatState.STOPPED, ChatState.BLOCKED, ChatState.GONE])
async def test_closed_chat_is_not_planned_for(world: EngineWorld, state: ChatState) -> None:
    """Only active chats are planned for."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.chats.set_state(1, state, world.clock.now())
    await world.tick_through("2026-03-01 06:00", "2026-03-08 12:00")
    assert world.sender.told() == []


async def test_weekly_chat_gets_no_reminders(world: EngineWorld) -> None:
    """A chat with weekly frequency gets the bulletin only."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.chats.set_frequency(1, Frequency.WEEKLY, moment("2026-02-01 00:00"))
    await world.tick_through("2026-03-01 06:00", "2026-03-08 12:00")
    assert world.sender.told() == []


async def test_lead_times_of_all_topics_that_match_count_together(world: EngineWorld) -> None:
    """A chat that follows an event and its kind is reminded at the lead times of both, once each."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat(
        1,
        Topic.OWN,
        Subscription(Topic.EVENT, "1"),
        leads={Topic.OWN: (7, 1), Topic.EVENT: (3, 1)},
    )
    await world.tick_through("2026-02-20 06:00", "2026-03-08 12:00", timedelta(hours=1))
    assert world.sender.told() == [OF_7, OF_7.replace(":7", ":3"), OF_1]


async def test_no_lead_times_mean_no_reminders(world: EngineWorld) -> None:
    """A topic may be followed for its changes alone."""
    world.agenda.put(on(1, MARCH_8))
    world.agenda.put(within(2, date(2026, 3, 5), date(2026, 3, 31)))
    await world.chat(leads={Topic.OWN: ()})
    await world.tick_through("2026-02-20 06:00", "2026-03-08 12:00", timedelta(hours=1))
    assert world.sender.told() == []


@pytest.mark.parametrize(
    ("leads", "sent_at"),
    [((7, 1), "2026-03-25 07:00"), ((30, 1), "2026-03-02 07:00"), ((0,), "2026-04-01 07:00")],
)
async def test_window_is_announced_once_before_it_opens(
    world: EngineWorld, leads: tuple[int, ...], sent_at: str
) -> None:
    """«В апреле» is announced once, at the longest of the chosen lead times."""
    world.agenda.put(within(1, date(2026, 4, 1), date(2026, 4, 30)))
    await world.chat(leads={Topic.OWN: leads})
    await world.tick_through("2026-02-20 07:00", "2026-05-01 07:00", timedelta(hours=6))
    assert world.sender.told() == ["window:event:1:0:2026-04-01"]
    assert (await world.rows("window:event:1:0:2026-04-01"))[1].sent_at == moment(sent_at)


async def test_window_known_late_is_announced_at_the_next_hour(world: EngineWorld) -> None:
    """An event that gets its month a few days before it begins is announced at the next hour."""
    await world.chat()
    await world.tick_through("2026-03-25 07:00", "2026-03-28 07:00", timedelta(hours=6))
    world.agenda.put(within(1, date(2026, 4, 1), date(2026, 4, 30)))
    await world.tick_through("2026-03-28 13:00", "2026-04-05 07:00", timedelta(hours=6))
    assert (await world.rows("window:event:1:0:2026-04-01"))[1].sent_at == moment("2026-03-29 07:00")


async def test_window_that_has_opened_is_not_announced(world: EngineWorld) -> None:
    """A chat that subscribes in the middle of April gets no announcement of events in April."""
    world.agenda.put(within(1, date(2026, 4, 1), date(2026, 4, 30)))
    await world.chat(since=moment("2026-04-10 07:00"))
    await world.tick_through("2026-04-10 07:00", "2026-04-20 07:00", timedelta(hours=6))
    assert world.sender.told() == []


async def test_window_that_became_a_day_gets_reminders(world: EngineWorld) -> None:
    """Once the day is known the lead times apply, and the planned note of the window is void."""
    world.agenda.put(within(1, date(2026, 4, 1), date(2026, 4, 30)))
    await world.chat()
    world.clock.at = moment("2026-03-25 07:00")
    await world.planner.plan(world.clock.now())
    world.agenda.put(on(1, date(2026, 4, 1)))
    await world.delivery.deliver_due()
    assert await world.states("window:event:1:0:2026-04-01") == {1: "void"}
    await world.tick_through("2026-03-25 08:00", "2026-04-01 07:00", timedelta(hours=1))
    assert world.sender.told() == ["reminder:event:1:0:2026-04-01:1"]


async def test_standing_and_undated_events_are_not_planned(world: EngineWorld) -> None:
    """An event without a day and without a window has no reminders."""
    undated = ImpreciseDate("по отдельному графику", Precision.UNSCHEDULED)
    occasion = Occasion("event:1:0", OccasionKind.EVENT, undated, 2026, event=on(1, MARCH_8).event)
    world.agenda.put(occasion)
    await world.chat()
    await world.tick_through("2026-03-01 06:00", "2026-03-08 12:00", timedelta(hours=6))
    assert world.sender.told() == []


async def test_bulletin_is_not_announced_and_the_journal_is(world: EngineWorld) -> None:
    """The bulletin needs no reminder. The journal's quarter is announced as a window."""
    day = ImpreciseDate("", Precision.DAY, MARCH_8, MARCH_8)
    quarter = ImpreciseDate("", Precision.QUARTER, date(2026, 4, 1), date(2026, 6, 30))
    world.agenda.put(Occasion("bulletin:2026-W10", OccasionKind.BULLETIN, day, 2026))
    world.agenda.put(Occasion("journal:2026-Q2", OccasionKind.JOURNAL, quarter, 2026))
    await world.chat(1, Topic.BULLETIN, Topic.JOURNAL)
    await world.tick_through("2026-02-25 07:00", "2026-04-05 07:00", timedelta(hours=6))
    assert world.sender.told() == ["window:journal:2026-Q2:2026-04-01"]


async def test_city_follower_gets_what_happens_there(world: EngineWorld) -> None:
    """A city's day is told to followers of the city and of all city days only."""
    day = ImpreciseDate("", Precision.DAY, MARCH_8, MARCH_8)
    world.agenda.put(
        Occasion("city_day:kazan:2026", OccasionKind.CITY_DAY, day, 2026, city=kazan(), age=1021)
    )
    await world.chat(1, Subscription(Topic.CITY, "kazan"))
    await world.chat(2, Topic.CITY_DAYS)
    await world.chat(3, Subscription(Topic.CITY, "minsk"))
    await world.tick("2026-03-01 07:00")
    assert set(await world.states("reminder:city_day:kazan:2026:2026-03-08:7")) == {1, 2}


async def test_chats_in_several_chunks_are_all_planned_for(world: EngineWorld) -> None:
    """Planning goes in chunks of three chats here, groups with negative ids first, and omits none."""
    world.agenda.put(on(1, MARCH_8))
    everybody = [*range(-5, 0), *range(1, 6)]
    for chat_id in everybody:
        await world.chat(chat_id)
    world.clock.at = moment("2026-03-01 07:00")
    assert await world.planner.plan(world.clock.now()) == len(everybody)
    assert set(await world.states(OF_7)) == set(everybody)


async def test_notices_due_in_one_hour_are_one_message(world: EngineWorld) -> None:
    """Five things on one morning do not ring five times."""
    for number in range(1, 6):
        world.agenda.put(on(number, MARCH_8))
    await world.chat()
    await world.tick("2026-03-01 07:00")
    assert [len(keys) for _, keys in world.sender.sent] == [5]


def _instants(first: str, hours: int) -> list[datetime]:
    return [moment(first) + timedelta(hours=hour) for hour in range(hours)]


async def test_clock_moved_forward_and_back_repeats_nothing(world: EngineWorld) -> None:
    """Steps of the machine's clock by an hour either way repeat nothing and lose nothing."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    for at in _instants("2026-03-01 05:00", 8):
        for step in (0, 1, -1, 0):
            world.clock.at = at + timedelta(hours=step)
            await world.tick()
    assert world.sender.told() == [OF_7]
