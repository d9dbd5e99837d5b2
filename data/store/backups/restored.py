"""Adapt a restored copy to what has happened since it was made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.store.backups.making import COPY_MARK
from data.store.chat_values import ChatState
from data.store.chats import Chats
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query, Value
from data.store.sqlite.timestamps import to_text

_SQL = Queries("restored")
_MARK = Query("restored.mark", "PRAGMA application_id")
_UNMARK = Query("restored.unmark", "PRAGMA application_id = 0")


@dataclass(frozen=True, slots=True)
class Departures:
    """How many chats were forgotten or closed again: they had gone after the copy."""

    forgotten: int = 0
    closed: int = 0


class RestoredCopy:
    """A copy before it becomes the database. Moments are aware."""

    def __init__(self, database: Database, chats: Chats) -> None:
        self._database = database
        self._chats = chats

    async def is_untouched(self) -> bool:
        """Return whether the database is a copy that nothing has adapted."""
        row = await self._database.fetch_one(_MARK)
        return row is not None and row[0] == COPY_MARK

    async def take_over(self) -> None:
        """Make a database of the copy, which is adapted now."""
        async with self._database.transaction() as tx:
            await tx.execute(_UNMARK)

    async def lineage(self) -> str:
        """Return the mark that the copy shares with its original."""
        row = await self._database.fetch_one(_SQL["lineage"])
        return "" if row is None else str(row["mark"])

    async def count_as_told(self, until: datetime) -> int:
        """Count what is pending and due by a moment as sent. Return how many deliveries."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["count_pending_as_told"], now=to_text(until))

    async def count_claimed_as_told(self, until: datetime) -> int:
        """Count what was in flight or paused, and due by a moment, as sent. Return how many."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["count_claimed_as_told"], now=to_text(until))

    async def send_all_the_same(self, unsent: Iterable[tuple[str, int]]) -> int:
        """Make pending again what counts as sent although the original had not sent it.

        unsent are keys of notices with ids of chats. Returns how many deliveries that are.
        """
        rows: list[dict[str, Value]] = [{"key": key, "chat_id": chat_id} for key, chat_id in unsent]
        return await self._database.write_at_once(lambda steps: steps.execute_many(_SQL["not_told"], rows))

    async def count_as_answered(self, now: datetime) -> int:
        """Count the updates that wait in the copy as handled. Return how many."""
        return await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["count_as_answered"], now=to_text(now))
        )

    async def follow_departures(self, states: Mapping[int, str], now: datetime) -> Departures:
        """Forget and close the chats that the original had forgotten or closed since the copy.

        states are those of the original's chats by id.
        """
        forgotten = closed = 0
        for row in await self._database.fetch_all(_SQL["chats"]):
            state = states.get(row["chat_id"])
            if state is None:
                await self._chats.forget(row["chat_id"])
                forgotten += 1
            elif state != row["state"] and state != ChatState.ACTIVE:
                await self._chats.set_state(row["chat_id"], ChatState(state), now)
                closed += 1
        return Departures(forgotten, closed)
