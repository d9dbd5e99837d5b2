"""The shipped catalogue is sound, and a broken one is refused with the field named."""

import copy
import json
from typing import Any
from zoneinfo import available_timezones

import pytest

from data.calendar.catalogue import CatalogueError, parse_catalogue
from data.calendar.cities import City
from data.calendar.rules import DayWindow, FixedDay, NthWeekday, RuleTerm, WeekdayAfter, WindowEdge
from data.plans.rows.place_words import contradicts_region
from tests.plan_2020 import CATALOGUE_FILE, cities_2020

CITIES = cities_2020()
DOCUMENT: dict[str, Any] = json.loads(CATALOGUE_FILE.read_text(encoding="utf-8"))

FIXED: dict[str, Any] = {"kind": "fixed", "month": 3, "day": 10}
NTH: dict[str, Any] = {"kind": "nth", "month": 9, "weekday": 5, "nth": 2}
AFTER: dict[str, Any] = {"kind": "after", "month": 7, "day": 12, "weekday": 6, "nth": 1}
WINDOW: dict[str, Any] = {
    "kind": "window",
    "start": {"month": 9, "weekday": 5, "nth": 2, "plus": -1},
    "end": {"month": 9, "day": 20},
}


def spoilt(path: str, value: object) -> dict[str, Any]:
    """Return the shipped document with one field changed."""
    document = copy.deepcopy(DOCUMENT)
    *steps, last = path.split(".")
    place: Any = document
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    return document


def test_shipped_catalogue_has_eighty_cities() -> None:
    """Every city of the 2020 plan and 54 more are there, in one list."""
    assert len(CITIES.all) == len(CITIES.by_id) == 80


@pytest.mark.parametrize("city", CITIES.all, ids=lambda city: city.id)
def test_zone_and_preposition_of_each_city_are_valid(city: City) -> None:
    """Zones are known by name. Only names in Вл- take «во»."""
    assert city.zone in available_timezones()
    assert city.preposition == ("во" if city.name.startswith("Вл") else "в")
    assert city.rule_text is not None or city.rules == ()


@pytest.mark.parametrize("name", ["lugansk", "zaporozhye", "sukhum", "tskhinval", "tiraspol", "bender"])
def test_disputed_country_is_not_stored(name: str) -> None:
    """If the country is disputed, none is stored, so that none can be printed."""
    assert CITIES.by_id[name].country is None
    assert CITIES.by_id[name].region is None


@pytest.mark.parametrize(
    ("city", "rules"),
    [
        (
            "grodno",
            (RuleTerm(NthWeekday(9, 5, 1), since=2022), RuleTerm(NthWeekday(9, 5, 3), until=2021)),
        ),
        ("naryan-mar", (RuleTerm(FixedDay(3, 10)),)),
        ("grozny", (RuleTerm(FixedDay(10, 5), since=2007),)),
        ("tver", (RuleTerm(WeekdayAfter(7, 12, 6), since=2018),)),
        ("rostov-on-don", (RuleTerm(NthWeekday(9, 6, 3), days=(-1, 0)),)),
        (
            "moscow",
            (
                RuleTerm(
                    DayWindow(WindowEdge(NthWeekday(9, 5, 1)), WindowEdge(NthWeekday(9, 5, 2), 1)), since=2016
                ),
            ),
        ),
        ("baku", ()),
    ],
)
def test_rules_of_all_shapes_are_read(city: str, rules: tuple[RuleTerm, ...]) -> None:
    """All forms of a rule and their years are read as written."""
    assert CITIES.by_id[city].rules == rules
    assert not CITIES.by_id[city].repeats_plan_day


def test_city_of_whose_day_nothing_is_known_repeats_the_day_of_a_plan() -> None:
    """Without a wording of its day the catalogue forbids nothing."""
    document = spoilt("cities.0.day_rule", None)
    document["cities"][0]["day_text"] = None
    city = parse_catalogue(document)[0]
    assert (city.rules, city.repeats_plan_day) == ((), True)


