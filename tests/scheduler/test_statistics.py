"""The figures of /stats: counts of the present, and records of each day."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatState
from data.store.figures.daily_counts import DailyCounts
from data.store.figures.live_counts import LiveCounts
from data.store.notices import DeliveryState, NewNotice, NoticeKind, Settled
from data.store.outbox import NOTICES_KEPT, Outbox
from data.store.store import Store
from scheduler.statistics import DELIVERIES_OVER, HISTORY_OVER, StatisticsReader
from tests.cast import new_chat
from tests.world.clocks import moment
from tests.world.crash_points import CrashingDatabase, CrashPoint, Killed
from tests.world.engine import EngineWorld, open_engine

NOON = moment("2026-03-01 12:00")
TODAY = date(2026, 3, 1)
MOSCOW = "Europe/Moscow"


def reader_over(store: Store) -> StatisticsReader:
    """Return statistics over a store, by the days of Moscow."""
    return StatisticsReader(store.daily_counts, store.live_counts, MOSCOW, store.outbox.purged_before)


@pytest.fixture
def reader(world: EngineWorld) -> StatisticsReader:
    """Return statistics by the days of Moscow."""
    return reader_over(world.store)


async def subscribe(store: Store, *chat_ids: int, city: str = "kazan") -> None:
    """Let chats follow a city."""
    for chat_id in chat_ids:
        await store.chats.ensure(new_chat(chat_id), NOON)
        await store.subscriptions.add(chat_id, Subscription(Topic.CITY, city), NOON)


async def send(store: Store, key: str, at: datetime, state: DeliveryState, *chat_ids: int) -> int:
    """Let deliveries of a reminder made at an instant end in a state. Return its id."""
    notice = await store.outbox.post(NewNotice(key, NoticeKind.REMINDER, key, at + timedelta(days=1)), at)
    await store.outbox.address(notice.id, chat_ids, 1, at)
    await store.outbox.claim(at, at + timedelta(minutes=1), 100)
    await store.outbox.write([Settled(notice.id, chat_id, state) for chat_id in chat_ids])
    return notice.id


async def test_figures_are_counted_as_they_stand(world: EngineWorld, reader: StatisticsReader) -> None:
    """No run of the job is needed for the figures of this day. The most followed city comes first."""
    await subscribe(world.store, 1)
    await subscribe(world.store, 2, 3, city="minsk")
    await world.store.chats.set_state(1, ChatState.BLOCKED, NOON)
    await subscribe(world.store, 4)
    await send(world.store, "n", NOON, DeliveryState.SENT, 2, 3)
    found = await reader.read(NOON)
    assert (found.day, found.subscribers, found.chats) == (TODAY, 3, 4)
    assert found.in_state(ChatState.BLOCKED) == 1
    assert found.cities == (("minsk", 2), ("kazan", 1))
    assert found.deliveries == ((NoticeKind.REMINDER, ((DeliveryState.SENT, 2),)),)
    assert found.history == ((TODAY, 3),)
    assert found.before(DELIVERIES_OVER) is None


async def test_history_outlives_the_purge(world: EngineWorld, reader: StatisticsReader) -> None:
    """Recorded figures stay when deliveries and chats are deleted."""
    await subscribe(world.store, 1, 2)
    await send(world.store, "n", NOON, DeliveryState.SENT, 1, 2)
    await reader.write_down(NOON)
    for days in range(1, 30):
        await reader.write_down(NOON + timedelta(days=days))
    await world.store.chats.forget(1)
    await world.store.outbox.purge(NOON + timedelta(days=20))
    later = NOON + timedelta(days=29)
    found = await reader.read(later)
    assert found.deliveries == ((NoticeKind.REMINDER, ((DeliveryState.SENT, 2),)),)
    assert found.history[0] == (TODAY, 2)
    assert found.history[-1] == (TODAY + timedelta(days=29), 1)
    assert found.before(timedelta(days=7)) == (TODAY + timedelta(days=22), 2)
    assert (await reader.read(later + timedelta(days=1))).deliveries == ()


async def test_repeated_run_changes_nothing(world: EngineWorld, reader: StatisticsReader) -> None:
    """A kill between two writes, or a second run, leaves the figures of one."""
    await subscribe(world.store, 1)
    await send(world.store, "a", NOON - timedelta(days=3), DeliveryState.EXPIRED, 1)
    await reader.write_down(NOON)
    once = await world.store.daily_counts.between("deliveries", TODAY - timedelta(days=60), TODAY)
    await reader.write_down(NOON)
    assert await world.store.daily_counts.between("deliveries", TODAY - timedelta(days=60), TODAY) == once
    assert once == {TODAY - timedelta(days=3): {"reminder:expired": 1}}


async def test_end_of_an_earlier_delivery_is_counted_the_next_day(
    world: EngineWorld, reader: StatisticsReader
) -> None:
    """A delivery that waited at midnight counts on the day of its notice, in its final state."""
    await subscribe(world.store, 1)
    notice = await world.store.outbox.post(NewNotice("n", NoticeKind.REMINDER, "n", NOON), NOON)
    await world.store.outbox.address(notice.id, [1], 1, NOON)
    await reader.write_down(NOON)
    assert (await reader.read(NOON)).deliveries == ((NoticeKind.REMINDER, ((DeliveryState.PENDING, 1),)),)
    await world.store.outbox.claim(NOON, NOON + timedelta(minutes=1), 9)
    await world.store.outbox.write([Settled(notice.id, 1, DeliveryState.GONE)])
    tomorrow = NOON + timedelta(days=1)
    await reader.write_down(tomorrow)
    assert (await reader.read(tomorrow)).deliveries == ((NoticeKind.REMINDER, ((DeliveryState.GONE, 1),)),)


async def test_day_begins_at_midnight_of_the_zone(world: EngineWorld, reader: StatisticsReader) -> None:
    """At 21:30 UTC it is the next day in Moscow."""
    await reader.write_down(moment("2026-03-01 20:30"))
    await reader.write_down(moment("2026-03-01 21:30"))
    assert await world.store.daily_counts.last_day("subscribers") == date(2026, 3, 2)
    await send(world.store, "n", moment("2026-03-01 20:59"), DeliveryState.SENT, 1)
    await reader.write_down(moment("2026-03-01 21:30"))
    days = await world.store.daily_counts.between("deliveries", TODAY, TODAY + timedelta(days=1))
    assert days == {TODAY: {"reminder:sent": 1}}


async def test_days_that_may_be_purged_are_not_counted_again(
    world: EngineWorld, reader: StatisticsReader
) -> None:
    """After a pause longer than deliveries are kept, the figures of the days before it stay."""
    await send(world.store, "n", NOON, DeliveryState.SENT, 1)
    await reader.write_down(NOON)
    after = NOON + NOTICES_KEPT + timedelta(days=5)
    await world.store.outbox.purge(after)
    await reader.write_down(after)
    assert await world.store.daily_counts.totals("deliveries", TODAY, TODAY) == {"reminder:sent": 1}


async def test_days_a_purge_will_take_are_counted_before_it(
    world: EngineWorld, reader: StatisticsReader
) -> None:
    """After a month without a run, the deliveries that the purge deletes are still counted on their days."""
    await send(world.store, "n", NOON, DeliveryState.SENT, 1, 2)
    await reader.close_days(NOON, NOON - timedelta(days=60))
    await world.store.outbox.purge(NOON - timedelta(days=60))
    later = NOON + timedelta(days=90)
    before = later - timedelta(days=30)
    await reader.close_days(later, before)
    assert await world.store.outbox.purge(before) == 2
    assert await world.store.daily_counts.totals("deliveries", TODAY, TODAY) == {"reminder:sent": 2}


async def test_longer_period_does_not_count_purged_days_again(
    world: EngineWorld, reader: StatisticsReader
) -> None:
    """Kept for 20 days and then for 300: days of which little is left keep their figures."""
    await send(world.store, "n", NOON, DeliveryState.SENT, 1, 2)
    await reader.write_down(NOON)
    later = NOON + timedelta(days=30)
    await reader.close_days(later, later - timedelta(days=20))
    assert await world.store.outbox.purge(later - timedelta(days=20)) == 2
    await reader.close_days(later, later - timedelta(days=300))
    await world.store.outbox.purge(later - timedelta(days=300))
    await reader.write_down(later)
    assert await world.store.outbox.purged_before() == later - timedelta(days=20)
    assert await world.store.daily_counts.totals("deliveries", TODAY, TODAY) == {"reminder:sent": 2}


async def test_killed_count_is_made_good_by_the_next(tmp_path: Path) -> None:
    """Killed at any step, it leaves whole figures of a name and a day, and the next run completes them."""
    async with open_engine(tmp_path, NOON) as world:
        await subscribe(world.store, 1, 2)
        # so that two days are counted, and not sixty
        await reader_over(world.store).write_down(NOON)
        for days in range(2):
            await send(world.store, f"n{days}", NOON - timedelta(days=days), DeliveryState.SENT, 1, 2)
    steps, whole = 0, {TODAY - timedelta(days=days): {"reminder:sent": 2} for days in range(2)}
    while True:
        copy = tmp_path / f"killed-{steps}.db"
        shutil.copy(tmp_path / "mag.db", copy)
        CrashingDatabase.crash = CrashPoint()
        database = await CrashingDatabase.open(copy)
        counts = DailyCounts(database)
        reader = StatisticsReader(counts, LiveCounts(database), MOSCOW, Outbox(database).purged_before)
        CrashingDatabase.crash = CrashPoint(steps)
        is_killed = False
        try:
            await reader.write_down(NOON)
        except Killed:
            is_killed = True
        CrashingDatabase.crash = CrashPoint()
        found = await counts.between("deliveries", TODAY - timedelta(days=9), TODAY)
        assert all(whole[day] == figures for day, figures in found.items())
        await reader.write_down(NOON)
        assert await counts.between("deliveries", TODAY - timedelta(days=9), TODAY) == whole
        await database.close()
        if not is_killed:
            break
        steps += 1
    assert steps > 5


async def test_history_shows_a_year(world: EngineWorld, reader: StatisticsReader) -> None:
    """Older figures stay in the table and are not shown."""
    counts = world.store.daily_counts
    for days in (1, HISTORY_OVER.days, HISTORY_OVER.days + 1):
        await counts.put({TODAY - timedelta(days=days): {"subscribers": {"": days}}})
    shown = [count for _, count in (await reader.read(NOON)).history]
    assert shown == [HISTORY_OVER.days, 1, 0]
