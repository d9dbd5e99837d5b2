"""List the groups and channels that the bot is connected to."""

from data.store.chat_values import Chat, read_chat
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries

_SQL = Queries("shared_chats")


class SharedChats:
    """Groups and channels that the bot is connected to. They may have stopped notices."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, first: int, most: int) -> list[Chat]:
        """Return at most so many chats, the newest first. first is how many are passed over."""
        rows = await self._database.fetch_all(_SQL["page"], first=first, most=most)
        return [read_chat(row) for row in rows]

    async def channels(self, most: int) -> list[Chat]:
        """Return at most so many channels, the newest first."""
        rows = await self._database.fetch_all(_SQL["channels"], most=most)
        return [read_chat(row) for row in rows]

    async def count(self) -> int:
        """Return how many there are."""
        row = await self._database.fetch_one(_SQL["count"])
        return 0 if row is None else int(row["chats"])
