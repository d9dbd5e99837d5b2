"""The shipped catalogue and a reader of rows, for every test of plans."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.calendar.city_search.lookup import CityIndex
from data.plans.documents import read_content
from data.plans.reading import Reading
from data.store.content import shipped_catalogue

DOCUMENTS = Path(__file__).parent / "documents"
HEADER = "№\tМероприятие\tМесто, дата\tПримечание"

ReadRows = Callable[..., Reading]


@pytest.fixture(scope="session")
def index() -> CityIndex:
    """Return the shipped cities."""
    return CityIndex(shipped_catalogue())


@pytest.fixture(scope="session")
def read_rows(index: CityIndex) -> ReadRows:
    """Return a function that reads a plan of these lines under an ordinary title and header."""

    def read(*lines: str, title: str = "План мероприятий МАГ на 2020 год", header: str = HEADER) -> Reading:
        text = "\n".join((title, "", header, *lines))
        return read_content(text.encode(), "plan.txt", index)

    return read
