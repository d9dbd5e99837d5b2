"""The shipped catalogue and the 2020 plan as values."""

import json
from dataclasses import replace
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.calendar.catalogue import parse_catalogue
from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision, Recurrence
from data.calendar.plan import (
    CityDate,
    EventKind,
    EventStatus,
    Footnote,
    Occurrence,
    Place,
    PlaceMode,
    Plan,
    PlanEvent,
)
from data.calendar.rules import NthWeekday

ROOT = Path(__file__).parent.parent
CATALOGUE_FILE = ROOT / "data" / "content" / "cities.json"
EXPECTED_FILE = ROOT / "tests" / "content" / "plan-2020.expected.json"

Json = dict[str, Any]


@lru_cache(maxsize=1)
def cities_2020() -> CityIndex:
    """Return the shipped catalogue, indexed."""
    return CityIndex(parse_catalogue(json.loads(CATALOGUE_FILE.read_text(encoding="utf-8"))))


@lru_cache(maxsize=1)
def plan_2020() -> Plan:
    """Return the 2020 plan of the reference parse, with event ids 1 to 24 in its order."""
    document = json.loads(EXPECTED_FILE.read_text(encoding="utf-8"))
    return plan_from_json(document, cities_2020())


def plan_from_json(document: Json, cities: CityIndex) -> Plan:
    """Return a plan from the JSON that reading a document yields, with event ids from 1."""
    events = [replace(_event(row, cities), id=place) for place, row in enumerate(document["events"], start=1)]
    return Plan(
        title=document["title"],
        year=document["year"],
        events=tuple(events),
        jubilees=tuple(_city_date(row, cities) for row in document["jubilees"]),
        city_days=tuple(_city_date(row, cities) for row in document["city_days"]),
        footnotes=tuple(_footnote(row) for row in document["footnotes"]),
        draft=document.get("draft", False),
    )


def _footnote(row: Json) -> Footnote:
    return Footnote(row["mark"], row["text"], tuple(row.get("refs", ())))


def _event(row: Json, cities: CityIndex) -> PlanEvent:
    return PlanEvent(
        number=row["number"],
        part=row["part"],
        parts=row["parts"],
        section=row["section"],
        title=row["title"],
        kind=EventKind(row["kind"]),
        occurrences=tuple(_occurrence(one, cities) for one in row["occurrences"]),
        organisers=tuple(row["organisers"]),
        organiser_label=row["organiser_label"],
        note=row["note"],
        status=EventStatus(row["status"]),
        flags=tuple(row["flags"]),
    )


def _occurrence(row: Json, cities: CityIndex) -> Occurrence:
    place, when = row["place"], row["when"]
    return Occurrence(
        _place(place, cities) if place else None, _when(when) if when else None, _time(row.get("time"))
    )


def _time(row: Json | None) -> ClockTime | None:
    if row is None:
        return None
    end = time.fromisoformat(row["end"]) if row["end"] else None
    return ClockTime(time.fromisoformat(row["start"]), end)


def _place(row: Json, cities: CityIndex) -> Place:
    return Place(row["raw"], row["city"], PlaceMode(row["mode"]), _city_id(row["city"], cities))


def _when(row: Json) -> ImpreciseDate:
    return ImpreciseDate(
        raw=row["raw"],
        precision=Precision(row["precision"]),
        start=_day(row["start"]),
        end=_day(row["end"]),
        tbc=row["tbc"],
        recurrence=Recurrence(row["recurrence"]) if row["recurrence"] else None,
    )


def _city_date(row: Json, cities: CityIndex) -> CityDate:
    return CityDate(
        number=row["number"],
        city_raw=row["city_raw"],
        city=row["city"],
        age=row["age"],
        age_raw=row["age_raw"],
        date_raw=row["date_raw"],
        precision=Precision(row["precision"]),
        start=_day(row["start"]),
        end=_day(row["end"]),
        rule=NthWeekday(**row["rule"]) if row["rule"] else None,
        approx=row["approx"],
        flags=tuple(row["flags"]),
        city_id=_city_id(row["city"], cities),
    )


def _city_id(name: str | None, cities: CityIndex) -> str | None:
    city: City | None = cities.exact(name) if name else None
    return city.id if city else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
