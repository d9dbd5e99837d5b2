"""Make copies: into a folder or under a name, encrypted where recipients are known."""

import asyncio
import errno
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.store.backups.age_files import encrypt
from data.store.backups.copy_failures import CopyFailed
from data.store.sqlite.backup import PAUSE_SECONDS
from data.store.sqlite.database import Database
from data.store.sqlite.errors import DatabaseDamaged, StoreError

SPARE_BYTES = 100 * 2**20
"""A copy that would leave less room than this is not made, for the bot itself must go on writing."""


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy that is whole and checked. seconds is how long it took."""

    path: Path
    size: int
    seconds: float


async def make_copy(
    database: Database, target: Path, recipients: Sequence[str] = (), *, pause: float = PAUSE_SECONDS
) -> MadeCopy:
    """Make a checked copy under this name, encrypted if there are recipients.

    pause is how many seconds to rest after each mebibyte. Raises CopyFailed. An earlier file of this name
    then stays.
    """
    begun = time.perf_counter()
    try:
        await asyncio.to_thread(_prepare, database.path, target, is_doubled=bool(recipients))
        seal = None if not recipients else lambda plain, sealed: encrypt(plain, sealed, recipients, pause)
        await database.backup_to(target, pause=pause, seal=seal)
        size = await asyncio.to_thread(lambda: target.stat().st_size)
    except CopyFailed:
        raise
    except OSError as error:
        reason = "room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "place"
        raise CopyFailed(reason, error.strerror or type(error).__name__) from error
    except DatabaseDamaged as error:
        raise CopyFailed("damaged", error.findings[0]) from error
    except StoreError as error:
        raise CopyFailed("other", f"{type(error).__name__} {error}".strip()) from error
    return MadeCopy(target, size, time.perf_counter() - begun)


def _prepare(database: Path, target: Path, *, is_doubled: bool) -> None:
    """Make the folder of the copy, and refuse where a copy would fill a disk."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    size = database.stat().st_size
    folders = {target.parent, database.parent} if is_doubled else {target.parent}
    same_disk = len({os.stat(one).st_dev for one in folders}) < len(folders)  # noqa: PTH116 - of any path
    needed = size * (2 if same_disk else 1) + SPARE_BYTES
    for folder in folders:
        free = shutil.disk_usage(folder).free
        if free < needed:
            raise CopyFailed("room", f"{free // 2**20}/{-(-needed // 2**20)}")
