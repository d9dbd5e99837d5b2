"""The cities' days and jubilees of any year are those of its plan, or calculated."""

from dataclasses import replace
from datetime import date

import pytest

from data.calendar.almanac import Almanac
from data.calendar.occasions import OccasionKind
from data.calendar.plan import Place, PlaceMode
from data.calendar.rules import NthWeekday
from tests.calendar.years import plan_of, row, year_of
from tests.plan_2020 import cities_2020, plan_2020

CITIES = cities_2020()
PLAN = plan_2020()
ALMANAC = Almanac(CITIES, {2020: PLAN})


def test_printed_row_is_kept_as_printed() -> None:
    """The plan's age, day, wording and footnote are kept. Nothing in them is calculated."""
    found = year_of(ALMANAC, 2020)
    moscow, grodno = found["city_day:moscow:2020"], found["jubilee:grodno:2020"]
    assert (moscow.when.raw, moscow.when.end) == ("5-6 сентября", date(2020, 9, 6))
    assert (moscow.age, moscow.weight, moscow.approximate, moscow.calculated) == (873, 0, True, False)
    assert (grodno.age, grodno.weight, grodno.when.start) == (1015, 5, date(2020, 9, 13))


def test_city_the_plan_leaves_out_is_unlisted() -> None:
    """A city that the plan does not print keeps its day for its followers, marked as calculated."""
    found = year_of(ALMANAC, 2020)["city_day:saint-petersburg:2020"]
    assert (found.listed, found.calculated, found.approximate) == (False, True, True)
    assert (found.when.start, found.age) == (date(2020, 5, 27), 317)


@pytest.mark.parametrize(
    ("key", "start", "end", "years", "weight"),
    [
        ("jubilee:kazan:2025", date(2025, 8, 30), date(2025, 8, 30), 1020, 10),
        ("city_day:kazan:2026", date(2026, 8, 30), date(2026, 8, 30), 1021, 0),
        ("city_day:moscow:2021", date(2021, 9, 5), date(2021, 9, 6), 874, 0),
        ("jubilee:grodno:2025", date(2025, 9, 6), date(2025, 9, 6), 1020, 10),
        ("jubilee:sukhum:2026", date(2026, 7, 4), date(2026, 7, 4), 2510, 10),
        ("jubilee:shymkent:2025", date(2025, 6, 19), date(2025, 6, 19), 600, 100),
        ("city_day:kaliningrad:2019", date(2019, 7, 11), date(2019, 7, 11), 764, 0),
    ],
)
def test_without_a_plan_the_listed_cities_are_calculated(
    key: str, start: date, end: date, years: int, weight: int
) -> None:
    """The catalogue's rule or the last plan gives the day, the plan's count the age."""
    found = year_of(ALMANAC, int(key[-4:]))[key]
    assert (found.when, found.age, found.weight) == (replace(found.when, start=start, end=end), years, weight)
    assert (found.listed, found.calculated, found.approximate) == (True, True, True)
    assert found.when.raw == ""


def test_without_any_plan_only_issues_are_listed() -> None:
    """Every city with a rule still has its day for its followers."""
    found = year_of(Almanac(CITIES, {}), 2026)
    assert {one.kind for one in found.values() if one.listed} == {OccasionKind.BULLETIN, OccasionKind.JOURNAL}
    assert found["city_day:kazan:2026"].age == 1021
    assert "city_day:moscow:2026" not in found


def test_new_plan_takes_no_citys_day_away() -> None:
    """A plan that prints one city leaves all others the days and the lists they had without it."""
    before = year_of(ALMANAC, 2027)
    plan = plan_of(2027, [], [row("Казань", "2027-08-29", 1022)])
    after = year_of(Almanac(CITIES, {2020: PLAN, 2027: plan}), 2027)
    kazan = after["city_day:kazan:2027"]
    assert (kazan.when.start, kazan.calculated, kazan.listed) == (date(2027, 8, 29), False, True)
    others = {key: one for key, one in before.items() if "kazan" not in key}
    assert {key: one for key, one in after.items() if "kazan" not in key} == others
    moscow = after["jubilee:moscow:2027"]
    assert (moscow.calculated, moscow.approximate, moscow.listed) == (True, True, True)


def test_unknown_city_keeps_its_day_without_the_plan() -> None:
    """Printed by one plan and left out of the next, its day is calculated from the one before."""
    plans = {
        2022: plan_of(2022, [row("Ростов Великий", "2022-09-03", 1160)]),
        2023: plan_of(2023, [], [row("Казань", "2023-08-30", 1018)]),
    }
    rostov = year_of(Almanac(CITIES, plans), 2023)["city_day:x-rostov-veliki:2023"]
    assert (rostov.when.start, rostov.age, rostov.calculated, rostov.listed) == (
        date(2023, 9, 3),
        1161,
        True,
        True,
    )


def test_city_in_both_lists_on_one_day_is_one_jubilee() -> None:
    """Two rows that say the same make one occasion."""
    almanac = Almanac(
        CITIES, {2027: plan_of(2027, [row("Москва", "2027-09-04", 880)], [row("Москва", "2027-09-04", 880)])}
    )
    found = [one for one in year_of(almanac, 2027).values() if one.city is CITIES.by_id["moscow"]]
    assert [(one.key, one.weight) for one in found] == [("jubilee:moscow:2027", 10)]


