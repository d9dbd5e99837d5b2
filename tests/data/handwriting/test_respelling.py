"""Dates and hours as people type them, in the spelling that the grammar reads."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.wording import read_wording
from data.handwriting.respelling import respell_dates

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@pytest.mark.parametrize(
    ("typed", "respelled"),
    [
        ("Mar 12", "12 March"),
        ("May 27th, 2027", "27 May 2027"),
        ("Sept. 5-6", "5-6 September"),
        ("August 29, 3 pm", "29 August, 3:00 pm"),
        ("12 March", "12 March"),
        ("12 марта", "12 марта"),
        ("May 2027", "May 2027"),
        ("Dec 3:30 pm", "Dec 3:30 pm"),
        ("5 June 3 pm", "5 June 3:00 pm"),
        ("June 5 3pm", "5 June 3:00 pm"),
        ("5 June 20", "5 June 20"),
        ("12 May 14:00", "12 May 14:00"),
        ("at 11 a.m.", "at 11:00 a.m."),
        ("Marseille 12", "Marseille 12"),
        ("Нарьян-Мар 12", "Нарьян-Мар 12"),
    ],
)
def test_a_month_before_its_day_comes_after_it(typed: str, respelled: str) -> None:
    """Only English months that stand before a day are turned. All else stays as it was typed."""
    assert respell_dates(typed) == respelled


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.booleans(), st.booleans())
def test_every_day_in_the_american_order_is_read(day: date, named: bool, ending: bool) -> None:
    """Each day is read as itself, with and without a year and an ending."""
    typed = f"{MONTHS[day.month - 1]} {day.day}{_ending(day.day) if ending else ''}"
    typed += f", {day.year}" if named else ""
    read = read_wording(respell_dates(typed), day.year)
    assert read is not None
    assert (read.start, read.end) == (day, day)


@given(st.text(max_size=60))
def test_any_text_can_be_respelled_twice(text: str) -> None:
    """Respelling a respelled text changes nothing."""
    once = respell_dates(text)
    assert respell_dates(once) == once


def _ending(day: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in {11, 12, 13} else 0, "th")
