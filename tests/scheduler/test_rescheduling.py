"""Notices that wait for a local hour are rescheduled when the hour's instant changes."""

from datetime import date, timedelta

import pytest

from data.store.chat_values import Frequency
from data.store.notices import NewNotice, NoticeKind, Postponed
from tests.factories import on
from tests.world.clocks import moment
from tests.world.engine import EngineWorld

# Noon in Moscow; the next ten o'clock there is at seven UTC of the second.
NOON = "2026-03-01 09:00"
NIGHT = "2026-03-01 22:00"
TEN = "2026-03-02 07:00"


async def wait(
    world: EngineWorld, due: str, kind: NoticeKind = NoticeKind.CHANGE, begins: date | None = None
) -> None:
    """Post the notice `it` to chat 1, due at a time in UTC."""
    new = NewNotice("it", kind, "event:1", moment("2026-04-01 00:00"), begins=begins)
    notice = await world.outbox.post(new, world.clock.now())
    await world.outbox.address(notice.id, [1], 1, moment(due))


async def due(world: EngineWorld) -> str:
    """Return when the notice `it` is due, in UTC."""
    row = (await world.rows("it"))[1]
    return f"{row.due_at:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("now", "frequency", "zone", "hour", "expected"),
    [
        # nothing has changed
        (NOON, Frequency.DAILY, "Europe/Moscow", 10, TEN),
        (NIGHT, Frequency.EACH, "Europe/Moscow", 10, TEN),
        # a digest goes with the chat's new zone and hour
        (NOON, Frequency.DAILY, "Asia/Vladivostok", 10, "2026-03-02 00:00"),
        (NOON, Frequency.DAILY, "Europe/Moscow", 18, "2026-03-01 15:00"),
        # news that waited for the morning comes at once where it is day
        (NIGHT, Frequency.EACH, "Asia/Kamchatka", 10, NIGHT),
        # and wakes nobody where it is still night
        (NIGHT, Frequency.EACH, "Europe/Kaliningrad", 9, TEN),
        (NIGHT, Frequency.EACH, "Europe/Kaliningrad", 10, "2026-03-02 08:00"),
    ],
)
async def test_waiting_notice_follows_the_chat_to_its_new_hour(
    world: EngineWorld, now: str, frequency: Frequency, zone: str, hour: int, expected: str
) -> None:
    """A chat with a new zone or hour gets waiting notices at its new hour."""
    await world.chat()
    await world.chats.set_frequency(1, frequency, moment(now))
    world.clock.at = moment(now)
    await wait(world, TEN)
    await world.planner.plan(world.clock.now())
    await world.chats.set_zone(1, zone, world.clock.now())
    await world.chats.set_hour(1, hour, world.clock.now())
    world.clock.at += timedelta(seconds=25)
    await world.planner.plan(world.clock.now())
    moved = (await world.rows("it"))[1].due_at
    assert moment(expected) <= moved <= moment(expected) + timedelta(seconds=25)


async def test_new_zone_rules_reschedule_at_the_start(world: EngineWorld) -> None:
    """A notice that waits for an instant which is no local hour any more gets the right one at a restart."""
    await world.chat()
    await world.planner.plan(world.clock.now())
    await world.planner.plan(world.clock.now())
    await wait(world, "2026-03-02 06:00")
    await world.planner.plan(world.clock.now())
    assert await due(world) == "2026-03-02 06:00"
    restarted = EngineWorld(world.database, world.clock, world.agenda)
    world.clock.at = moment(NIGHT)
    await restarted.planner.plan(world.clock.now())
    assert await due(world) == TEN


async def test_notice_useless_tomorrow_is_not_put_off_until_then(world: EngineWorld) -> None:
    """A reminder of this very day comes now rather than with an hour that is past today."""
    await world.chat()
    await world.planner.plan(world.clock.now())
    world.clock.at = moment("2026-03-02 01:00")
    await wait(world, TEN, NoticeKind.REMINDER, date(2026, 3, 2))
    await world.chats.set_hour(1, 3, world.clock.now())
    await world.planner.plan(world.clock.now())
    assert await due(world) == "2026-03-02 01:00"


async def test_clock_put_back_delays_neither_news_nor_retries(world: EngineWorld) -> None:
    """News planned by a clock an hour ahead are due by the right clock. A reminder keeps its hour."""
    await world.chat()
    world.clock.at = moment("2026-03-01 13:00")
    await world.planner.plan(world.clock.now())
    await wait(world, "2026-03-01 13:00")
    reminder = NewNotice("reminder", NoticeKind.REMINDER, "event:1:0", moment("2026-04-01 00:00"))
    notice = await world.outbox.post(reminder, world.clock.now())
    await world.outbox.address(notice.id, [1], 1, moment("2026-03-01 13:00"))
    world.clock.at = moment("2026-03-01 12:00")
    await world.planner.plan(world.clock.now())
    assert await due(world) == "2026-03-01 12:00"
    assert (await world.rows("reminder"))[1].due_at == moment("2026-03-01 13:00")


async def test_retry_does_not_wait_for_a_clock_that_was_put_back(world: EngineWorld) -> None:
    """Twenty seconds stay about twenty seconds, not an hour and twenty."""
    await world.chat()
    world.clock.at = moment("2026-03-01 13:00")
    await world.planner.plan(world.clock.now())
    await wait(world, "2026-03-01 13:00")
    [claimed] = await world.outbox.claim(world.clock.now(), world.clock.now() + timedelta(minutes=10), 1)
    again = world.clock.now() + timedelta(seconds=20)
    await world.outbox.write([Postponed(*claimed.key, again, "server error")])
    world.clock.at = moment("2026-03-01 12:00")
    await world.planner.plan(world.clock.now())
    assert await due(world) == "2026-03-01 12:00"


async def test_claims_of_a_process_with_a_fast_clock_are_taken_back(world: EngineWorld) -> None:
    """A claim that would lapse in an hour and ten minutes is taken back at the start."""
    await world.chat()
    world.clock.at = moment("2026-03-01 13:00")
    await wait(world, "2026-03-01 11:00")
    await world.outbox.claim(world.clock.now(), world.clock.now() + timedelta(minutes=10), 1)
    world.clock.at = moment("2026-03-01 12:00")
    again = world.new_delivery()
    await again.recover()
    await again.deliver_due()
    assert world.sender.told() == ["it"]


async def test_clock_that_was_years_ahead_delays_no_chat(world: EngineWorld) -> None:
    """Days that were planned by mistake are planned again, also for chats that have subscribed since."""

    world.agenda.put(on(1, date(2026, 3, 8)))
    await world.chat(2)
    await world.tick("2036-01-01 12:00")
    await world.chat(1, since=moment("2036-01-01 12:00"))
    await world.tick_through("2026-03-01 05:00", "2026-03-08 12:00")
    expected = ["reminder:event:1:0:2026-03-08:7", "reminder:event:1:0:2026-03-08:1"]
    assert (world.sender.told(1), world.sender.told(2)) == (expected, expected)
