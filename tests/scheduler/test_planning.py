"""What falls due, to whom: planned by ticks, read back from the outbox and the recording sender."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.calendar.cities import City
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.topics import Subscription, Topic
from data.store.chats import ChatState, Frequency
from tests.scheduler.stage import Stage, cancelled, moment, on, within

MARCH_8 = date(2026, 3, 8)
OF_7 = "reminder:event:1:0:2026-03-08:7"
OF_1 = "reminder:event:1:0:2026-03-08:1"
OF_0 = "reminder:event:1:0:2026-03-08:0"


async def test_reminders_come_at_the_chosen_days_and_hour(stage: Stage) -> None:
    """Default lead times are a week and a day; each comes once, at ten in Moscow, however often it ticks."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.tick_through("2026-02-28 00:00", "2026-03-09 23:00")
    assert stage.sender.told() == [OF_7, OF_1]
    assert (await stage.rows(OF_7))[1].sent_at == moment("2026-03-01 07:00")
    assert (await stage.rows(OF_1))[1].sent_at == moment("2026-03-07 07:00")


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
    stage: Stage, zone: str, hour: int, day: date, sent_at: str
) -> None:
    """One reminder at the chat's wall time, also on the days when clocks change."""
    stage.agenda.put(on(1, day))
    await stage.chat(zone=zone, hour=hour, leads={Topic.OWN: (1,)})
    start = moment(sent_at) - timedelta(hours=30)
    end = moment(sent_at) + timedelta(hours=30)
    await stage.tick_through(start.isoformat()[:16], end.isoformat()[:16])
    [row] = (await stage.rows(f"reminder:event:1:0:{day.isoformat()}:1")).values()
    assert row.sent_at == moment(sent_at)
    assert len(stage.sender.told()) == 1


async def test_repeated_tick_plans_nothing_twice(stage: Stage) -> None:
    """Planning again at the same instant adds nothing, and nobody is told twice."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.tick("2026-03-01 07:00")
    assert await stage.planner.plan(stage.clock.now()) == 0
    await stage.tick()
    assert stage.sender.told() == [OF_7]


async def test_restart_between_planning_and_sending_loses_nothing(stage: Stage, tmp_path: Path) -> None:
    """What is planned is in the file: a new process sends it, and plans it no second time."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    stage.clock.at = moment("2026-03-01 07:00")
    await stage.planner.plan(stage.clock.now())
    await stage.database.close()
    again = await Stage.open(tmp_path, "2026-03-01 07:05", on(1, MARCH_8))
    try:
        await again.tick()
        assert again.sender.told() == [OF_7]
    finally:
        await again.database.close()


async def test_fifty_restarts_around_the_hour_send_one_reminder(tmp_path: Path) -> None:
    """However often the process starts around the hour, one reminder is sent."""
    told: list[str] = []
    for minute in range(50):
        stage = await Stage.open(tmp_path, "2026-03-01 06:58", on(1, MARCH_8))
        stage.clock.at += timedelta(seconds=6 * minute)
        try:
            await stage.chat()
            await stage.delivery.recover()
            await stage.tick()
            told += stage.sender.told()
        finally:
            await stage.database.close()
    assert told == [OF_7]


@pytest.mark.parametrize(
    ("since", "told"), [("2026-03-01 06:59", [OF_7]), ("2026-03-01 07:00", []), ("2026-03-01 09:00", [])]
)
async def test_subscription_made_after_the_hour_gets_no_reminder_of_it(
    stage: Stage, since: str, told: list[str]
) -> None:
    """A subscription counts from the next hour on, not for one that has come already."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat(2, Topic.BULLETIN)
    await stage.tick_through("2026-03-01 05:00", since, timedelta(minutes=30))
    await stage.chat(since=moment(since))
    await stage.tick_through(since, "2026-03-02 09:00")
    assert stage.sender.told() == told


async def test_outage_of_three_days_leaves_one_reminder(stage: Stage) -> None:
    """After an outage each occasion is reminded of once, with the fewest days ahead that have passed."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat(leads={Topic.OWN: (14, 7, 3, 1, 0)})
    await stage.tick("2026-02-28 12:00")
    stage.sender.sent.clear()
    await stage.tick("2026-03-07 12:00")
    assert stage.sender.told() == [OF_1]
    await stage.tick("2026-03-08 07:00")
    assert stage.sender.told() == [OF_1, OF_0]


