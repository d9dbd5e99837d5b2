"""Note the checksum of the closed file, by which the next start finds damage by the disk."""

import os
from pathlib import Path

from data.store.sqlite.backup import digest_of, sync_to_disk
from data.store.sqlite.errors import DatabaseDamaged

_FOUND = "the file is not what was written when it was last closed"


def write_closing_checksum(path: Path) -> None:
    """Write the checksum of a file that no process has open.

    A disk without room for it is no error: the next start does without.
    """
    if _log(path).exists():
        return
    note = _note(path)
    partial = note.with_name(f"{note.name}.partial")
    try:
        partial.touch(mode=0o600)
        partial.write_text(_describe(path), "ascii")
        partial.replace(note)
    except OSError:
        partial.unlink(missing_ok=True)


def check_closing_checksum(path: Path) -> None:
    """Compare the file with its checksum, before anything reads it.

    A file that was replaced, or written by another program, has another time of writing, and then the
    checksum says nothing. Raises DatabaseDamaged.
    """
    try:
        sealed = _note(path).read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return
    if not _log(path).exists() and sealed.split(" ")[1:] == _identity(path) and sealed != _describe(path):
        raise DatabaseDamaged((_FOUND,))


def drop_closing_checksum(path: Path) -> None:
    """Delete the checksum, because the file is about to change."""
    try:
        _note(path).unlink()
    except FileNotFoundError:
        return
    # otherwise a power cut could restore it beside a file that has been written since
    sync_to_disk(path.parent)


def _describe(path: Path) -> str:
    return " ".join([digest_of(path), *_identity(path)])


def _identity(path: Path) -> list[str]:
    status = os.stat(path)  # noqa: PTH116 - one call for both
    return [str(status.st_size), str(status.st_mtime_ns)]


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}-seal")


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
