"""Restore the database from a copy: check, adapt, keep what is replaced, put into place."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, count
from pathlib import Path

from bot.backups.adapting import Adaptation, adapt
from bot.resources import open_resources
from bot.setting_parsing.values import SQLITE_SCHEME
from bot.settings import Settings
from data.store.backups.folder import workplace_of_restore
from data.store.backups.replaced import Replaced, read_replaced
from data.store.backups.restored import RestoredCopy
from data.store.backups.restoring import working_copy
from data.store.sqlite.instance_lock import occupy
from data.store.sqlite.replacement import begin_replacement, finish_replacement, keep_files
from data.store.sqlite.write_lock import WriteLock
from scheduler.clock import Clock

_PATIENCE_SECONDS = 5.0
# The bot may have sent for so long after the last of its jobs was recorded: planning ticks every 25 s.
_AFTER_LAST_JOB = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class RestoreOrder:
    """What is to be restored.

    told_until is an aware moment through which what fell due counts as sent, None for the last moment at
    which the replaced bot was at work. With is_as_copied nothing counts as sent but what the copy says.
    """

    source: Path
    identity_file: Path | None = None
    told_until: datetime | None = None
    is_as_copied: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done. kept is where the replaced files are, None where there were none."""

    kept: Path | None
    adaptation: Adaptation


async def restore(settings: Settings, order: RestoreOrder, clock: Clock) -> Restored:
    """Put a copy in the place of the database, and keep what it replaces.

    A kill at any instant leaves either the old database in its place, or the new one. Raises NotACopy,
    KeyRefused, SchemaTooNew, DatabaseOccupied and DatabaseBusy with nothing changed, OSError.
    """
    path, now = settings.database_path, clock.now()
    with occupy(path), _workplace(path) as folder:
        prepared = folder / path.name
        await asyncio.to_thread(working_copy, order.source, path, prepared, order.identity_file)
        async with _locked(path):
            # one that a kill has interrupted comes first: what it put into place is what is replaced now
            await asyncio.to_thread(finish_replacement, path)
            replaced = await asyncio.to_thread(read_replaced, path)
            adaptation = await _adapt(settings, order, prepared, replaced, clock)
            kept = await asyncio.to_thread(_replace, path, prepared, now)
    return Restored(kept, adaptation)


async def _adapt(
    settings: Settings, order: RestoreOrder, prepared: Path, replaced: Replaced | None, clock: Clock
) -> Adaptation:
    """Upgrade the working copy, and adapt it to what has happened since it was made."""
    # a copy before its upgrade stays in the same folder: it must not replace one of the original
    over_copy = settings.model_copy(update={"database_url": f"{SQLITE_SCHEME}{prepared}", "backup_dir": None})
    async with open_resources(over_copy, clock) as resources:
        restored = RestoredCopy(resources.database, resources.store.chats)
        original = replaced if replaced and replaced.lineage == await restored.lineage() else None
        until = None if order.is_as_copied else _told_until(order, original, clock.now())
        return await adapt(over_copy, resources, until, original, clock.now())


def _told_until(order: RestoreOrder, original: Replaced | None, now: datetime) -> datetime:
    if order.told_until is not None:
        return min(order.told_until, now)
    if original is not None and original.worked_until is not None:
        return min(original.worked_until + _AFTER_LAST_JOB, now)
    return now


def _replace(path: Path, prepared: Path, now: datetime) -> Path | None:
    """Keep the files of the database and put the copy into place. Return where they are."""
    kept = None
    if path.exists():
        kept = _free_name(path.with_name(f"{path.name}-replaced-{now:%Y-%m-%dT%H-%M-%SZ}"))
        keep_files(path, kept)
    begin_replacement(path, prepared)
    finish_replacement(path)
    return kept


def _free_name(folder: Path) -> Path:
    others = (folder.with_name(f"{folder.name}-{number}") for number in count(2))
    return next(name for name in chain((folder,), others) if not name.exists())


@contextmanager
def _workplace(path: Path) -> Iterator[Path]:
    """Make a folder beside the database for the working copy, and remove it at the end."""
    folder = workplace_of_restore(path)
    # what a killed restore has left
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def _locked(path: Path) -> AsyncIterator[None]:
    lock = WriteLock(path, _PATIENCE_SECONDS)
    try:
        async with lock.held():
            yield
    finally:
        lock.close()
