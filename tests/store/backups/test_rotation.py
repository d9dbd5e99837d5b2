"""Rotation keeps copies by age and deletes the others from the folder."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store.backups.copy_names import CopyFile, CopyKind, name_of_copy, read_copy
from data.store.backups.folder import clear_leftovers, clear_workplaces, copies_in, latest_daily, rotate
from data.store.backups.rotation import DAYS_KEPT, superfluous
from data.store.sqlite.backup import checksum_of

NIGHT = datetime(2027, 6, 16, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def copy(made_at: datetime, kind: CopyKind = CopyKind.DAILY) -> CopyFile:
    """Return a copy that exists by name only."""
    return CopyFile(Path(name_of_copy(kind, made_at, encrypted=False)), kind, made_at)


def kept(copies: list[CopyFile], zone: str = "UTC") -> list[date]:
    """Return the days of the copies that stay, newest first."""
    gone = set(superfluous(copies, zone))
    return sorted((one.made_at.date() for one in copies if one not in gone), reverse=True)


def test_copies_of_days_weeks_and_months_are_kept() -> None:
    """Of two years of nights stay 7 days, the last nights of 4 weeks and of 12 months."""
    days = kept([copy(NIGHT - number * DAY) for number in range(730)])
    last_days = {date(2027, 6, 16) - number * DAY for number in range(7)}
    sundays = {date(2027, 6, 6), date(2027, 5, 30)}
    firsts = {date(2027, month, 1) for month in range(1, 7)} | {
        date(2026, month, 1) for month in range(8, 13)
    }
    assert set(days) == last_days | sundays | {first - DAY for first in firsts}


def test_old_copies_stay_where_there_are_no_newer_ones() -> None:
    """A bot that was off for a year keeps what it had: spans without a copy do not count."""
    copies = [copy(NIGHT - 400 * DAY - number * DAY) for number in range(DAYS_KEPT)]
    assert len(kept([*copies, copy(NIGHT)])) == DAYS_KEPT


def test_day_is_that_of_the_zone() -> None:
    """Two copies of one day of the zone count once, though the day changes in UTC between them."""
    evening, night = datetime(2027, 6, 15, 23, tzinfo=UTC), datetime(2027, 6, 16, 1, tzinfo=UTC)
    assert superfluous([copy(evening), copy(night)], "Europe/Moscow") == [copy(evening)]
    assert superfluous([copy(evening), copy(night)], "UTC") == []


def test_copies_by_hand_are_never_deleted() -> None:
    """They belong to the person who made them. Of those before upgrades the last three stay."""
    manual = [copy(NIGHT - number * DAY, CopyKind.MANUAL) for number in range(40)]
    upgrades = [copy(NIGHT - number * DAY, CopyKind.UPGRADE) for number in range(5)]
    assert superfluous([*manual, *upgrades], "UTC") == [upgrades[4], upgrades[3]]


@given(st.lists(st.integers(0, 24 * 900), max_size=60, unique=True))
def test_rotation_is_stable_and_keeps_the_newest(hours: list[int]) -> None:
    """The newest copy always stays, 23 at most do, and rotating again deletes nothing more."""
    copies = [copy(NIGHT - timedelta(hours=hour)) for hour in hours]
    gone = superfluous(copies, "Asia/Kamchatka")
    left = [one for one in copies if one not in gone]
    assert superfluous(left, "Asia/Kamchatka") == []
    assert len(left) <= 7 + 4 + 12
    assert not copies or max(copies, key=lambda one: one.made_at) in left


@pytest.mark.parametrize("encrypted", [False, True])
@pytest.mark.parametrize("kind", [CopyKind.DAILY, CopyKind.MANUAL])
def test_name_of_a_copy_is_read_again(kind: CopyKind, encrypted: bool) -> None:
    """The name holds the kind and the second, in UTC."""
    moment = datetime(2027, 2, 1, 4, 5, 6, tzinfo=UTC)
    found = read_copy(Path("/var/copies") / name_of_copy(kind, moment, encrypted=encrypted))
    assert found is not None
    assert (found.kind, found.made_at, found.is_encrypted) == (kind, moment, encrypted)


@pytest.mark.parametrize(
    "name",
    [
        "mag-bot.db",
        "mag-bot-daily-2027-02-31T04-05-06Z.db",
        "mag-bot-daily-2027-02-01T04-05-06Z.db.partial",
        "mag-bot-daily-2027-02-01T04-05-06Z.db.sha256",
        "mag-bot-weekly-2027-02-01T04-05-06Z.db",
        "mag-bot-daily-.db",
        "mag-bot-upgrade-T-Z.db",
        "holiday.jpg",
    ],
)
def test_other_files_are_no_copies(name: str, tmp_path: Path) -> None:
    """The rotation does not touch files with other names."""
    (tmp_path / name).write_bytes(b"")
    assert read_copy(tmp_path / name) is None
    assert copies_in(tmp_path) == []


def test_rotation_deletes_copies_with_their_checksums(tmp_path: Path) -> None:
    """The files that stay are those of the rule, each with its checksum, and all that are no copies."""
    for number in range(10):
        path = tmp_path / copy(NIGHT - number * timedelta(hours=1)).path
        path.write_bytes(b"copy")
        checksum_of(path).write_bytes(b"sum")
    (tmp_path / "notes.txt").write_bytes(b"mine")
    gone = rotate(tmp_path, "Europe/Moscow")
    assert len(gone) == 8
    newest, earlier = (
        name_of_copy(CopyKind.DAILY, NIGHT, encrypted=False),
        "mag-bot-daily-2027-06-15T20-00-00Z.db",
    )
    names = {newest, f"{newest}.sha256", earlier, f"{earlier}.sha256", "notes.txt"}
    assert {path.name for path in tmp_path.iterdir()} == names


def test_leftovers_of_a_kill_are_cleared_away(tmp_path: Path) -> None:
    """Unfinished files go after a day, checksums without a copy at once, and nothing else does."""
    name = name_of_copy(CopyKind.DAILY, NIGHT, encrypted=False)
    old = tmp_path / f"{name}.partial"
    for path in (old, tmp_path / f"{name}.age.plain", tmp_path / f"{name}.sha256", tmp_path / "other.sha256"):
        path.write_bytes(b"")
        written = (NIGHT - 2 * DAY if path == old else NIGHT).timestamp()
        os.utime(path, (written, written))
    clear_leftovers(tmp_path, NIGHT + timedelta(hours=1))
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.age.plain", "other.sha256"}
    clear_leftovers(tmp_path / "nowhere", NIGHT)


def test_workplaces_of_killed_commands_are_cleared_away(tmp_path: Path) -> None:
    """They hold readers' data. A trial that may be at work stays."""
    database = tmp_path / "mag.db"
    for name in ("mag.db-restoring", "mag.db-trial-old", "mag.db-trial-new", "mag.db-replaced-2027"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mag.db").write_bytes(b"")
        written = (NIGHT - 2 * DAY if name.endswith("old") else NIGHT).timestamp()
        os.utime(tmp_path / name, (written, written))
    clear_workplaces(database, NIGHT)
    assert {path.name for path in tmp_path.iterdir()} == {"mag.db-trial-new", "mag.db-replaced-2027"}


def test_copy_of_a_wrong_clock_is_not_the_latest(tmp_path: Path) -> None:
    """A copy from a future that never came must not keep others from being made."""
    for moment in (NIGHT, NIGHT + 1000 * DAY):
        (tmp_path / copy(moment).path).write_bytes(b"")
    found = latest_daily(tmp_path, made_before=NIGHT + DAY)
    assert found is not None
    assert found.made_at == NIGHT