def test_english_name_comes_first() -> None:
    """It is found and shown once, even when it is no other Latin spelling."""
    document = spoilt("cities.0.name_en", "Naryan Mar")
    assert parse_catalogue(document)[0].latin == ("Naryan Mar", "Naryan-Mar")
    assert CITIES.by_id["naryan-mar"].latin == ("Naryan-Mar",)


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("cities", [], "cities"),
        ("cities", "Казань", "cities"),
        ("surplus", 1, "surplus"),
        ("cities.0.surplus", 1, "cities.0.surplus"),
        ("cities.0.id", "Казань", "cities.0.id"),
        ("cities.0.id", "a" * 33, "cities.0.id"),
        ("cities.1.id", "naryan-mar", "cities.1.id"),
        ("cities.0.name", "", "cities.0.name"),
        ("cities.0.name", " Казань", "cities.0.name"),
        ("cities.0.name", 7, "cities.0.name"),
        ("cities.0.name", None, "cities.0.name"),
        ("cities.0.cases.loc", "", "cities.0.cases.loc"),
        ("cities.0.cases", {}, "cities.0.cases.gen"),
        ("cities.0.preposition", "на", "cities.0.preposition"),
        ("cities.0.alt", "Казань", "cities.0.alt"),
        ("cities.0.alt", [1], "cities.0.alt.0"),
        ("cities.0.capital", "yes", "cities.0.capital"),
        ("cities.0.lat", 91, "cities.0.lat"),
        ("cities.0.lon", "37", "cities.0.lon"),
        ("cities.0.zone", "moscow", "cities.0.zone"),
        ("cities.0.zone", None, "cities.0.zone"),
        ("cities.0.name_en", None, "cities.0.name_en"),
        ("cities.0.founding.epoch", True, "cities.0.founding.epoch"),
        ("cities.0.founding.epoch", 1935.5, "cities.0.founding.epoch"),
        ("cities.0.founding.confidence", "sure", "cities.0.founding.confidence"),
        ("cities.0.day_confidence", None, "cities.0.day_confidence"),
        ("cities.0.day_source", "", "cities.0.day_source"),
        ("cities.0.day_text", None, "cities.0"),
        ("cities.0.day_rule", {}, "cities.0.day_rule"),
        ("cities.0.day_rule", {"kind": "moon"}, "cities.0.day_rule"),
        ("cities.0.day_rule", FIXED | {"month": 2, "day": 30}, "cities.0.day_rule.fixed"),
        ("cities.0.day_rule", FIXED | {"month": 13}, "cities.0.day_rule.fixed.month"),
        ("cities.0.day_rule", FIXED | {"day": None}, "cities.0.day_rule.fixed.day"),
        ("cities.0.day_rule", FIXED | {"nth": 1}, "cities.0.day_rule.fixed.nth"),
        ("cities.0.day_rule", FIXED | {"since": 2022, "until": 2021}, "cities.0.day_rule.fixed"),
        ("cities.0.day_rule", FIXED | {"days": [1, 0]}, "cities.0.day_rule.fixed"),
        ("cities.0.day_rule", FIXED | {"days": [0]}, "cities.0.day_rule.fixed.days"),
        ("cities.0.day_rule", FIXED | {"month": 1, "day": 1, "days": [-1, 0]}, "cities.0.day_rule.fixed"),
        ("cities.0.day_rule", NTH | {"weekday": 7}, "cities.0.day_rule.nth.weekday"),
        ("cities.0.day_rule", NTH | {"nth": 0}, "cities.0.day_rule.nth.nth"),
        ("cities.0.day_rule", AFTER | {"month": 2, "day": 29}, "cities.0.day_rule.after"),
        ("cities.0.day_rule", AFTER | {"nth": -1}, "cities.0.day_rule.after.nth"),
        ("cities.0.day_rule", AFTER | {"month": 12, "day": 31}, "cities.0.day_rule.after"),
        ("cities.0.day_rule", WINDOW | {"days": [0, 1]}, "cities.0.day_rule.window.days"),
        ("cities.0.day_rule", WINDOW | {"start": {"month": 9}}, "cities.0.day_rule.window.start"),
        ("cities.0.day_rule", WINDOW | {"end": {"month": 9, "day": 31}}, "cities.0.day_rule.window"),
        (
            "cities.0.day_rule",
            WINDOW | {"end": {"month": 9, "weekday": 5, "nth": 5}},
            "cities.0.day_rule.window.end.nth",
        ),
        (
            "cities.0.day_rule",
            WINDOW | {"end": {"month": 9, "day": 2, "nth": 1}},
            "cities.0.day_rule.window.end",
        ),
        # 6 September is before the second Saturday in some years only
        ("cities.0.day_rule", WINDOW | {"end": {"month": 9, "day": 6}}, "cities.0.day_rule.window"),
        ("cities.0.day_rule", WINDOW | {"end": {"month": 12, "day": 31}}, "cities.0.day_rule.window"),
        ("cities.0.festivities", {"kind": "nth", "month": 9}, "cities.0.festivities.nth.weekday"),
        ("cities.0.earlier_rules", [FIXED, NTH | {"until": 0}], "cities.0.earlier_rules.1.nth.until"),
    ],
)
def test_broken_catalogue_is_refused_with_its_field(path: str, value: object, named: str) -> None:
    """Each wrong field stops the reading and is named with its path."""
    with pytest.raises(CatalogueError) as refused:
        parse_catalogue(spoilt(path, value))
    assert refused.value.path == named
    assert refused.value.problem


def test_empty_document_is_refused() -> None:
    """The refusal names the field that is missing."""
    with pytest.raises(CatalogueError) as refused:
        parse_catalogue({})
    assert refused.value.path == "about"


def test_every_country_is_one_that_places_of_plans_may_name() -> None:
    """«Молдова, Кишинёв» is the city only if the words for its country are known by that name."""
    for city in CITIES.all:
        if city.country is not None:
            assert not contradicts_region(city.country.name, city.country.name, None), city.id
            assert contradicts_region(city.country.name, "Атлантида", None), city.id