async def test_outage_until_just_before_the_hour_leaves_one_reminder(stage: Stage) -> None:
    """What would say at half past nine that it is today leaves that to the reminder of ten."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat(leads={Topic.OWN: (1, 0)})
    await stage.chat(2, leads={Topic.OWN: (1,)})
    await stage.tick("2026-03-06 12:00")
    await stage.tick("2026-03-08 06:30")
    await stage.tick("2026-03-08 07:00")
    assert (stage.sender.told(1), stage.sender.told(2)) == ([OF_0], [OF_1])


async def test_outage_over_the_day_itself_leaves_no_reminder(stage: Stage) -> None:
    """An occasion that has begun is not announced any more."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.tick("2026-02-27 12:00")
    await stage.tick("2026-03-09 12:00")
    assert stage.sender.told() == []


async def test_reminder_delayed_into_the_night_waits_for_the_morning(stage: Stage) -> None:
    """Nobody is woken by a reminder that is as good at breakfast."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.tick("2026-02-28 12:00")
    await stage.tick("2026-03-01 20:30")
    assert stage.sender.told() == []
    await stage.tick("2026-03-02 07:00")
    assert stage.sender.told() == [OF_7]


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
    stage: Stage, at: str, hour: int, expected: str
) -> None:
    """Moving one's hour across the present leaves exactly one reminder."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    # others keep both hours planned all the time
    await stage.chat(2, Topic.BULLETIN, hour=hour)
    await stage.chat(3, Topic.BULLETIN, hour=10)
    await stage.tick_through("2026-02-28 20:00", "2026-03-01 05:30")
    while stage.clock.now() < moment(at):
        stage.clock.at += timedelta(minutes=30)
        await stage.tick()
    await stage.chats.set_hour(1, hour, stage.clock.now())
    await stage.tick_through(at, "2026-03-02 20:00")
    assert stage.sender.told() == [OF_7]
    assert (await stage.rows(OF_7))[1].sent_at == moment(expected)


async def test_changed_zone_neither_loses_nor_repeats_a_reminder(stage: Stage) -> None:
    """In Kamchatka it was ten o'clock long ago: who moves there in the Moscow morning is told at once."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.chat(2, Topic.BULLETIN, zone="Asia/Kamchatka")
    await stage.tick_through("2026-02-28 20:00", "2026-03-01 06:00")
    await stage.chats.set_zone(1, "Asia/Kamchatka", stage.clock.now())
    await stage.tick_through("2026-03-01 06:30", "2026-03-02 20:00")
    assert stage.sender.told() == [OF_7]


async def test_local_hour_without_chats_is_not_planned_later(stage: Stage) -> None:
    """Who moves to an hour last used weeks ago is not told what that hour would have told meanwhile."""
    stage.agenda.put(on(1, date(2026, 3, 20)))
    await stage.chat(leads={Topic.OWN: (14,)})
    await stage.chat(2, Topic.BULLETIN, hour=18)
    await stage.tick("2026-02-20 16:00")
    await stage.chats.set_hour(2, 11, stage.clock.now())
    # three weeks pass; the reminder of the sixth of March is muted away, as if by a weekly reader
    await stage.chats.set_frequency(1, Frequency.WEEKLY, stage.clock.now())
    await stage.tick_through("2026-02-21 00:00", "2026-03-10 12:00", timedelta(hours=6))
    await stage.chats.set_frequency(1, Frequency.EACH, stage.clock.now())
    await stage.chats.set_hour(1, 18, stage.clock.now())
    await stage.tick_through("2026-03-10 12:30", "2026-03-12 12:00", timedelta(hours=1))
    assert stage.sender.told() == []


@pytest.mark.parametrize("subject", ["event:1", "event:1:0"])
async def test_muted_occasion_is_not_planned(stage: Stage, subject: str) -> None:
    """Muting an event mutes its places and times; other events are told."""
    stage.agenda.put(on(1, MARCH_8))
    stage.agenda.put(on(11, MARCH_8))
    await stage.chat()
    await stage.subscriptions.mute(1, subject)
    await stage.tick_through("2026-03-01 06:00", "2026-03-08 12:00")
    assert stage.sender.told() == [
        OF_7.replace("event:1:", "event:11:"),
        OF_1.replace("event:1:", "event:11:"),
    ]


async def test_cancelled_event_is_not_planned(stage: Stage) -> None:
    """Nobody is invited to what will not take place."""
    stage.agenda.put(cancelled(on(1, MARCH_8)))
    await stage.chat()
    await stage.tick_through("2026-03-01 06:00", "2026-03-08 12:00")
    assert stage.sender.told() == []


async def test_moved_event_is_planned_anew(stage: Stage) -> None:
    """The lead times count down to the new day as if nothing had been said before."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.tick_through("2026-03-01 06:00", "2026-03-04 12:00")
    stage.agenda.put(on(1, date(2026, 3, 20)))
    await stage.tick_through("2026-03-04 12:30", "2026-03-20 12:00", timedelta(hours=1))
    assert stage.sender.told() == [
        OF_7,
        "reminder:event:1:0:2026-03-20:7",
        "reminder:event:1:0:2026-03-20:1",
    ]


