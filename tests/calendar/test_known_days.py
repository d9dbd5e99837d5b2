"""The almanac names only days that the rules allow. The rules agree with days really held."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.calendar.almanac import Almanac
from data.calendar.cities import City
from data.calendar.imprecise_dates import ImpreciseDate
from tests.calendar.years import year_of
from tests.plan_2020 import cities_2020, plan_2020

CITIES = cities_2020()
ALMANAC = Almanac(CITIES, {2020: plan_2020()})
KNOWN_DAYS = (Path(__file__).parent / "known_days.txt").read_text("utf-8")
WINDOWS = {
    *("kaliningrad", "barnaul", "saratov", "yerevan", "moscow", "naberezhnye-chelny", "ulan-ude"),
    *("kostroma", "khabarovsk", "vladikavkaz", "ivanovo", "ust-kamenogorsk"),
}
UNRULED = {"tashkent", "baku", "gyumri"}
YEARS = range(2026, 2031)


def known_days() -> Iterator[tuple[str, tuple[date, date], bool]]:
    """Yield city, first and last day, and whether the rule was kept."""
    for line in KNOWN_DAYS.splitlines():
        city, colon, rest = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        kept, _, broken = rest.partition("!")
        for text, is_kept in ((kept, True), (broken, False)):
            for days in text.split():
                first, _, last = days.partition("..")
                yield city, (date.fromisoformat(first), date.fromisoformat(last or first)), is_kept


def touches(when: ImpreciseDate | None, days: tuple[date, date]) -> bool:
    """Return whether a date may mean one of the days."""
    return when is not None and when.overlaps(*days)


def test_days_really_held_agree_with_the_rules() -> None:
    """Each is allowed by its rule, except those that were held against it."""
    rows = list(known_days())
    assert len(rows) > 280
    for city_id, days, is_kept in rows:
        city, year = CITIES.by_id[city_id], days[0].year
        found = touches(city.date_by_rule(year), days) or touches(city.festivities_in(year), days)
        assert found is is_kept, (city_id, days)


@pytest.mark.parametrize("city", CITIES.all, ids=lambda city: city.id)
def test_every_named_day_obeys_the_rule_of_its_city(city: City) -> None:
    """In 2026 to 2030, after the last plan, the rule gives a day, a window, or nothing."""
    for year in YEARS:
        found = [one.when for one in year_of(ALMANAC, year).values() if one.key.split(":")[1] == city.id]
        assert found == ([] if city.id in UNRULED else [city.date_by_rule(year)])
        assert all(when.is_window == (city.id in WINDOWS) for when in found)


def test_day_of_any_year_has_the_weekday_that_the_words_of_its_rule_name() -> None:
    """«суббота» in the wording of a rule is the weekday of the day that the almanac names."""
    weekdays = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
    checked = 0
    for city in CITIES.all:
        named = [number for number, word in enumerate(weekdays) if word in (city.rule_text or "")]
        if len(named) != 1 or city.id in WINDOWS | UNRULED or city.festivities is not None:
            continue
        days = [term.rule for term in city.rules]
        found = [rule.on(year) for rule in days[:1] for year in YEARS if not hasattr(rule, "span")]
        assert {day.weekday() for day in found if day is not None} <= {*named}, city.id
        checked += bool(found)
    assert checked > 20
