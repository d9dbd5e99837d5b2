"""The shipped catalogue is sound, and a broken one is refused with the field named."""

import copy
import json
from typing import Any
from zoneinfo import available_timezones

import pytest

from data.calendar.catalogue import CatalogueError, parse_catalogue
from data.calendar.cities import City
from data.calendar.rules import FixedDay, NthWeekday, RuleTerm, WeekdayAfter
from tests.plan_2020 import CATALOGUE_FILE, cities_2020

CITIES = cities_2020()
DOCUMENT: dict[str, Any] = json.loads(CATALOGUE_FILE.read_text(encoding="utf-8"))


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
    """Where the country is disputed, none is stored, so that none can be printed."""
    assert CITIES.by_id[name].country is None
    assert CITIES.by_id[name].region is None


@pytest.mark.parametrize(
    ("city", "rules"),
    [
        (
            "grodno",
            (RuleTerm(NthWeekday(9, 5, 3), until=2021), RuleTerm(NthWeekday(9, 5, 1), since=2022)),
        ),
        ("naryan-mar", (RuleTerm(FixedDay(3, 10)),)),
        ("grozny", (RuleTerm(FixedDay(10, 5)),)),
        ("tver", (RuleTerm(WeekdayAfter(7, 12, 6), since=2018),)),
        ("moscow", ()),
    ],
)
def test_rules_of_all_shapes_are_read(city: str, rules: tuple[RuleTerm, ...]) -> None:
    """All three shapes of a rule and their years are read as written."""
    assert CITIES.by_id[city].rules == rules


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
        ("cities.0.founding", {"epoch": True, "basis": None}, "cities.0.founding.epoch"),
        ("cities.0.founding", {"epoch": 1935.5, "basis": None}, "cities.0.founding.epoch"),
        ("cities.0.day", {"text": "10 марта"}, "cities.0.day.rules"),
        ("cities.0.day.rules", [{}], "cities.0.day.rules.0"),
        ("cities.0.day.rules", [{"fixed": [2, 30]}], "cities.0.day.rules.0"),
        ("cities.0.day.rules", [{"fixed": [3]}], "cities.0.day.rules.0"),
        ("cities.0.day.rules", [{"fixed": [3, 10], "nth": 1}], "cities.0.day.rules.0"),
        ("cities.0.day.rules", [{"month": 13, "weekday": 5, "nth": 1}], "cities.0.day.rules.0.month"),
        ("cities.0.day.rules", [{"month": 9, "weekday": 7, "nth": 1}], "cities.0.day.rules.0.weekday"),
        ("cities.0.day.rules", [{"month": 9, "weekday": 5, "nth": 0}], "cities.0.day.rules.0.nth"),
        ("cities.0.day.rules", [{"after": [2, 29], "weekday": 5, "nth": 1}], "cities.0.day.rules.0"),
        ("cities.0.day.rules", [{"after": [7, 12], "weekday": 5, "nth": -1}], "cities.0.day.rules.0"),
        ("cities.0.day.rules", [{"fixed": [3, 10], "since": 2022, "until": 2021}], "cities.0.day.rules.0"),
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
