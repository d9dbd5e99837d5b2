"""Fixtures of all plan tests: the shipped cities, and a reader of lines under a header."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.calendar.city_search.lookup import CityIndex
from data.content.shipped import shipped_index
from data.plans.documents import read_content
from data.plans.reading import Reading

DOCUMENTS = Path(__file__).parent / "documents"
HEADER = "№\tМероприятие\tМесто, дата\tПримечание"

ReadRows = Callable[..., Reading]


@pytest.fixture(scope="session")
def index() -> CityIndex:
    """Return the cities that are shipped."""
    return shipped_index()


@pytest.fixture(scope="session")
def read_rows(index: CityIndex) -> ReadRows:
    """Return a reader of plans made of lines under an ordinary title and header."""

    def read(*lines: str, title: str = "План мероприятий МАГ на 2020 год", header: str = HEADER) -> Reading:
        text = "\n".join((title, "", header, *lines))
        return read_content(text.encode(), "plan.txt", index)

    return read
