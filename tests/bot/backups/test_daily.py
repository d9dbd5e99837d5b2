"""A copy each night, and alerts to the owners about copies that fail or are old."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.backups.daily import BackupWatch, DailyBackup, last_night
from bot.resources import Resources, open_resources
from bot.settings import Settings
from data.store.sqlite.backup import check_copy
from tests.factories import settings_over
from tests.world.clocks import FrozenClock, moment

OWNER = 77
NIGHT = moment("2027-03-02 01:00")
HOUR = timedelta(hours=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings whose copies go beside the database."""
    return settings_over(tmp_path / "mag.db", owner_ids=str(OWNER))


@pytest.fixture
async def resources(settings: Settings) -> AsyncIterator[Resources]:
    """Open the database."""
    async with open_resources(settings, FrozenClock(NIGHT)) as opened:
        yield opened


def copies(folder: Path) -> list[str]:
    """Return the times in the names of the copies in a folder."""
    return sorted(path.name[14:-3] for path in folder.glob("*.db"))


async def alerts(resources: Resources) -> list[str]:
    """Return the keys of the notices to the owner."""
    keys = []
    for what in ("failed", "old", "again"):
        for day in range(1, 12):
            key = f"backup-{what}:2027-03-{day:02}"
            if await resources.store.outbox.is_addressed(key, OWNER):
                keys.append(f"{what} {day}")
    return keys


@pytest.mark.parametrize(
    ("now", "zone", "due"),
    [
        ("2027-03-02 00:59", "Europe/Moscow", "2027-03-01 01:00"),
        ("2027-03-02 01:00", "Europe/Moscow", "2027-03-02 01:00"),
        ("2027-03-02 15:59", "Asia/Kamchatka", "2027-03-01 16:00"),
        ("2027-03-02 16:00", "Asia/Kamchatka", "2027-03-02 16:00"),
        ("2027-03-28 02:00", "Europe/Berlin", "2027-03-28 02:00"),
        ("2027-03-28 01:59", "Europe/Berlin", "2027-03-27 03:00"),
    ],
)
def test_copy_is_due_at_four_of_the_zone(now: str, zone: str, due: str) -> None:
    """The copy is due at four o'clock, also in the night in which clocks go forward."""
    assert last_night(moment(now), zone).astimezone(UTC) == moment(due)


async def test_one_copy_is_made_each_night(settings: Settings, resources: Resources) -> None:
    """The first one at once, then each night once, late after an outage, also by a new process."""
    start = NIGHT + 9 * HOUR
    for hours in (0, 1, 14, 15, 16, 20, 90, 91):
        await DailyBackup(settings, resources)(start + hours * HOUR)
    made = ["2027-03-02T10-00-00Z", "2027-03-03T01-00-00Z", "2027-03-06T04-00-00Z"]
    assert copies(settings.backup_folder) == made
    assert all(check_copy(path) for path in settings.backup_folder.glob("*.db"))
    last = await resources.store.backup_runs.last_made()
    assert last is not None
    assert last.at == start + 90 * HOUR
    assert await alerts(resources) == []


async def test_superfluous_copies_are_deleted_after_a_good_one(
    settings: Settings, resources: Resources
) -> None:
    """Of 40 nights stay 7 days, the last nights of two earlier weeks, and that of March."""
    backup = DailyBackup(settings, resources)
    for day in range(40):
        await backup(NIGHT + day * timedelta(days=1))
    days = [moment[:10] for moment in copies(settings.backup_folder)]
    assert days == ["2027-03-21", "2027-03-28", "2027-03-31", *(f"2027-04-{day:02}" for day in range(4, 11))]


async def test_failed_copy_is_told_once_a_day_and_tried_each_hour(
    settings: Settings, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room the next try succeeds, and the owners are told that it is over."""
    backup, usage = DailyBackup(settings, resources), shutil.disk_usage("/")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
        for minutes in range(0, 26 * 60, 10):
            await backup(NIGHT + timedelta(minutes=minutes))
        assert await alerts(resources) == ["failed 2", "failed 3"]
        failed = await resources.store.backup_runs.last_failed()
        assert failed is not None
        assert (failed.at, failed.reason) == (NIGHT + 25 * HOUR, "room")
    await backup(NIGHT + 26 * HOUR)
    await DailyBackup(settings, resources)(NIGHT + 50 * HOUR)
    assert await alerts(resources) == ["failed 2", "failed 3", "again 3"]
    assert len(copies(settings.backup_folder)) == 2


async def test_old_copy_is_told_every_day(settings: Settings, resources: Resources) -> None:
    """From the third day on, but not within the first hour of a process that makes a late copy."""
    await DailyBackup(settings, resources)(NIGHT)
    watch = BackupWatch(settings, resources)
    for hours in range(5 * 24 - 1):
        await watch(NIGHT + hours * HOUR)
    assert await alerts(resources) == ["old 4", "old 5", "old 6"]
    again = BackupWatch(settings, resources)
    await again(NIGHT + timedelta(days=7))
    assert await alerts(resources) == ["old 4", "old 5", "old 6"]


async def test_copy_that_never_ends_is_told_of(settings: Settings, resources: Resources) -> None:
    """If no copy was ever made, the age of the process counts."""
    watch = BackupWatch(settings, resources)
    for hours in range(50):
        await watch(NIGHT + hours * HOUR)
    assert await alerts(resources) == ["old 4"]


async def test_clock_that_was_ahead_does_not_end_the_copies(settings: Settings, resources: Resources) -> None:
    """A copy from 2030 is no reason to make none until then."""
    for at in (datetime(2030, 1, 1, tzinfo=UTC), NIGHT, NIGHT + 24 * HOUR):
        await DailyBackup(settings, resources)(at)
    assert len(copies(settings.backup_folder)) == 3


@pytest.mark.parametrize(("value", "folder"), [("", "backups"), ("none", "backups"), ("elsewhere", None)])
def test_copies_go_beside_the_database_unless_told_otherwise(
    value: str, folder: str | None, tmp_path: Path
) -> None:
    """With «none» there are no daily copies, but a folder for those before an upgrade."""
    settings = settings_over(tmp_path / "mag.db", backup_dir=value or None)
    assert settings.backup_folder == (Path("elsewhere") if folder is None else tmp_path / folder)
    assert settings.makes_daily_copies == (value != "none")
