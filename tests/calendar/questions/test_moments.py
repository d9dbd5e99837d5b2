"""A day with a clock time is read, or nothing at all."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.questions.moments import read_moment

# a Thursday
NOW = datetime(2026, 11, 26, 12, 30)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("15:00", "2026-11-26 15:00"),
        ("9:00", "2026-11-27 09:00"),
        ("в 9", "2026-11-27 09:00"),
        ("завтра в 9", "2026-11-27 09:00"),
        ("Завтра, 9:05", "2026-11-27 09:05"),
        ("сегодня в 15 часов", "2026-11-26 15:00"),
        ("среда 15:00", "2026-12-02 15:00"),
        ("в субботу 00:00", "2026-11-28 00:00"),
        ("12 марта 10:00", "2027-03-12 10:00"),
        ("12.03.2027 10:00", "2027-03-12 10:00"),
        ("1 декабря в 23:59", "2026-12-01 23:59"),
        ("tomorrow at 9", "2026-11-27 09:00"),
        ("12 March at 10:00", "2027-03-12 10:00"),
    ],
)
def test_day_and_time_are_read(text: str, moment: str) -> None:
    """A day and a time are read in Russian and English. A time alone means its next occurrence."""
    assert read_moment(text, NOW) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "скоро",
        "завтра",
        "24:00",
        "9:60",
        "март 10:00",
        "на неделе 10:00",
        "31 сентября 10:00",
        "15 00",
        "в 99",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """Texts without a time, without a single day or with an impossible time are refused."""
    assert read_moment(text, NOW) is None


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    """Any text is a moment or is none."""
    found = read_moment(text, NOW)
    assert found is None or found.tzinfo is None
