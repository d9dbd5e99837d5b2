"""Store by which link a chat came to the bot first."""

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries

_SQL = Queries("arrival_links")


class ArrivalLinks:
    """The label of the first link of each chat. Links of the same place have the same label."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, chat_id: int, source: str) -> None:
        """Note that a stored chat came by a link. Idempotent: the first link of a chat stays."""
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["note"], chat_id=chat_id, source=source)
        )
