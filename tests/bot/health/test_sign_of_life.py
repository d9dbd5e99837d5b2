"""A bot is alive when its database answers and its jobs run."""

import asyncio
from pathlib import Path
from unittest.mock import AsyncMock

import pytest

from bot.health.health import STILL_SECONDS
from bot.health.sign_of_life import is_alive
from bot.telegram_api.connectivity import Connectivity
from data.store.sqlite.database import Database
from data.store.sqlite.errors import DiskFull
from scheduler.periodic_jobs import JobProgress


@pytest.mark.parametrize(("ago", "alive"), [(None, True), (1.0, True), (6.0 + STILL_SECONDS, False)])
async def test_bot_whose_jobs_stand_still_is_not_alive(
    tmp_path: Path, ago: float | None, alive: bool
) -> None:
    """Its database answers all the same. Before the bot leads it has no jobs."""
    database, now = await Database.open(tmp_path / "mag.db"), asyncio.get_running_loop().time()
    jobs = {} if ago is None else {"changes": JobProgress(5.0, now - 900, now - ago)}
    assert await is_alive(database, jobs, Connectivity()) is alive
    await database.close()


async def test_full_disk_is_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restart gives no room."""
    database = await Database.open(tmp_path / "mag.db")
    monkeypatch.setattr(Database, "try_to_write", AsyncMock(side_effect=DiskFull))
    assert await is_alive(database, {}, Connectivity())
    await database.close()


async def test_database_that_does_not_answer_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service manager gets no sign of life then, and restarts the bot."""
    database = await Database.open(tmp_path / "mag.db")
    monkeypatch.setattr(Database, "try_to_write", AsyncMock(side_effect=asyncio.Event().wait))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await is_alive(database, {}, Connectivity())
    await database.close()
