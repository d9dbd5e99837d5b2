"""The bulletin's timetable: one issue a week, over ends of years and changes of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.bulletin.digest import week_key
from scheduler.bulletins.schedule import DRAFT_AHEAD, Timetable

FRIDAY_NOON = Timetable(4, 12, "Europe/Moscow")


@pytest.mark.parametrize(
    ("now", "issue"),
    [
        ("2026-11-26T08:59:59", "2026-11-20"),
        ("2026-11-26T09:00:00", "2026-11-27"),
        ("2026-11-27T09:00:00", "2026-11-27"),
        ("2026-12-03T08:59:59", "2026-11-27"),
        ("2026-12-31T09:00:00", "2027-01-01"),
    ],
)
def test_issue_is_in_hand_from_its_draft_to_the_next_draft(now: str, issue: str) -> None:
    """The draft appears 24 hours ahead, at 09:00 UTC for noon in Moscow, and stays until the next."""
    instant = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert FRIDAY_NOON.issue_in_hand(instant) == date.fromisoformat(issue)


def test_turn_of_the_year_has_one_issue_a_week() -> None:
    """Over ISO week 53 of 2026 every hour belongs to one issue, and each ISO week has one."""
    start = datetime(2026, 12, 21, tzinfo=UTC)
    issues = {FRIDAY_NOON.issue_in_hand(start + timedelta(hours=step)) for step in range(24 * 21)}
    assert len({week_key(issue) for issue in issues}) == len(issues)
    assert date(2027, 1, 1) in issues
    assert week_key(date(2027, 1, 1)) == "2026-W53"


@given(
    now=st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)),
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    zone=st.sampled_from(["Europe/Moscow", "Europe/Berlin", "Asia/Kamchatka", "Asia/Almaty"]),
)
def test_issue_in_hand_is_the_latest_whose_draft_is_due(
    now: datetime, weekday: int, hour: int, zone: str
) -> None:
    """At any instant exactly one issue is in hand: its draft is due, the next one's is not."""
    table = Timetable(weekday, hour, zone)
    instant = now.replace(tzinfo=UTC)
    issue = table.issue_in_hand(instant)
    assert issue.weekday() == weekday
    assert table.due(issue) - DRAFT_AHEAD <= instant < table.due(issue + timedelta(days=7)) - DRAFT_AHEAD


def test_repeated_hour_has_one_instant() -> None:
    """If clocks go back at the bulletin's hour, the first of the two hours counts."""
    table = Timetable(6, 2, "Europe/Berlin")
    assert table.due(date(2026, 10, 25)) == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    assert table.due(date(2026, 10, 25)).astimezone(ZoneInfo("Europe/Berlin")).hour == 2
