"""What waits for a local hour, when the hour's instant changes."""

from datetime import date, timedelta

import pytest

from data.store.chats import Frequency
from data.store.notices import NewNotice, NoticeKind, Postponed
from tests.scheduler.stage import Stage, moment, on

# Noon in Moscow; the next ten o'clock there is at seven UTC of the second.
NOON = "2026-03-01 09:00"
NIGHT = "2026-03-01 22:00"
TEN = "2026-03-02 07:00"


async def wait(
    stage: Stage, due: str, kind: NoticeKind = NoticeKind.CHANGE, begins: date | None = None
) -> None:
    """Let something wait in chat 1 until a moment in UTC."""
    new = NewNotice("it", kind, "event:1", moment("2026-04-01 00:00"), begins=begins)
    notice = await stage.outbox.post(new, stage.clock.now())
    await stage.outbox.address(notice.id, [1], 1, moment(due))


async def due(stage: Stage) -> str:
    """Until when it waits now."""
    row = (await stage.rows("it"))[1]
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
    stage: Stage, now: str, frequency: Frequency, zone: str, hour: int, expected: str
) -> None:
    """Whoever moves to another zone or hour gets what waits at the hour that is theirs now."""
    await stage.chat()
    await stage.chats.set_frequency(1, frequency, moment(now))
    stage.clock.at = moment(now)
    await wait(stage, TEN)
    await stage.planner.plan(stage.clock.now())
    await stage.chats.set_zone(1, zone, stage.clock.now())
    await stage.chats.set_hour(1, hour, stage.clock.now())
    stage.clock.at += timedelta(seconds=25)
    await stage.planner.plan(stage.clock.now())
    moved = (await stage.rows("it"))[1].due_at
    assert moment(expected) <= moved <= moment(expected) + timedelta(seconds=25)


async def test_new_zone_rules_reschedule_at_the_start(stage: Stage) -> None:
    """What waits for an instant that is nobody's hour any more waits for the right one after a restart."""
    await stage.chat()
    await stage.planner.plan(stage.clock.now())
    await stage.planner.plan(stage.clock.now())
    await wait(stage, "2026-03-02 06:00")
    await stage.planner.plan(stage.clock.now())
    assert await due(stage) == "2026-03-02 06:00"
    restarted = Stage(stage.database, stage.clock, stage.agenda)
    stage.clock.at = moment(NIGHT)
    await restarted.planner.plan(stage.clock.now())
    assert await due(stage) == TEN


async def test_notice_useless_tomorrow_is_not_put_off_until_then(stage: Stage) -> None:
    """A reminder of this very day comes now rather than with an hour that is past today."""
    await stage.chat()
    await stage.planner.plan(stage.clock.now())
    stage.clock.at = moment("2026-03-02 01:00")
    await wait(stage, TEN, NoticeKind.REMINDER, date(2026, 3, 2))
    await stage.chats.set_hour(1, 3, stage.clock.now())
    await stage.planner.plan(stage.clock.now())
    assert await due(stage) == "2026-03-02 01:00"


async def test_clock_put_back_delays_neither_news_nor_retries(stage: Stage) -> None:
    """What a clock an hour ahead made due is due by the right one; a reminder keeps its hour."""
    await stage.chat()
    stage.clock.at = moment("2026-03-01 13:00")
    await stage.planner.plan(stage.clock.now())
    await wait(stage, "2026-03-01 13:00")
    reminder = NewNotice("reminder", NoticeKind.REMINDER, "event:1:0", moment("2026-04-01 00:00"))
    notice = await stage.outbox.post(reminder, stage.clock.now())
    await stage.outbox.address(notice.id, [1], 1, moment("2026-03-01 13:00"))
    stage.clock.at = moment("2026-03-01 12:00")
    await stage.planner.plan(stage.clock.now())
    assert await due(stage) == "2026-03-01 12:00"
    assert (await stage.rows("reminder"))[1].due_at == moment("2026-03-01 13:00")


async def test_retry_does_not_wait_for_a_clock_that_was_put_back(stage: Stage) -> None:
    """Twenty seconds stay about twenty seconds, not an hour and twenty."""
    await stage.chat()
    stage.clock.at = moment("2026-03-01 13:00")
    await stage.planner.plan(stage.clock.now())
    await wait(stage, "2026-03-01 13:00")
    [claimed] = await stage.outbox.claim(stage.clock.now(), stage.clock.now() + timedelta(minutes=10), 1)
    again = stage.clock.now() + timedelta(seconds=20)
    await stage.outbox.write([Postponed(*claimed.key, again, "server error")])
    stage.clock.at = moment("2026-03-01 12:00")
    await stage.planner.plan(stage.clock.now())
    assert await due(stage) == "2026-03-01 12:00"


async def test_claims_of_a_process_with_a_fast_clock_are_taken_back(stage: Stage) -> None:
    """A claim that would lapse in an hour and ten minutes is taken back at the start."""
    await stage.chat()
    stage.clock.at = moment("2026-03-01 13:00")
    await wait(stage, "2026-03-01 11:00")
    await stage.outbox.claim(stage.clock.now(), stage.clock.now() + timedelta(minutes=10), 1)
    stage.clock.at = moment("2026-03-01 12:00")
    again = stage.new_delivery()
    await again.recover()
    await again.deliver_due()
    assert stage.sender.told() == ["it"]


async def test_clock_that_was_years_ahead_delays_no_chat(stage: Stage) -> None:
    """Days planned for by mistake are planned for again, and who followed meanwhile is told."""

    stage.agenda.put(on(1, date(2026, 3, 8)))
    await stage.chat(2)
    await stage.tick("2036-01-01 12:00")
    await stage.chat(1, since=moment("2036-01-01 12:00"))
    await stage.tick_through("2026-03-01 05:00", "2026-03-08 12:00")
    expected = ["reminder:event:1:0:2026-03-08:7", "reminder:event:1:0:2026-03-08:1"]
    assert (stage.sender.told(1), stage.sender.told(2)) == (expected, expected)
