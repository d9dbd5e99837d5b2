"""What is shipped with the program: the catalogue of cities and the plan of 2020."""

import json
from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

from data.calendar.catalogue import parse_catalogue
from data.calendar.cities import City

SHIPPED_PLAN = "plan-2020.txt"


def shipped_catalogue() -> tuple[City, ...]:
    """The cities of data/content/cities.json, in its order. Raises CatalogueError for a fault in it."""
    return parse_catalogue(json.loads((files("data.content") / "cities.json").read_text("utf-8")))


def shipped_plan() -> AbstractContextManager[Path]:
    """The document of the shipped plan as a file, for as long as the context lasts."""
    return as_file(files("data.content") / SHIPPED_PLAN)
