"""New databases without the time of their migrations, and a door that the product does not have."""

import tempfile
from pathlib import Path

from data.store.sqlite.database import Database

_new: list[bytes] = []


async def open_new(path: Path) -> Database:
    """Open a database, which is new where there is none yet.

    The migrations are run once a process, and each new file is a copy of what they made: a sixth of the time.
    """
    await put_new(path)
    return await Database.open(path)


async def put_new(path: Path) -> None:
    """Put a new database where there is none yet, to be opened by the test."""
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
