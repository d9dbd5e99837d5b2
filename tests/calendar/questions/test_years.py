"""The year that an argument names, and what names none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.questions.years import read_year

TODAY = date(2026, 11, 22)
YEARS = [
    ("2027", 2027),
    ("2027 год", 2027),
    ("2027г.", 2027),
    ("на 2020 год", 2020),
    ("за 2019", 2019),
    ("год 2028", 2028),
    ("in 2027", 2027),
    ("the year 2027", 2027),
    ("«2027»!", 2027),
    ("следующий год", 2027),
    ("в прошлом году", 2025),
    ("Этот год", 2026),
    ("next year", 2027),
    ("last year", 2025),
]
NO_YEARS = [
    "27",
    "1850",
    "20277",
    "2027-2028",
    "2027 2028",
    "2027 юбилеи",
    "сентябрь 2027",
    "сентябрь",
    "31 сентября",
    "через год",
    "завтра",
    "Казань",
    "год",
    "двадцать седьмой",
    "2027 или раньше",
    "🗓",
]


@pytest.mark.parametrize(("text", "year"), YEARS)
def test_text_names_a_year(text: str, year: int) -> None:
    """Years are read in figures or counted from today, in Russian and English."""
    assert read_year(text, TODAY) == year


@pytest.mark.parametrize("text", NO_YEARS)
def test_text_names_no_year(text: str) -> None:
    """No similar text is read as a year, and no word is ignored."""
    assert read_year(text, TODAY) is None


@given(st.text(max_size=40))
def test_any_text_is_a_year_or_none(text: str) -> None:
    """Never raises, and a year is one that a person can have written."""
    year = read_year(text, TODAY)
    assert year is None or 1900 <= year <= 2199