@pytest.mark.parametrize(
    ("paused_until", "told"),
    [(date(2026, 2, 28), [OF_7, OF_1]), (date(2026, 3, 1), [OF_1]), (date(2026, 3, 31), [])],
)
async def test_pause_lasts_through_its_last_day(stage: Stage, paused_until: date, told: list[str]) -> None:
    """Nothing comes while a chat is silent, nor afterwards what it would have got."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.chats.set_paused_until(1, paused_until, stage.clock.now() - timedelta(days=30))
    await stage.tick_through("2026-02-28 22:00", "2026-03-08 12:00")
    assert stage.sender.told() == told


@pytest.mark.parametrize("state", [ChatState.STOPPED, ChatState.BLOCKED, ChatState.GONE])
async def test_closed_chat_is_not_planned_for(stage: Stage, state: ChatState) -> None:
    """Only active chats are planned for."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.chats.set_state(1, state, stage.clock.now())
    await stage.tick_through("2026-03-01 06:00", "2026-03-08 12:00")
    assert stage.sender.told() == []


async def test_weekly_chat_gets_no_reminders(stage: Stage) -> None:
    """A weekly reader is told by the bulletin alone."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.chats.set_frequency(1, Frequency.WEEKLY, moment("2026-02-01 00:00"))
    await stage.tick_through("2026-03-01 06:00", "2026-03-08 12:00")
    assert stage.sender.told() == []


async def test_lead_times_of_all_topics_that_match_count_together(stage: Stage) -> None:
    """Who follows an event and its kind is told at the days chosen for either, once each."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat(
        1,
        Topic.OWN,
        Subscription(Topic.EVENT, "1"),
        leads={Topic.OWN: (7, 1), Topic.EVENT: (3, 1)},
    )
    await stage.tick_through("2026-02-20 06:00", "2026-03-08 12:00", timedelta(hours=1))
    assert stage.sender.told() == [OF_7, OF_7.replace(":7", ":3"), OF_1]


async def test_no_lead_times_mean_no_reminders(stage: Stage) -> None:
    """A topic may be followed for its changes alone."""
    stage.agenda.put(on(1, MARCH_8))
    stage.agenda.put(within(2, date(2026, 3, 5), date(2026, 3, 31)))
    await stage.chat(leads={Topic.OWN: ()})
    await stage.tick_through("2026-02-20 06:00", "2026-03-08 12:00", timedelta(hours=1))
    assert stage.sender.told() == []


@pytest.mark.parametrize(
    ("leads", "sent_at"),
    [((7, 1), "2026-03-25 07:00"), ((30, 1), "2026-03-02 07:00"), ((0,), "2026-04-01 07:00")],
)
async def test_window_is_announced_once_before_it_opens(
    stage: Stage, leads: tuple[int, ...], sent_at: str
) -> None:
    """«В апреле» is told once, at the longest of the chosen lead times."""
    stage.agenda.put(within(1, date(2026, 4, 1), date(2026, 4, 30)))
    await stage.chat(leads={Topic.OWN: leads})
    await stage.tick_through("2026-02-20 07:00", "2026-05-01 07:00", timedelta(hours=6))
    assert stage.sender.told() == ["window:event:1:0:2026-04-01"]
    assert (await stage.rows("window:event:1:0:2026-04-01"))[1].sent_at == moment(sent_at)


async def test_window_known_late_is_announced_at_the_next_hour(stage: Stage) -> None:
    """An event that gets its month a few days before it begins is told at the next hour."""
    await stage.chat()
    await stage.tick_through("2026-03-25 07:00", "2026-03-28 07:00", timedelta(hours=6))
    stage.agenda.put(within(1, date(2026, 4, 1), date(2026, 4, 30)))
    await stage.tick_through("2026-03-28 13:00", "2026-04-05 07:00", timedelta(hours=6))
    assert (await stage.rows("window:event:1:0:2026-04-01"))[1].sent_at == moment("2026-03-29 07:00")


async def test_window_that_has_opened_is_not_announced(stage: Stage) -> None:
    """Who begins to follow in the middle of April is not told that something is due in April."""
    stage.agenda.put(within(1, date(2026, 4, 1), date(2026, 4, 30)))
    await stage.chat(since=moment("2026-04-10 07:00"))
    await stage.tick_through("2026-04-10 07:00", "2026-04-20 07:00", timedelta(hours=6))
    assert stage.sender.told() == []


