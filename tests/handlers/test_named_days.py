"""No day is named that the rule of its city forbids. A window names none.

The rules are read again here, straight from the shipped catalogue, and independently of the product.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from icalendar import Calendar

from bot.commands.objects import city_object
from data.calendar.almanac import Almanac
from data.calendar.occasions import Occasion, OccasionKind
from handlers.callbacks.cities import CityGroup, OpenCityGroup
from handlers.city_listing import list_cities
from handlers.ics_entries import city_entry
from handlers.ics_files import calendar_file
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.pictures.subjects import year_days
from handlers.text.words import LANGUAGES, words_in
from handlers.views.city_card import city_message
from handlers.views.city_list import city_group_message
from handlers.views.message import parsed
from handlers.views.notices.sentences import reminder_in_sentences
from handlers.views.pictures.contents import svg_of
from tests.plan_2020 import CATALOGUE_FILE, cities_2020, plan_2020

CITIES = cities_2020()
ALMANAC = Almanac(CITIES, {2020: plan_2020()})
YEARS = range(2026, 2031)
RULES: dict[str, dict[str, Any]] = {
    row["id"]: row for row in json.loads(CATALOGUE_FILE.read_text("utf-8"))["cities"]
}
WINDOWS = sorted(one for one, row in RULES.items() if (row["day_rule"] or {}).get("kind") == "window")
UNKNOWN = sorted(one for one, row in RULES.items() if row["day_rule"] is None)
ONE_DAY = re.compile(r"\d+ (?:янв|фев|мар|апр|ма|июн|июл|авг|сен|окт|ноя|дек|Ja|Fe|Ma|Ap|Ju|Au|Se|Oc|No|De)")


def days_of(year: int) -> list[date]:
    """Return every day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def is_nth(day: date, rule: Mapping[str, Any]) -> bool:
    """Return whether a day is the nth weekday of the month that a rule names."""
    if (day.month, day.weekday()) != (rule["month"], rule["weekday"]):
        return False
    if rule["nth"] == -1:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == int(rule["nth"])


def fits(day: date, rule: Mapping[str, Any]) -> bool:
    """Return whether a day is the one that a rule names."""
    if rule["kind"] == "nth":
        return is_nth(day, rule)
    if rule["kind"] == "fixed":
        return (day.month, day.day) == (rule["month"], rule["day"])
    passed = (day - date(day.year, rule["month"], rule["day"])).days
    nth = int(rule["nth"])
    return day.weekday() == int(rule["weekday"]) and 7 * (nth - 1) < passed <= 7 * nth


def edge(rule: Mapping[str, Any], year: int) -> date:
    """Return an end of a window."""
    is_edge = (
        is_nth if "nth" in rule else lambda day, edge: (day.month, day.day) == (edge["month"], edge["day"])
    )
    [day] = [day for day in days_of(year) if is_edge(day, rule)]
    return day + timedelta(days=rule.get("plus", 0))


@cache
def allowed(city_id: str, year: int) -> tuple[date, date] | None:
    """Return the first and the last day that the rule of a city allows, or None without a rule."""
    row = RULES[city_id]
    rules = [rule for rule in (row["day_rule"], *row["earlier_rules"]) if rule is not None]
    held = [one for one in rules if one.get("since", 0) <= year <= one.get("until", 9999)]
    if not held:
        return None
    rule = held[0]
    if rule["kind"] == "window":
        return edge(rule["start"], year), edge(rule["end"], year)
    [day] = [day for day in days_of(year) if fits(day, rule)]
    first, last = rule.get("days", (0, 0))
    return day + timedelta(days=first), day + timedelta(days=last)


def own_dates(city_id: str, year: int) -> tuple[Occasion, ...]:
    """Return the dates of a city in a year."""
    return ALMANAC.city_view(CITIES.by_id[city_id], date(year, 1, 1)).days


