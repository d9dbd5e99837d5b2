"""Date wordings inside longer texts, days of cities, and contradictory weekdays."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.calendar.imprecise_dates import Precision
from data.calendar.rules import NthWeekday
from data.calendar.wording import (
    CityDateWording,
    find_wording,
    read_city_date,
    read_wording,
    weekday_mismatch,
)

YEAR = 2020
PLAN = Path(__file__).parents[2] / "content" / "plan-2020.expected.json"

INSIDE = [
    ("Москва 12 марта", "12 марта"),
    ("12 марта, Москва", "12 марта"),
    ("г. Нарьян-Мар, сентябрь", "сентябрь"),
    ("Нарьян-Мар сентябрь", "сентябрь"),
    ("Нарьян-Мар, 12 мар.", "12 мар."),
    ("Москва-апрель", "апрель"),
    ("Новосибирск апрель.", "апрель"),
    ("Волгоград октябрь-ноябрь", "октябрь-ноябрь"),
    ("с 3 по 4 октября, г. Грозный", "с 3 по 4 октября"),
    ("в г. Казани в июле", "в июле"),
    ("Москва (12 марта)", "(12 марта)"),
    ("Москва, 12 марта (дата уточняется)", "12 марта (дата уточняется)"),
    ("Москва, (12–14 марта; уточняется)", "(12–14 марта; уточняется)"),
    ("Москва (место уточняется), 12 марта", "12 марта"),
    ("Москва, дата уточняется", "дата уточняется"),
    ("Москва, в субботу, 12 сентября, 10:00", "в субботу, 12 сентября, 10:00"),
    ("г. Москва, павильон 75, 12 марта", "12 марта"),
    ("Тверь, ул. 8 Марта, 12 мая", "12 мая"),
    ("Казань, I квартал (март)", "I квартал (март)"),
    ("Москва 12 марта, Казань 15 апреля", "12 марта"),
    ("Москва 12 марта 2020 г. Кремль", "12 марта 2020 г."),
    ("12 марта г. Москва", "12 марта"),
    ("Санкт-Петербург, по отдельному графику", "по отдельному графику"),
    ("Москва, ежеквартал.", "ежеквартал."),
    ("Минск, вторая суббота сентября", "вторая суббота сентября"),
    ("Москва 12 марта или 15 апреля", "12 марта или 15 апреля"),
]


@pytest.mark.parametrize(("text", "wording"), INSIDE)
def test_wording_is_found_inside_a_text(text: str, wording: str) -> None:
    """The span cuts out the whole wording and nothing of the place."""
    found = find_wording(text, YEAR)
    assert found is not None
    assert text[found.first : found.last] == found.value.raw == wording


@pytest.mark.parametrize("text", ["Москва", "Нарьян-Мар", "г. Нарьян-Мар, зал 3", "75-летие Победы", "", "—"])
def test_text_without_a_date_gives_none(text: str) -> None:
    """Half of the name of a city and the numbers of other things are no dates."""
    assert find_wording(text, YEAR) is None


def test_wording_beside_a_place_means_what_it_means_alone() -> None:
    """The place beside a date does not change it."""
    for text, wording in INSIDE:
        found = find_wording(text, YEAR)
        assert found is not None
        assert found.value == read_wording(wording, YEAR)


def test_every_wording_of_the_2020_plan_is_read_as_in_its_reference() -> None:
    """All dates of the 2020 plan, alone and with their place before them."""
    document = json.loads(PLAN.read_text(encoding="utf-8"))
    occurrences = [occurrence for event in document["events"] for occurrence in event["occurrences"]]
    assert len(occurrences) == 24
    for occurrence in occurrences:
        expected, place = occurrence["when"], occurrence["place"]
        assert _as_json(read_wording(expected["raw"], YEAR)) == expected
        found = find_wording(f"{place['raw'] if place else ''} {expected['raw']}", YEAR)
        assert found is not None
        assert _as_json(found.value) == expected


def test_every_city_day_of_the_2020_plan_is_read_as_in_its_reference() -> None:
    """All days of cities of the 2020 plan are read as in the reference."""
    document = json.loads(PLAN.read_text(encoding="utf-8"))
    rows = document["jubilees"] + document["city_days"]
    assert len(rows) == 26
    for row in rows:
        read = read_city_date(row["date_raw"], YEAR)
        assert (read.precision, str(read.start), str(read.end)) == (
            row["precision"],
            row["start"],
            row["end"],
        )
        assert read.rule is row["rule"]


@pytest.mark.parametrize(
    ("text", "start", "end", "rule"),
    [
        ("вторая суббота сентября", "2020-09-12", "2020-09-12", NthWeekday(9, 5, 2)),
        ("последнее воскресенье мая", "2020-05-31", "2020-05-31", NthWeekday(5, 6, -1)),
        ("1-е воскресенье сентября", "2020-09-06", "2020-09-06", NthWeekday(9, 6, 1)),
        ("30 августа", "2020-08-30", "2020-08-30", None),
        ("5-6 сентября", "2020-09-05", "2020-09-06", None),
    ],
)
def test_floating_city_day_keeps_its_rule(text: str, start: str, end: str, rule: NthWeekday | None) -> None:
    """The rule serves other years, and the day is calculated for this one."""
    read = read_city_date(text, YEAR)
    assert (read.start, read.end, read.rule) == (date.fromisoformat(start), date.fromisoformat(end), rule)


@pytest.mark.parametrize("text", ["", "—", "31 сентября", "Москва"])
def test_city_row_without_a_date_is_invalid(text: str) -> None:
    """A city list is made of dates, so a cell without one is invalid."""
    assert read_city_date(text, YEAR) == CityDateWording(Precision.INVALID, None, None, None)


@pytest.mark.parametrize(
    ("text", "mismatch"),
    [
        ("12 марта (четверг)", False),
        ("12 марта (пятница)", True),
        ("в субботу, 12 сентября", False),
        ("в воскресенье, 12 сентября", True),
        ("12–13 сентября (сб–вс)", False),
        ("12–13 марта (сб–вс)", True),
        ("12 марта", False),
        ("вторая суббота сентября", False),
        ("сентябрь (суббота)", False),
    ],
)
def test_weekday_that_contradicts_its_date_is_found(text: str, mismatch: bool) -> None:
    """If no named day falls on the weekday, a warning says that one of them is wrong."""
    value = read_wording(text, YEAR)
    assert value is not None
    assert weekday_mismatch(text, value) is mismatch


def _as_json(value: Any) -> dict[str, object]:
    return {
        "raw": value.raw,
        "precision": str(value.precision),
        "start": value.start and value.start.isoformat(),
        "end": value.end and value.end.isoformat(),
        "tbc": value.tbc,
        "recurrence": value.recurrence and str(value.recurrence),
    }
