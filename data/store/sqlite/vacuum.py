"""Take out of the files what no row holds any more: SQLite's own means for it."""

import shutil
import sqlite3
from pathlib import Path

# Beside the file its new content stands once in a temporary file and once in the log.
_COPIES = 2
# Up to here the temporary copy stays in memory: bytes. A container may have no place for temporary files.
_IN_MEMORY = 32 * 2**20


def truncate_log(raw: sqlite3.Connection) -> bool:
    """Write the log back and cut it to nothing. Return False while anybody reads an older state."""
    patience = raw.execute("PRAGMA busy_timeout").fetchone()[0]
    # readers are not waited for here, where all writers would wait along
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        raw.execute(f"PRAGMA busy_timeout = {patience}")
    return not busy


def rewrite(raw: sqlite3.Connection, path: Path) -> bool:
    """Write the whole file anew. Return False, with nothing done, where the disk has no room for it."""
    size = path.stat().st_size
    if shutil.disk_usage(path.parent).free < (_COPIES + 1) * size:
        return False
    # a temporary file has no name, and its content is what the file keeps
    raw.execute(f"PRAGMA temp_store = {'MEMORY' if size <= _IN_MEMORY else 'FILE'}")
    try:
        raw.execute("VACUUM")
    finally:
        raw.execute("PRAGMA temp_store = MEMORY")
    return True