def test_city_in_both_lists_on_two_days_has_both() -> None:
    """The jubilee and the day of the city may be celebrated apart."""
    plan = plan_of(2027, [row("Москва", "2027-04-04", 880)], [row("Москва", "2027-09-04", 880)])
    found = year_of(Almanac(CITIES, {2027: plan}), 2027)
    assert found["jubilee:moscow:2027"].when.start == date(2027, 4, 4)
    assert found["city_day:moscow:2027"].when.start == date(2027, 9, 4)


def test_round_age_in_the_city_days_is_a_jubilee() -> None:
    """An age that the setting divides is a jubilee. By another setting it is none."""
    plans = {2022: plan_of(2022, [], [row("Минск", "2022-09-10", 955)])}
    assert year_of(Almanac(CITIES, plans), 2022)["jubilee:minsk:2022"].weight == 5
    assert "city_day:minsk:2022" in year_of(Almanac(CITIES, plans, jubilee_every=10), 2022)


def test_city_in_the_jubilee_list_is_a_jubilee_at_any_age() -> None:
    """A city in the jubilee list is a jubilee because the plan says so, with some weight."""
    plan = plan_of(2022, [row("Минск", "2022-09-10", 957), row("Орёл", "2022-08-05")])
    found = year_of(Almanac(CITIES, {2022: plan}), 2022)
    assert found["jubilee:minsk:2022"].weight == 1
    assert (found["jubilee:orel:2022"].age, found["jubilee:orel:2022"].weight) == (None, 1)
    assert not found["jubilee:minsk:2022"].approximate


def test_latest_printed_age_decides() -> None:
    """When two plans count differently, years without a plan follow the later one."""
    plans = {2020: PLAN, 2022: plan_of(2022, [row("Гродно", "2022-09-03", 894)])}
    assert year_of(Almanac(CITIES, plans), 2028)["jubilee:grodno:2028"].age == 900
    assert year_of(Almanac(CITIES, plans), 2020)["jubilee:grodno:2020"].age == 1015


def test_day_of_the_nearest_earlier_plan_is_shifted() -> None:
    """Without a rule and an earlier plan, the first plan there is gives the day."""
    plans = {2021: plan_of(2021, [], [row("Москва", "2021-09-11", 874, "2021-09-12")]), 2020: PLAN}
    almanac = Almanac(CITIES, plans)
    starts = [
        year_of(almanac, year)[f"{kind}:moscow:{year}"].when.start
        for kind, year in (("city_day", 2019), ("city_day", 2020), ("city_day", 2021), ("jubilee", 2022))
    ]
    assert starts == [date(2019, 9, 5), date(2020, 9, 5), date(2021, 9, 11), date(2022, 9, 11)]


def test_row_without_a_valid_day_is_calculated() -> None:
    """«31 сентября» is never mended: the day comes from the rule and says so, or there is none."""
    plan = plan_of(2022, [row("Казань", None, 1017), row("Орёл", None, 456)])
    found = year_of(Almanac(CITIES, {2022: plan}), 2022)
    kazan = found["jubilee:kazan:2022"]
    assert (kazan.when.start, kazan.age) == (date(2022, 8, 30), 1017)
    assert (kazan.listed, kazan.calculated, kazan.approximate) == (True, True, True)
    assert not any("orel" in key for key in found)


def test_printed_rule_gives_the_day_of_other_years() -> None:
    """«Вторая суббота сентября» moves with the calendar where the catalogue has no rule."""
    printed = replace(row("Орёл", "2022-09-10", 456), rule=NthWeekday(9, 5, 2))
    found = year_of(Almanac(CITIES, {2022: plan_of(2022, [], [printed])}), 2026)
    assert found["jubilee:orel:2026"].when.start == date(2026, 9, 12)


def test_unknown_city_is_listed_under_its_printed_name() -> None:
    """It keeps a stable key of plain letters and its name, also years later."""
    almanac = Almanac(CITIES, {2022: plan_of(2022, [row("Ростов Великий", "2022-09-03", 1160)])})
    found = year_of(almanac, 2022)["jubilee:x-rostov-veliki:2022"]
    assert found.city is None
    assert found.place == Place("Ростов Великий", "Ростов Великий", PlaceMode.CITY)
    assert year_of(almanac, 2023)["city_day:x-rostov-veliki:2023"].age == 1161


def test_city_twice_in_a_list_is_one_occasion() -> None:
    """The first row of a city counts, so that keys stay unique."""
    plan = plan_of(2022, [row("Казань", "2022-08-30", 1017), row("Казань", "2022-09-30", 1017)])
    found = [one for one in year_of(Almanac(CITIES, {2022: plan}), 2022) if "kazan" in one]
    assert found == ["jubilee:kazan:2022"]


@pytest.mark.parametrize("year", range(2024, 2041))
def test_leap_day_is_celebrated_every_year(year: int) -> None:
    """A city whose plan prints 29 February has its day on 28 February in common years."""
    almanac = Almanac(CITIES, {2024: plan_of(2024, [], [row("Орёл", "2024-02-29", 458)])})
    found = [one for key, one in year_of(almanac, year).items() if "orel" in key]
    assert [one.when.start for one in found] == [date(year, 2, 29 if year % 4 == 0 else 28)]
