"""Copy a live database into one file, with its checksum beside it."""

import hashlib
import os
import sqlite3
from pathlib import Path

from data.store.sqlite.errors import DatabaseDamaged

_DAMAGED_COPY = "the copy is not what was written: it differs from the checksum beside it"


def write_copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy the database into a new file that only its owner may read.

    The copy is whole and on disk, or not there at all. Copying the main file of a live database would miss
    what is still in its log. VACUUM INTO does not, but leaves the syncing to us. The copy is not in WAL
    mode until it is opened as a database. Beside it lies its SHA-256, in the format of `sha256sum -c`.
    """
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    try:
        source.execute("VACUUM INTO ?", (str(partial),))
        sync_to_disk(partial)
        digest = digest_of(partial)
        # in this order no checksum ever lies beside the copy of another one
        drop_checksum(target)
        partial.replace(target)
        sync_to_disk(target.parent)
        _write_checksum(target, digest)
    finally:
        partial.unlink(missing_ok=True)


def check_copy(path: Path) -> bool:
    """Compare a copy with its checksum. Return False where there is no checksum.

    Raises DatabaseDamaged if the copy is not what was written, or the checksum is unreadable.
    """
    try:
        note = checksum_of(path).read_text("ascii", "replace").split()
    except FileNotFoundError:
        return False
    except OSError:
        note = []
    if not note or note[0].lower() != digest_of(path):
        raise DatabaseDamaged((_DAMAGED_COPY,))
    return True


def drop_checksum(path: Path) -> None:
    """Delete the checksum of a copy that is about to change, so that no power cut restores it."""
    try:
        checksum_of(path).unlink()
    except FileNotFoundError:
        return
    # otherwise a power cut could restore it beside a file that has been written since
    sync_to_disk(path.parent)


def checksum_of(path: Path) -> Path:
    """Return the path of the checksum of a copy."""
    return path.with_name(f"{path.name}.sha256")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_to_disk(path: Path) -> None:
    """Wait until a file's content, or the names in a folder, would survive a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _write_checksum(path: Path, digest: str) -> None:
    note = checksum_of(path)
    partial = note.with_name(f"{note.name}.partial")
    try:
        partial.touch(mode=0o600)
        partial.write_bytes(f"{digest}  ".encode() + os.fsencode(path.name) + b"\n")
        sync_to_disk(partial)
        partial.replace(note)
        sync_to_disk(note.parent)
    finally:
        partial.unlink(missing_ok=True)
