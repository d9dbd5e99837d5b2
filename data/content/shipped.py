"""Load what is shipped with the program: cities, time zones, the plan of 2020, the guide."""

import json
from contextlib import AbstractContextManager
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from data.calendar.catalogue import parse_catalogue
from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.zones import place

SHIPPED_PLAN = "plan-2020.txt"
SHIPPED_GUIDE = "secretariat.ru.pdf"


def shipped_catalogue() -> tuple[City, ...]:
    """Return the cities of data/content/cities.json, in its order. Raises CatalogueError."""
    return parse_catalogue(json.loads((files("data.content") / "cities.json").read_text("utf-8")))


@cache
def shipped_index() -> CityIndex:
    """Return the index of the shipped cities, made once a process."""
    return CityIndex(shipped_catalogue())


def shipped_places() -> tuple[City, ...]:
    """Return the places of data/content/zones.json, which are known for their time zones only."""
    listed = json.loads((files("data.content") / "zones.json").read_text("utf-8"))["places"]
    return tuple(place(**one) for one in listed)


def zone_names() -> tuple[str, ...]:
    """Return the IANA names of all zones in the zone data we pin."""
    return tuple((files("tzdata") / "zones").read_text("utf-8").split())


def shipped_plan() -> AbstractContextManager[Path]:
    """Return the document of the shipped plan as a file that exists while the context lasts."""
    return as_file(files("data.content") / SHIPPED_PLAN)


def shipped_guide() -> bytes:
    """Return the secretariat's guide as a PDF, docs/secretariat.ru.md printed by `make guide`."""
    return (files("data.content") / SHIPPED_GUIDE).read_bytes()