async def test_window_that_became_a_day_gets_reminders(stage: Stage) -> None:
    """Once the day is known the lead times apply, and the planned note of the window is void."""
    stage.agenda.put(within(1, date(2026, 4, 1), date(2026, 4, 30)))
    await stage.chat()
    stage.clock.at = moment("2026-03-25 07:00")
    await stage.planner.plan(stage.clock.now())
    stage.agenda.put(on(1, date(2026, 4, 1)))
    await stage.delivery.deliver_due()
    assert await stage.states("window:event:1:0:2026-04-01") == {1: "void"}
    await stage.tick_through("2026-03-25 08:00", "2026-04-01 07:00", timedelta(hours=1))
    assert stage.sender.told() == ["reminder:event:1:0:2026-04-01:1"]


async def test_standing_and_undated_events_are_not_planned(stage: Stage) -> None:
    """What has no day and no window has nothing to count down to."""
    undated = ImpreciseDate("по отдельному графику", Precision.UNSCHEDULED)
    occasion = Occasion("event:1:0", OccasionKind.EVENT, undated, 2026, event=on(1, MARCH_8).event)
    stage.agenda.put(occasion)
    await stage.chat()
    await stage.tick_through("2026-03-01 06:00", "2026-03-08 12:00", timedelta(hours=6))
    assert stage.sender.told() == []


async def test_bulletin_is_not_announced_and_the_journal_is(stage: Stage) -> None:
    """The bulletin comes by itself; the journal's quarter is a window like another."""
    day = ImpreciseDate("", Precision.DAY, MARCH_8, MARCH_8)
    quarter = ImpreciseDate("", Precision.QUARTER, date(2026, 4, 1), date(2026, 6, 30))
    stage.agenda.put(Occasion("bulletin:2026-W10", OccasionKind.BULLETIN, day, 2026))
    stage.agenda.put(Occasion("journal:2026-Q2", OccasionKind.JOURNAL, quarter, 2026))
    await stage.chat(1, Topic.BULLETIN, Topic.JOURNAL)
    await stage.tick_through("2026-02-25 07:00", "2026-04-05 07:00", timedelta(hours=6))
    assert stage.sender.told() == ["window:journal:2026-Q2:2026-04-01"]


async def test_city_follower_gets_what_happens_there(stage: Stage, kazan: City) -> None:
    """A city's day outside the general agenda is told to those who follow that city only."""
    day = ImpreciseDate("", Precision.DAY, MARCH_8, MARCH_8)
    stage.agenda.put(
        Occasion("city_day:kazan:2026", OccasionKind.CITY_DAY, day, 2026, city=kazan, age=1021, listed=False)
    )
    await stage.chat(1, Subscription(Topic.CITY, "kazan"))
    await stage.chat(2, Topic.CITY_DAYS, Subscription(Topic.CITY, "minsk"))
    await stage.tick("2026-03-01 07:00")
    assert set(await stage.states("reminder:city_day:kazan:2026:2026-03-08:7")) == {1}


async def test_chats_in_several_chunks_are_all_planned_for(stage: Stage) -> None:
    """Planning goes in chunks, of three chats here, groups with negative ids first; none is left out."""
    stage.agenda.put(on(1, MARCH_8))
    everybody = [*range(-5, 0), *range(1, 6)]
    for chat_id in everybody:
        await stage.chat(chat_id)
    stage.clock.at = moment("2026-03-01 07:00")
    assert await stage.planner.plan(stage.clock.now()) == len(everybody)
    assert set(await stage.states(OF_7)) == set(everybody)


async def test_notices_due_in_one_hour_are_one_message(stage: Stage) -> None:
    """Five things on one morning do not ring five times."""
    for number in range(1, 6):
        stage.agenda.put(on(number, MARCH_8))
    await stage.chat()
    await stage.tick("2026-03-01 07:00")
    assert [len(keys) for _, keys in stage.sender.sent] == [5]


def _instants(first: str, hours: int) -> list[datetime]:
    return [moment(first) + timedelta(hours=hour) for hour in range(hours)]


async def test_clock_moved_forward_and_back_repeats_nothing(stage: Stage) -> None:
    """Steps of the machine's clock by an hour either way repeat nothing and lose nothing."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    for at in _instants("2026-03-01 05:00", 8):
        for step in (0, 1, -1, 0):
            stage.clock.at = at + timedelta(hours=step)
            await stage.tick()
    assert stage.sender.told() == [OF_7]
