"""Store the contents of the files and pictures that editors add to events."""

from datetime import datetime, timedelta
from hashlib import sha256

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import to_text

_SQL = Queries("event_files")

UNUSED_FILES_KEPT = timedelta(days=3)
"""How long a file is kept that no event names. An edit that brings it may wait for its editor meanwhile."""


class EventFiles:
    """The contents by their SHA-256. A file that several events have is stored once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, content: bytes, now: datetime) -> str:
        """Store a content and return its hash."""
        digest = sha256(content).hexdigest()
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["keep"], hash=digest, content=content, at=to_text(now))
        return digest

    async def content(self, digest: str) -> bytes | None:
        """Return the content with this hash, or None."""
        row = await self._database.fetch_one(_SQL["content"], hash=digest)
        return None if row is None else bytes(row["content"])

    async def purge(self, before: datetime) -> int:
        """Delete the files put in before a moment that nothing names any more. Return how many."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["purge"], before=to_text(before))
