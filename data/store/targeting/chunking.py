"""Go through many chats in chunks.

Each chunk is a transaction of its own, so that others wait only briefly for the write lock.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.calendar.topics import Subscription
from data.store.chats import LocalHour
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query, Value
from data.store.sqlite.timestamps import to_text

_SQL = Queries("audience")
CHUNK = 5_000
"""How many chats, or deliveries, one transaction writes."""

# Below and above every id: groups and channels have negative ones.
_BEFORE_ALL, _AFTER_ALL = -(2**63), 2**63 - 1
# Up to so many chats with changed settings are looked up one by one, in one transaction.
_FEW = 200
# From a follower to its chat is a step, from a chat to its subscription a search: it takes twice as long.
_FOLLOWERS_FOR_A_CHAT = 2


@dataclass(frozen=True, slots=True)
class Chunk:
    """The chats with ids above after and up to last.

    by_follower says that going along the followers is cheaper than going along the chats.
    """

    after: int
    last: int
    by_follower: bool


def hour_parameters(local_hour: LocalHour) -> dict[str, Value]:
    """Return a local hour as parameters of a query."""
    return {"zone": local_hour.zone, "hour": local_hour.hour}


def topic_parameters(following: Subscription) -> dict[str, Value]:
    """Return what is followed as parameters of a query."""
    return {"topic": following.topic, "subject": following.subject}


@dataclass(frozen=True, slots=True)
class ChatRanges:
    """Chats of one transaction, as pairs of bounds: above the first id and up to the second.

    common holds the parameters that every write to these chats needs beside the bounds.
    """

    bounds: tuple[tuple[int, int], ...]
    common: Mapping[str, Value]

    async def write(self, database: Database, query: Query, **parameters: Value) -> int:
        """Run a write for each pair of bounds. Return how many rows it changed in all."""
        parameters |= self.common
        return await database.write_at_once(
            lambda steps: sum(
                steps.execute(query, **parameters, after=after, last=last) for after, last in self.bounds
            )
        )


def ranges_of(chat_ids: Iterable[int], **common: Value) -> ChatRanges:
    """Return a range for each of these chats, so that each is looked up by itself."""
    return ChatRanges(tuple((chat_id - 1, chat_id) for chat_id in chat_ids), common)


async def ranges_of_hour(
    database: Database, local_hour: LocalHour, size: int, changed_after: datetime | None
) -> AsyncIterator[ChatRanges]:
    """Yield the chats of a local hour, at most size in a transaction.

    With changed_after, only chats whose settings have changed since then are meant. Few of them are yielded
    each by itself. Where they are many, all chats of the hour are yielded, and the query, which gets
    changed_after too, passes over the others.
    """
    hour = hour_parameters(local_hour)
    # every moment is later than an empty text
    common = hour | {"changed_after": "" if changed_after is None else to_text(changed_after)}
    if changed_after is not None:
        few = min(_FEW, size)
        rows = await database.fetch_all(_SQL["changed_chats"], **common, most=few + 1)
        if len(rows) <= few:
            if rows:
                yield ranges_of((chat_id for (chat_id,) in rows), **common)
            return
    async for bounds in chunks(database, _SQL["chunk_of_hour"], size, **hour):
        yield ChatRanges((bounds,), common)


async def chunks(
    database: Database, query: Query, size: int, **parameters: Value
) -> AsyncIterator[tuple[int, int]]:
    """Yield pairs of bounds between which a query finds at most size rows.

    The ids of the rows are above the first bound and up to the second.
    """
    after = _BEFORE_ALL
    while after < _AFTER_ALL:
        row = await database.fetch_one(query, **parameters, after=after, skip=size - 1)
        last = _AFTER_ALL if row is None or row["last"] is None else row["last"]
        yield after, last
        after = last


async def chunks_of_either(
    database: Database, local_hour: LocalHour, following: Subscription, size: int
) -> AsyncIterator[Chunk]:
    """Yield chunks in which the rarer kind, followers or chats of the hour, are at most size.

    So few followers among many chats cost as little as few chats among many followers.
    """
    after = _BEFORE_ALL
    while after < _AFTER_ALL:
        row = await database.fetch_one(
            _SQL["chunk_of_either"],
            **hour_parameters(local_hour),
            **topic_parameters(following),
            after=after,
            skip_chats=max(size // _FOLLOWERS_FOR_A_CHAT, 1) - 1,
            skip_followers=size - 1,
        )
        last_chat, last_follower = (
            _AFTER_ALL if row is None or row[name] is None else row[name]
            for name in ("last_chat", "last_follower")
        )
        yield Chunk(after, max(last_chat, last_follower), by_follower=last_follower >= last_chat)
        after = max(last_chat, last_follower)
