"""`mag-bot check` reports the state of the copies of the database."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from data.store.backups.backup_runs import BackupRuns
from data.store.backups.copy_failures import CopyFailed
from data.store.backups.making import MadeCopy
from scheduler.clock import SystemClock
from tests.bot.commands.conftest import Command
from tests.world.storage import open_new


def copied(database: Path, *runs: tuple[timedelta, str]) -> None:
    """Record copies by their age, each made or failed. A reason says that it failed."""

    async def write() -> None:
        rows = await open_new(database)
        backups = BackupRuns(rows)
        for age, reason in runs:
            at = SystemClock().now() - age
            if reason:
                await backups.failed("b.db", CopyFailed(database.parent, reason), at)
            else:
                await backups.made(MadeCopy(database.parent / "a.db", 3 * 2**20, 0.5), at)
        await rows.close()

    asyncio.run(write())


@pytest.mark.parametrize(
    ("runs", "daily", "line"),
    [
        ((), "", ("✓", "ещё не было")),
        ((), "none", ("✓", "ещё не было; ежедневные выключены")),
        (((timedelta(hours=30), ""),), "", ("✓", "3,0 МБ")),
        (((timedelta(hours=50), ""),), "", ("✗", "a.db")),
        (((timedelta(hours=50), ""),), "none", ("✓", "a.db; ежедневные выключены")),
        (((timedelta(hours=30), ""), (timedelta(hours=1), "room")), "", ("✗", "не удалась")),
        (((timedelta(hours=1), ""), (timedelta(hours=30), "room")), "", ("✓", "a.db")),
        (((timedelta(hours=1), "place"),), "", ("✗", "ещё не было; попытка")),
    ],
)
def test_copies_that_fail_or_are_old_are_ill(
    runs: tuple[tuple[timedelta, str], ...],
    daily: str,
    line: tuple[str, str],
    command: Command,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A bot that has made none yet is well, and so is one that is to make none."""
    monkeypatch.setenv("BACKUP_DIR", daily)
    copied(database, *runs)
    (mark, said), lines = line, command("check").out.splitlines()
    [found] = [one for one in lines if "копии:" in one]
    assert found.startswith(f"{mark} Резервные копии: ")
    assert said in found
