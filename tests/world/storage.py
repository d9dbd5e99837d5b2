"""New databases copied from a migrated one, and pragmas set on an open database."""

import tempfile
from pathlib import Path

from data.store.sqlite.database import Database

_new: list[bytes] = []


async def open_new(path: Path) -> Database:
    """Open a database, and make it first if there is none yet.

    The migrations run once in each process, and each new file is a copy, which takes a sixth of the time.
    """
    await put_new(path)
    return await Database.open(path)


async def put_new(path: Path) -> None:
    """Make a new database file if there is none yet."""
    _copy(await _new_file(), path)


async def set_pragma(database: Database, pragma: str) -> None:
    """Set a pragma on the writing connection. «query_only = ON» refuses writes."""
    await database._writer.run(lambda raw: raw.execute(f"PRAGMA {pragma}").fetchall())  # noqa: SLF001 - see above


def _copy(content: bytes, path: Path) -> None:
    if not path.exists():
        path.write_bytes(content)
        path.chmod(0o600)


async def _new_file() -> bytes:
    if not _new:
        with tempfile.TemporaryDirectory(prefix="mag-new-") as folder:
            path = Path(folder) / "new.db"
            await (await Database.open(path)).close()
            _new.append(path.read_bytes())
    return _new[0]
