"""A whole copy of a live database in one file."""

import os
import sqlite3
from pathlib import Path


def write_copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy the database into a new file that only its owner may read; whole and on disk, or not there at all.

    Copying the main file of a live database misses what is still in its log; VACUUM INTO does not, but leaves
    the syncing to us. The copy is not in WAL mode until it is opened as a database.
    """
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    try:
        source.execute("VACUUM INTO ?", (str(partial),))
        sync_to_disk(partial)
        partial.replace(target)
        sync_to_disk(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def sync_to_disk(path: Path) -> None:
    """Wait until a file's content, or a folder's names, would outlive a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
