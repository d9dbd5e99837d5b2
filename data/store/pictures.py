"""Remember which pictures and shipped files Telegram has, so that each is uploaded once."""

from datetime import datetime, timedelta
from hashlib import sha256

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.slices import delete_in_slices
from data.store.sqlite.timestamps import to_text

_SQL = Queries("pictures")

PICTURES_KEPT = timedelta(days=30)
"""How long a picture or a file is sent by its file_id. The sheet of a year is another one each day."""


class Pictures:
    """The file_ids by key: a checksum of what is drawn, or of a shipped file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, key: str) -> str | None:
        """Return the file_id of a picture, or None for one that was not uploaded."""
        row = await self._database.fetch_one(_SQL["find"], key=key)
        return None if row is None else str(row["file_id"])

    async def keep(self, key: str, file_id: str, size: int, now: datetime) -> None:
        """Note the file_id of a picture of so many bytes, in place of an earlier one."""
        await self._database.write_at_once(
            lambda steps: steps.execute(
                _SQL["keep"], key=key, file_id=file_id, bytes=size, drawn_at=to_text(now)
            )
        )

    async def forget(self, key: str, file_id: str) -> None:
        """Delete a picture that Telegram no longer has under this file_id."""
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["forget"], key=key, file_id=file_id)
        )

    async def purge(self, before: datetime) -> int:
        """Delete pictures drawn before a moment. Return how many there were."""
        return await delete_in_slices(self._database, _SQL["purge"], before=to_text(before))


def own_picture_key(bot_id: int, digest: str) -> str:
    """Return the key of a picture of an editor. A file_id holds for one bot only."""
    return f"{bot_id}:own:{digest}"


def shipped_file_key(bot_id: int, name: str, content: bytes) -> str:
    """Return the key of a file that is shipped with the program.

    Another name or content has another key. A file_id holds for one bot only.
    """
    return f"{bot_id}:file:{sha256(name.encode() + content).hexdigest()}"
