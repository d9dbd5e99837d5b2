"""The engine over a new database for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.world.engine import EngineWorld, open_engine


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[EngineWorld]:
    """Open an empty database at noon of 1 March 2026, UTC."""
    async with open_engine(tmp_path, "2026-03-01 12:00") as world:
        yield world
