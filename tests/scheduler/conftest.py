"""A stage over a new database for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from data.calendar.cities import Cases, City
from tests.scheduler.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An empty stage at noon of 1 March 2026, UTC."""
    opened = await Stage.open(tmp_path, "2026-03-01 12:00")
    try:
        yield opened
    finally:
        await opened.database.close()


@pytest.fixture
def kazan() -> City:
    """A city of the catalogue."""
    cases = Cases("Казани", "Казани", "Казань", "Казанью", "Казани")
    return City(
        id="kazan",
        name="Казань",
        cases=cases,
        preposition="в",
        alt=(),
        old=(),
        latin=("Kazan",),
        country="Россия",
        region=None,
        is_capital=False,
        lat=55.8,
        lon=49.1,
        zone="Europe/Moscow",
        epoch=1005,
        rules=(),
        rule_text=None,
    )
