"""Look after a folder of copies: list, rotate, clear away what a kill has left."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.store.backups.copy_names import CopyFile, CopyKind, read_copy
from data.store.backups.rotation import superfluous
from data.store.sqlite.backup import checksum_of

_UNFINISHED = (".partial", ".plain")
_CHECKSUM = ".sha256"
# No copy takes so long, so what is older is left by a process that was killed.
_ABANDONED = timedelta(days=1)


def copies_in(folder: Path) -> list[CopyFile]:
    """Return the copies in a folder, oldest first. None where there is no such folder."""
    if not folder.is_dir():
        return []
    found = (read_copy(path) for path in folder.iterdir() if path.is_file())
    return sorted((one for one in found if one is not None), key=lambda one: one.made_at)


def latest_daily(folder: Path, made_before: datetime) -> CopyFile | None:
    """Return the newest daily copy made before an aware moment, or None."""
    daily = [one for one in copies_in(folder) if one.kind is CopyKind.DAILY and one.made_at < made_before]
    return daily[-1] if daily else None


def rotate(folder: Path, zone: str) -> list[CopyFile]:
    """Delete the superfluous copies, oldest first, and return them. Days are of the zone.

    A kill in between leaves each copy whole or gone.
    """
    gone = superfluous(copies_in(folder), zone)
    for copy in gone:
        delete_copy(copy.path)
    return gone


def delete_copy(path: Path) -> None:
    """Delete a copy, then its checksum: a kill in between leaves a checksum without a file."""
    path.unlink(missing_ok=True)
    checksum_of(path).unlink(missing_ok=True)


def clear_leftovers(folder: Path, now: datetime) -> None:
    """Delete unfinished copies that are a day old, and the checksums of copies that are gone."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if _is_checksum_of_nothing(path) or (_is_unfinished(path) and _is_old(path, now)):
            path.unlink(missing_ok=True)


def workplace_of_restore(database: Path) -> Path:
    """Return the folder beside a database in which a restore works."""
    return database.absolute().with_name(f"{database.name}-restoring")


def workplace_of_trial(database: Path) -> str:
    """Return how the folders beside a database begin in which upgrades are tried."""
    return f"{database.name}-trial-"


def clear_workplaces(database: Path, now: datetime) -> None:
    """Delete what a killed restore or trial has left beside the database of a running bot."""
    # no restore can be at work beside a running bot
    shutil.rmtree(workplace_of_restore(database), ignore_errors=True)
    for folder in database.parent.glob(f"{workplace_of_trial(database)}*"):
        if _is_old(folder, now):
            shutil.rmtree(folder, ignore_errors=True)


def _is_checksum_of_nothing(path: Path) -> bool:
    copy = path.with_suffix("")
    return path.suffix == _CHECKSUM and read_copy(copy) is not None and not copy.exists()


def _is_unfinished(path: Path) -> bool:
    return path.name.startswith("mag-bot-") and path.suffix in _UNFINISHED


def _is_old(path: Path, now: datetime) -> bool:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - _ABANDONED
    except FileNotFoundError:
        # finished meanwhile by the process that makes it
        return False
