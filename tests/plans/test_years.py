"""The plan year comes from the title or from the person who imports."""

import pytest

from data.calendar.city_search.lookup import CityIndex
from data.plans.documents import read_document
from data.plans.unreadable import Unreadable, UnreadableReason
from tests.plans.conftest import DOCUMENTS, ReadRows


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("План мероприятий МАГ на 2027 год", 2027),
        ("ПЛАН РАБОТЫ на 2024 г.", 2024),
        ("Проект плана мероприятий на 2025 год", 2025),
        ("Календарный план на 2023 год\nУтверждён 18 декабря 2022 г.", 2023),
        ("Приложение к протоколу от 18 декабря 2025 г.\nПлан мероприятий\nМАГ\nна 2026 год", 2026),
        ("Мероприятия МАГ на 2022 год", 2022),
        ("План мероприятий МАГ 2021", 2021),
        ("План мероприятий к 75-летию Победы 1945 года на 2020 год", 2020),
    ],
)
def test_year_comes_from_the_title(read_rows: ReadRows, title: str, year: int) -> None:
    """The plan year comes from the title and never from an order's date."""
    assert read_rows("1.\tСессия\tМосква май\t", title=title).plan.year == year


@pytest.mark.parametrize(
    ("title", "reason", "found"),
    [
        ("План мероприятий МАГ", UnreadableReason.NO_YEAR, "План мероприятий МАГ"),
        ("Утверждено 18 декабря 2025 г.\nПлан мероприятий", UnreadableReason.NO_YEAR, "План мероприятий"),
        ("План мероприятий на 2026–2027 годы", UnreadableReason.SEVERAL_YEARS, "2026, 2027"),
        ("План мероприятий на 2026-27 гг.", UnreadableReason.SEVERAL_YEARS, "2026, 2027"),
        ("План на 2026 год\nПлан на 2027 год", UnreadableReason.SEVERAL_YEARS, "2026, 2027"),
    ],
)
def test_unclear_year_is_refused_with_a_question(
    read_rows: ReadRows, title: str, reason: UnreadableReason, found: str
) -> None:
    """The refusal of no year and of several years says what was found, and asks for one."""
    with pytest.raises(Unreadable) as refused:
        read_rows("1.\tСессия\tМосква май\t", title=title)
    assert (refused.value.reason, refused.value.found) == (reason, found)
    assert refused.value.asks_for_year


def test_year_named_by_hand_overrides_the_title(index: CityIndex) -> None:
    """Dates fall into the named year, and the title that says otherwise is reported."""
    reading = read_document(DOCUMENTS / "lists-2021.txt", index, year=2022)
    assert reading.plan.year == 2022
    assert reading.plan.jubilees[0].start is not None
    assert reading.plan.jubilees[0].start.year == 2022
    assert reading.warnings[0].code == "year_differs"
