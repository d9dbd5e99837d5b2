"""Copy a live database into one file, with its checksum beside it."""

import hashlib
import os
import sqlite3
from pathlib import Path

from data.store.sqlite.errors import DatabaseDamaged

_DAMAGED_COPY = "the copy is not what was written: it differs from the checksum beside it"


def write_copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy the database into a new file that only its owner may read; whole and on disk, or not there at all.

    Copying the main file of a live database misses what is still in its log; VACUUM INTO does not, but leaves
    the syncing to us. The copy is not in WAL mode until it is opened as a database. Beside it lies its
    SHA-256, which `sha256sum -c` reads too.
    """
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    try:
        source.execute("VACUUM INTO ?", (str(partial),))
        sync_to_disk(partial)
        digest = digest_of(partial)
        # at no instant does a checksum lie beside a copy that is not its own
        drop_checksum(target)
        partial.replace(target)
        sync_to_disk(target.parent)
        _write_checksum(target, digest)
    finally:
        partial.unlink(missing_ok=True)


def check_copy(path: Path) -> bool:
    """Compare a copy with its checksum. Returns False where there is none.

    Raises DatabaseDamaged where the copy is not what was written, or the checksum is none.
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
    """Remove the checksum of a copy that will change, for good."""
    try:
        checksum_of(path).unlink()
    except FileNotFoundError:
        return
    # else a power cut could bring it back beside a file that has been written since
    sync_to_disk(path.parent)


def checksum_of(path: Path) -> Path:
    """Return where the checksum of a copy lies."""
    return path.with_name(f"{path.name}.sha256")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_to_disk(path: Path) -> None:
    """Wait until a file's content, or a folder's names, would outlive a power cut."""
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
