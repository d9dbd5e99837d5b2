"""Remove from the files what no row holds any more, by SQLite's own means."""

import shutil
import sqlite3
from pathlib import Path

# Beside the file, its new content stands once in a temporary file and once in the log.
_COPIES = 2
# Bytes up to which the temporary copy stays in memory: a container may have no place for temporary files.
_IN_MEMORY = 32 * 2**20

PAGES_AT_ONCE = 200
"""Pages that are given back in one transaction: 1 to 4 ms, and a commit."""
SPARE_SHARE = 8
"""An eighth of the file may stay free: tomorrow's rows take the place of those deleted today."""


def truncate_log(raw: sqlite3.Connection) -> bool:
    """Write the log back and truncate it. Return False while a reader holds an older state."""
    patience = raw.execute("PRAGMA busy_timeout").fetchone()[0]
    # do not wait for readers here, for all writers would wait too
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        raw.execute(f"PRAGMA busy_timeout = {patience}")
    return not busy


def let_pages_go(raw: sqlite3.Connection) -> None:
    """Let the file give pages back. Of effect while it is empty, and when it is next rewritten."""
    # 2 is INCREMENTAL; naming it once more would write to the file
    if raw.execute("PRAGMA auto_vacuum").fetchone()[0] != 2:
        raw.execute("PRAGMA auto_vacuum = INCREMENTAL")


def rewrite(raw: sqlite3.Connection, path: Path) -> bool:
    """Write the whole file anew. Return False, with nothing done, if the disk lacks the room."""
    size = path.stat().st_size
    if shutil.disk_usage(path.parent).free < (_COPIES + 1) * size:
        return False
    # a temporary file has no name, and holds nothing that the file does not keep
    raw.execute(f"PRAGMA temp_store = {'MEMORY' if size <= _IN_MEMORY else 'FILE'}")
    # a file made without the means to give pages back gets them by this
    let_pages_go(raw)
    try:
        raw.execute("VACUUM")
    finally:
        raw.execute("PRAGMA temp_store = MEMORY")
    return True


def give_pages_back(raw: sqlite3.Connection, spare_share: int = SPARE_SHARE) -> bool:
    """Cut at most PAGES_AT_ONCE free pages off the file. Return whether there are more.

    A share of the file stays free, one page of so many. A file that cannot be cut is left as it is.
    """
    free, pages = (raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
    surplus = free - pages // spare_share
    if surplus <= 0 or raw.execute("PRAGMA auto_vacuum").fetchone()[0] == 0:
        return False
    # every step of the statement frees one page, and execute() takes one step only
    raw.executescript(f"PRAGMA incremental_vacuum({min(surplus, PAGES_AT_ONCE)})")
    return bool(surplus > PAGES_AT_ONCE)
