"""Local hours as instants."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store.chat_values import LocalHour
from scheduler.local_hours import (
    hour_instant,
    is_quiet_hour,
    last_reminder_day,
    local_day,
    news_instant,
    next_hour_instant,
    now_or_after_quiet_hours,
)
from tests.world.clocks import moment

ZONES = (
    "Europe/Moscow",
    "Europe/Berlin",
    "Europe/Chisinau",
    "Asia/Almaty",
    "Asia/Kamchatka",
    "Europe/Kaliningrad",
    "Asia/Kathmandu",
    "America/St_Johns",
)


@pytest.mark.parametrize(
    ("zone", "hour", "day", "instant"),
    [
        ("Europe/Moscow", 10, date(2026, 3, 1), "2026-03-01 07:00"),
        ("Asia/Kamchatka", 10, date(2026, 3, 1), "2026-02-28 22:00"),
        ("Europe/Kaliningrad", 10, date(2026, 3, 1), "2026-03-01 08:00"),
        # the hour left out in spring comes when the clock has just been put forward: at 03:00 there
        ("Europe/Berlin", 2, date(2026, 3, 29), "2026-03-29 01:00"),
        ("Europe/Berlin", 3, date(2026, 3, 29), "2026-03-29 01:00"),
        ("Europe/Berlin", 2, date(2026, 3, 28), "2026-03-28 01:00"),
        # the hour that comes twice in autumn comes the first time
        ("Europe/Berlin", 2, date(2026, 10, 25), "2026-10-25 00:00"),
        ("Europe/Berlin", 3, date(2026, 10, 25), "2026-10-25 02:00"),
        # Kazakhstan went from UTC+6 to UTC+5 at midnight before 1 March 2024: 23:00 came twice
        ("Asia/Almaty", 23, date(2024, 2, 29), "2024-02-29 17:00"),
        ("Asia/Almaty", 0, date(2024, 3, 1), "2024-02-29 19:00"),
        ("Asia/Almaty", 10, date(2024, 2, 29), "2024-02-29 04:00"),
        ("Asia/Almaty", 10, date(2024, 3, 1), "2024-03-01 05:00"),
    ],
)
def test_local_hour_comes_once_a_day_across_clock_changes(
    zone: str, hour: int, day: date, instant: str
) -> None:
    """A wall time is one instant, also where it is left out or repeated."""
    assert hour_instant(LocalHour(zone, hour), day) == moment(instant)


@pytest.mark.parametrize(
    ("zone", "hour", "now", "day"),
    [
        ("Europe/Moscow", 10, "2026-03-01 06:59", date(2026, 2, 28)),
        ("Europe/Moscow", 10, "2026-03-01 07:00", date(2026, 3, 1)),
        ("Asia/Kamchatka", 10, "2026-02-28 21:59", date(2026, 2, 28)),
        ("Asia/Kamchatka", 10, "2026-02-28 22:00", date(2026, 3, 1)),
        ("Asia/Almaty", 23, "2024-02-29 17:00", date(2024, 2, 29)),
        ("Asia/Almaty", 23, "2024-02-29 18:30", date(2024, 2, 29)),
        ("Asia/Almaty", 23, "2024-03-01 17:59", date(2024, 2, 29)),
        ("Europe/Berlin", 2, "2026-10-25 01:30", date(2026, 10, 25)),
    ],
)
def test_last_reminder_day_changes_at_the_hour(zone: str, hour: int, now: str, day: date) -> None:
    """Before its hour a slot belongs to yesterday, then to today. A repeated hour makes no difference."""
    assert last_reminder_day(LocalHour(zone, hour), moment(now)) == day


@given(
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    now=st.datetimes(datetime(2016, 1, 1), datetime(2030, 1, 1)),
)
def test_now_lies_between_the_last_and_the_next_hour(zone: str, hour: int, now: datetime) -> None:
    """At any instant the last hour has come, the next has not, and they are about a day apart."""
    slot, at = LocalHour(zone, hour), moment(now.isoformat())
    last = hour_instant(slot, last_reminder_day(slot, at))
    upcoming = next_hour_instant(slot, at)
    assert last <= at < upcoming
    assert timedelta(hours=22) <= upcoming - last <= timedelta(hours=26)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-01 05:59", "2026-03-01 07:00"),
        ("2026-03-01 06:00", "2026-03-01 06:00"),
        ("2026-03-01 17:59", "2026-03-01 17:59"),
        ("2026-03-01 18:00", "2026-03-02 07:00"),
        ("2026-02-28 22:00", "2026-03-01 07:00"),
    ],
)
def test_news_at_night_waits_for_the_chats_hour(now: str, due: str) -> None:
    """News comes at once from nine to nine, local time, and else at the chat's next hour."""
    slot = LocalHour("Europe/Moscow", 10)
    assert news_instant(slot, moment(now)) == moment(due)
    assert is_quiet_hour(slot.zone, moment(now)) != (now == due)


@pytest.mark.parametrize(
    ("hour", "now", "begins", "due"),
    [
        # on time, whatever hour was chosen
        (10, "2026-03-01 07:00", date(2026, 3, 2), "2026-03-01 07:00"),
        (3, "2026-03-01 00:10", date(2026, 3, 2), "2026-03-01 00:10"),
        # held up, but it is day
        (10, "2026-03-01 15:00", date(2026, 3, 2), "2026-03-01 15:00"),
        # held up into the night
        (10, "2026-03-01 20:00", date(2026, 3, 2), "2026-03-02 07:00"),
        (10, "2026-03-01 23:00", date(2026, 3, 2), "2026-03-02 07:00"),
        # tomorrow morning would be too late
        (10, "2026-03-01 19:00", date(2026, 3, 1), "2026-03-01 19:00"),
    ],
)
def test_late_reminder_at_night_waits_for_the_morning_unless_too_late(
    hour: int, now: str, begins: date, due: str
) -> None:
    """A reminder delayed into the night comes in the morning, unless its occasion would have passed."""
    assert now_or_after_quiet_hours(LocalHour("Europe/Moscow", hour), moment(now), begins) == moment(due)


def test_local_day_differs_between_zones() -> None:
    """One instant is two different days on the two ends of a country."""
    assert local_day("Asia/Kamchatka", moment("2026-02-28 12:30")) == date(2026, 3, 1)
    assert local_day("Europe/Kaliningrad", moment("2026-02-28 12:30")) == date(2026, 2, 28)
