"""A real database file for every test, on every engine the store can run on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from data.store.sqlite.database import Database
from tests.store.rows import MIGRATIONS
from tests.world.storage import open_new


@pytest.fixture(params=["sqlite"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """Open an empty database. Tests with it state the contract of every engine."""
    assert request.param == "sqlite"
    opened = await open_new(tmp_path / "mag.db")
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
async def rows(tmp_path: Path) -> AsyncIterator[Database]:
    """Open a database with the one table of tests.store.rows."""
    opened = await Database.open(tmp_path / "rows.db", migrations=MIGRATIONS, patience=0.05)
    try:
        yield opened
    finally:
        await opened.close()
