"""Count the chats that changes of the plan would be told to, before they are made."""

import json
from collections.abc import Iterable
from datetime import date, datetime

from data.calendar.topics import Subscription
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query, Value
from data.store.sqlite.timestamps import to_text
from data.store.targeting.chunking import CHUNK, chunks

_SQL = Queries("reach")

Concerned = tuple[str, Subscription]
"""The subject of a change, and a subscription whose followers it concerns."""


class Reach:
    """Counts readers. In chunks, so that others are answered in between."""

    def __init__(self, database: Database, chunk: int = CHUNK) -> None:
        """Count at most chunk chats in a query."""
        self._database = database
        self._chunk = chunk

    async def followers(self, concerned: Iterable[Concerned], today: date) -> int:
        """Return how many chats follow one of these, take notices today, and have not muted it."""
        return await self._count(_SQL["count_followers"], concerned, today=today.isoformat())

    async def informed(self, concerned: Iterable[Concerned], today: date, since: datetime) -> int:
        """Return how many of these chats were also sent something about the subject since a moment."""
        return await self._count(
            _SQL["count_informed"], concerned, today=today.isoformat(), since=to_text(since)
        )

    async def _count(self, query: Query, concerned: Iterable[Concerned], **values: Value) -> int:
        pairs = [[about, one.topic, one.subject] for about, one in dict.fromkeys(concerned)]
        if not pairs:
            return 0
        values["pairs"] = json.dumps(pairs)
        found = 0
        async for after, last in chunks(self._database, _SQL["chunk_of_chats"], self._chunk):
            row = await self._database.fetch_one(query, **values, after=after, last=last)
            found += 0 if row is None else row["chats"]
        return found
