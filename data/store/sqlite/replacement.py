"""Replace the database file by another one. A kill at any instant leaves one of them whole.

The new file gets the name `…-restored` when it is complete and on disk. From then on each program that opens
the database first puts it into place, until that is done.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from data.store.sqlite.backup import checksum_of, sync_to_disk

_LOG, _INDEX, _SEAL = "-wal", "-shm", "-seal"
# What belongs to the old content. Its log above all: SQLite would apply it to the new file.
_BELONGINGS = (_LOG, _INDEX, _SEAL)
# The index is made anew from the log.
_KEPT = ("", _LOG, _SEAL)


def begin_replacement(path: Path, prepared: Path) -> None:
    """Decide that a complete file, already on disk, takes the place of the database."""
    sync_to_disk(prepared)
    prepared.replace(_decided(path))
    sync_to_disk(path.parent)


def finish_replacement(path: Path) -> bool:
    """Put a file into place that was decided on. Return whether there was one.

    To be called under the write lock, with the database closed.
    """
    decided = _decided(path)
    if not decided.exists():
        return False
    for suffix in _BELONGINGS:
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
    checksum_of(path).unlink(missing_ok=True)
    # first the log is gone, then the new file may be there
    sync_to_disk(path.parent)
    decided.replace(path)
    sync_to_disk(path.parent)
    return True


def keep_files(path: Path, folder: Path) -> None:
    """Keep the database with its log in a new folder, and leave it where it is.

    Links need no room. Where the file system has none, the files are copied.
    """
    folder.mkdir(mode=0o700)
    for suffix in _KEPT:
        source = path.with_name(f"{path.name}{suffix}")
        with suppress(FileNotFoundError):
            _link_or_copy(source, folder / source.name)
    sync_to_disk(folder)
    sync_to_disk(folder.parent)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target)
        sync_to_disk(target)


def _decided(path: Path) -> Path:
    return path.with_name(f"{path.name}-restored")
