"""A city's card shows all known data of the city, and no more."""

from dataclasses import replace
from datetime import date

import pytest

from data.calendar.almanac import Almanac
from tests.plan_2020 import cities_2020, plan_2020

CITIES = cities_2020()
PLAN = plan_2020()
ALMANAC = Almanac(CITIES, {2020: PLAN})


def test_card_in_a_year_with_a_plan() -> None:
    """The card has day, age and next jubilee, the plan's events there, and the plan's name for the city."""
    view = ALMANAC.city_view(CITIES.by_id["astana"], date(2020, 5, 1))
    assert [one.key for one in view.days] == ["city_day:astana:2020"]
    assert view.coming is view.days[0]
    assert (view.age, view.weight, view.next_jubilee) == (22, 0, (2023, 25))
    assert [one.key for one in view.upcoming] == ["event:7:0"]
    assert (view.past, view.mentioned) == ((), ())
    assert (view.plan_in, view.plan_spelling) == (True, "Нур-Султан")


def test_card_after_the_citys_day() -> None:
    """Past dates come latest first, and the day of the next year is the coming one."""
    view = ALMANAC.city_view(CITIES.by_id["moscow"], date(2020, 12, 1))
    assert [one.key for one in view.days] == ["city_day:moscow:2020"]
    assert view.coming is not None
    assert view.coming.key == "city_day:moscow:2021"
    assert [one.key for one in view.upcoming] == ["event:18:0"]
    assert [one.key for one in view.past] == [
        "event:12:0",
        "event:9:0",
        "event:3:0",
        "event:1:0",
        "event:2:0",
    ]
    assert view.plan_spelling is None


def test_card_in_a_year_without_a_plan() -> None:
    """The card says that the plan is missing. This year's jubilee is not the next one."""
    view = ALMANAC.city_view(CITIES.by_id["kazan"], date(2025, 8, 30))
    assert (view.year, view.age, view.weight, view.next_jubilee) == (2025, 1020, 10, (2030, 1025))
    assert view.coming is not None
    assert view.coming.key == "jubilee:kazan:2025"
    assert not view.plan_in


def test_card_of_a_city_of_unknown_age_and_day() -> None:
    """Unknown values are left open."""
    view = ALMANAC.city_view(CITIES.by_id["baku"], date(2026, 1, 1))
    assert (view.days, view.coming, view.age, view.weight, view.next_jubilee) == ((), None, None, 0, None)


@pytest.mark.parametrize(
    ("city", "today", "days"),
    [
        ("naryan-mar", date(2026, 1, 1), (date(2026, 9, 6), date(2026, 9, 6))),
        ("naryan-mar", date(2026, 9, 6), (date(2026, 9, 6), date(2026, 9, 6))),
        ("naryan-mar", date(2026, 9, 7), (date(2027, 9, 5), date(2027, 9, 5))),
        ("petropavlovsk-kamchatsky", date(2026, 9, 10), (date(2026, 9, 1), date(2026, 9, 21))),
        ("yoshkar-ola", date(2026, 1, 1), (date(2026, 8, 8), date(2026, 8, 8))),
        ("kazan", date(2026, 1, 1), None),
    ],
)
def test_festivities_are_kept_apart_from_the_day(
    city: str, today: date, days: tuple[date, date] | None
) -> None:
    """Festivities on other days are shown until they are over, then the next ones."""
    view = ALMANAC.city_view(CITIES.by_id[city], today)
    found = view.festivities
    assert (None if found is None else (found.start, found.end)) == days
    assert all(one.when != found for one in view.days)


def test_day_printed_within_the_festivities_is_shown_once() -> None:
    """If the plan prints the festivities as the day, they are not shown again."""
    city = CITIES.by_id["petropavlovsk-kamchatsky"]
    assert ALMANAC.city_view(city, date(2020, 2, 1)).festivities is None


def test_title_that_names_a_city_is_a_mention() -> None:
    """An event elsewhere whose title names the city is kept apart from those held there."""
    away = replace(PLAN.events[3], title="Дни Ярославля и Минска")
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(*PLAN.events[:3], away))})
    view = almanac.city_view(CITIES.by_id["yaroslavl"], date(2020, 1, 1))
    assert [one.key for one in view.mentioned] == ["event:4:0"]
    assert ALMANAC.city_view(CITIES.by_id["grozny"], date(2020, 1, 1)).mentioned == ()
