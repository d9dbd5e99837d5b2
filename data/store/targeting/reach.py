"""Count the chats that a message would reach, before an editor decides to send it."""

import json
from collections.abc import Iterable
from datetime import date

from data.calendar.topics import Subscription
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.targeting.chunking import CHUNK

_SQL = Queries("reach")


class Reach:
    """Counts in chunks of chats, so that no other read waits for long."""

    def __init__(self, database: Database, chunk: int = CHUNK) -> None:
        self._database = database
        self._chunk = chunk

    async def of_change(self, about: str, followers: Iterable[Subscription], today: date) -> int:
        """Return how many chats would be notified of a change about a subject.

        These follow one of the subscriptions, take notices on the day today and have not muted the subject.
        """
        pairs = json.dumps([[one.topic, one.subject] for one in followers])
        count, after, last = 0, -(2**63), 0
        while True:
            row = await self._database.fetch_one(_SQL["chunk"], after=after, skip=self._chunk - 1)
            last = 2**63 - 1 if row is None else row["last"]
            found = await self._database.fetch_one(
                _SQL["of_change"],
                about=about,
                followings=pairs,
                today=today.isoformat(),
                after=after,
                last=last,
            )
            count += 0 if found is None else int(found["chats"])
            if row is None:
                return count
            after = last
