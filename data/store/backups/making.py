"""Make copies: into a folder or under a name, encrypted where recipients are known."""

import asyncio
import errno
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from data.store.backups.age_files import encrypt
from data.store.backups.copy_failures import CopyFailed, Room
from data.store.sqlite.backup import PAUSE_SECONDS
from data.store.sqlite.copying import copy_database
from data.store.sqlite.errors import DatabaseDamaged, StoreError
from data.store.sqlite.pauses import Pauses

_MEBIBYTE = 2**20

COPY_MARK = 0x4D414743
"""The application_id of copies, by which a bot that serves from one knows that it is restored."""

SPARE_BYTES = 100 * 2**20
"""A copy that would leave less room than this is not made, for the bot itself must go on writing."""


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy that is whole and checked. seconds is how long it took."""

    path: Path
    size: int
    seconds: float


async def make_copy(
    database: Path, target: Path, recipients: Sequence[str] = (), *, pause: float = PAUSE_SECONDS
) -> MadeCopy:
    """Make a checked copy of a database under this name, encrypted if there are recipients.

    pause is how many seconds to rest after each mebibyte. Raises CopyFailed. An earlier file of this name
    then stays.
    """
    begun = time.perf_counter()
    try:
        await asyncio.to_thread(_prepare, database, target, is_encrypted=bool(recipients))
        seal = partial(_encrypt, recipients) if recipients else None
        await copy_database(database, target, pause=pause, seal=seal, mark=COPY_MARK)
        size = await asyncio.to_thread(lambda: target.stat().st_size)
    except CopyFailed:
        raise
    except OSError as error:
        reason = "full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "place"
        raise CopyFailed(target.parent, reason, error.strerror or type(error).__name__) from error
    except DatabaseDamaged as error:
        raise CopyFailed(target.parent, "damaged", error.findings[0]) from error
    except StoreError as error:
        raise CopyFailed(target.parent, "other", f"{type(error).__name__} {error}".strip()) from error
    return MadeCopy(target, size, time.perf_counter() - begun)


def _encrypt(recipients: Sequence[str], plain: Path, sealed: Path, pauses: Pauses) -> None:
    encrypt(plain, sealed, recipients, pauses)


def room_for_copy(database: Path, *, is_encrypted: bool) -> int:
    """Return how many bytes must be free for a copy. An encrypted one is written plain first."""
    return database.stat().st_size * (2 if is_encrypted else 1) + SPARE_BYTES


def _prepare(database: Path, target: Path, *, is_encrypted: bool) -> None:
    """Make the folder of the copy, and refuse where a copy would fill a disk."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    needed = room_for_copy(database, is_encrypted=is_encrypted)
    for folder in {target.parent, database.parent} if is_encrypted else {target.parent}:
        if (room := lacking_room(folder, needed)) is not None:
            raise CopyFailed(folder, "room", room=room)


def lacking_room(folder: Path, needed: int) -> Room | None:
    """Compare the room on a disk with so many bytes. Return None if there is enough of it."""
    free = shutil.disk_usage(folder).free
    return None if free >= needed else Room(free // _MEBIBYTE, -(-needed // _MEBIBYTE))