@pytest.mark.parametrize("year", YEARS)
def test_every_day_obeys_the_rule_of_its_city(year: int) -> None:
    """Of the eighty cities, those with a rule name its day, those with a window only the window."""
    assert len(RULES) == 80
    for city_id in RULES:
        found = own_dates(city_id, year)
        span = allowed(city_id, year)
        assert [(one.when.start, one.when.end) for one in found] == ([] if span is None else [span])
        assert [one.when.is_window for one in found] == [city_id in WINDOWS for _ in found]


@pytest.mark.parametrize("year", YEARS)
def test_sheet_of_a_year_colours_only_days_that_rules_name(year: int) -> None:
    """No day of a window is coloured."""
    spans = [allowed(city_id, year) for city_id in RULES if city_id not in WINDOWS]
    known = {
        span[0] + timedelta(days=n)
        for span in spans
        if span is not None
        for n in range((span[1] - span[0]).days + 1)
    }
    kinds = {OccasionKind.CITY_DAY, OccasionKind.JUBILEE}
    assert {day for day, found in year_days(ALMANAC, year).kinds.items() if kinds & {*found}} == known


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("city_id", WINDOWS)
def test_a_window_is_a_window_wherever_it_is_told(city_id: str, language: str) -> None:
    """Card, list, reminder, picture and the command line name no day and have no sign of one."""
    words, city = words_in(language), CITIES.by_id[city_id]
    for year in YEARS:
        today = date(year, 1, 1)
        [one] = own_dates(city_id, year)
        view = ALMANAC.city_view(city, today)
        card = parsed(city_message(words, view, today, followed=False).text)
        everything = list_cities(ALMANAC, OpenCityGroup(group=CityGroup.ALL), today)
        alone = replace(everything, rows=tuple(row for row in everything.rows if row.city == city))
        listed = parsed(city_group_message(words, alone, today).text)
        reminder = parsed(reminder_in_sentences(words, one, today, "Europe/Moscow"))
        request = PictureRequest(PictureKind.CARD, language, year, today, city_id)
        picture = svg_of(words, ALMANAC, request) or ""
        assert "≈" not in card
        assert "≈" not in listed
        dated = list_cities(ALMANAC, OpenCityGroup(group=CityGroup.DATED), today)
        assert city not in [row.city for row in dated.rows]
        assert parsed(words("city-day-window")) in card
        assert parsed(words("notice-no-day-yet", count=1)) in reminder
        assert words.plain("picture-card-window") in re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", picture))
        told = city_object(words, ALMANAC, CITIES.find(city.name), today)["day"]
        assert isinstance(told, dict)
        assert told["precision"] in {"part", "month"}


@pytest.mark.parametrize("city_id", WINDOWS)
def test_calendar_file_of_a_window_spans_all_of_it(city_id: str) -> None:
    """It is one tentative entry over the whole window that leaves the days free."""
    words = words_in("ru")
    for year in YEARS:
        [one] = own_dates(city_id, year)
        file = calendar_file(words, [city_entry(ALMANAC, one)], datetime(2026, 1, 1, tzinfo=UTC))
        [entry] = Calendar.from_ical(file).walk("VEVENT")
        span = allowed(city_id, year)
        assert span is not None
        assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (span[0], span[1] + timedelta(days=1))
        assert (entry["STATUS"], entry["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("city_id", UNKNOWN)
def test_city_without_a_day_promises_only_news_of_it(city_id: str, language: str) -> None:
    """Its card names no day, and says which news a follower gets."""
    words, today = words_in(language), date(2026, 1, 1)
    view = ALMANAC.city_view(CITIES.by_id[city_id], today)
    text = parsed(city_message(words, view, today, followed=True).text)
    assert not ONE_DAY.search(text)
    assert parsed(words("city-no-day")) in text
    assert "Когда станет известна дата" in text or "Once the date" in text
    assert "Напоминаем о Дне города" not in text
