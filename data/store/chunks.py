"""Many chats gone through in chunks, each a transaction, so that nobody waits long for the write lock."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from data.calendar.topics import Subscription
from data.store.chats import HourGroup
from data.store.database import Database
from data.store.queries import Queries, Query, Value

_SQL = Queries("audience")
# Below and above every id: groups and channels have negative ones.
_BEFORE_ALL, _AFTER_ALL = -(2**63), 2**63 - 1
# From a follower to the chat is a step, from a chat to its subscription a search: it takes twice as long.
_FOLLOWERS_FOR_A_CHAT = 2


@dataclass(frozen=True, slots=True)
class Chunk:
    """The chats with ids above after and up to last. by_follower: the followers among them are few enough."""

    after: int
    last: int
    by_follower: bool


async def chunks(
    database: Database, query: Query, size: int, **parameters: Value
) -> AsyncIterator[tuple[int, int]]:
    """Bounds, after the one and up to the other, of at most so many of what query goes through."""
    after = _BEFORE_ALL
    while after < _AFTER_ALL:
        row = await database.fetch_one(query, **parameters, after=after, skip=size - 1)
        last = _AFTER_ALL if row is None or row["last"] is None else row["last"]
        yield after, last
        after = last


async def chunks_of_either(
    database: Database, slot: HourGroup, following: Subscription, size: int
) -> AsyncIterator[Chunk]:
    """Chunks of at most size of what is rarer at the place, followers or chats of the hour.

    What few follow costs as much as they are few, and an hour of few chats likewise.
    """
    after = _BEFORE_ALL
    while after < _AFTER_ALL:
        row = await database.fetch_one(
            _SQL["chunk_of_either"],
            zone=slot.zone,
            hour=slot.hour,
            topic=following.topic,
            subject=following.subject,
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
