"""Many chats gone through in chunks, each a transaction, so that nobody waits long for the write lock."""

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
# Below and above every id: groups and channels have negative ones.
_BEFORE_ALL, _AFTER_ALL = -(2**63), 2**63 - 1
# Chats whose settings have changed, looked up one by one in a transaction; more are found among all.
_FEW = 200
# From a follower to the chat is a step, from a chat to its subscription a search: it takes twice as long.
_FOLLOWERS_FOR_A_CHAT = 2


@dataclass(frozen=True, slots=True)
class Chunk:
    """The chats with ids above after and up to last. by_follower: the followers among them are few enough."""

    after: int
    last: int
    by_follower: bool


def hour_of(slot: LocalHour) -> dict[str, Value]:
    """A local hour as parameters of a query."""
    return {"zone": slot.zone, "hour": slot.hour}


def topic_of(following: Subscription) -> dict[str, Value]:
    """What is followed as parameters of a query."""
    return {"topic": following.topic, "subject": following.subject}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Chats for one transaction: in each pair of bounds, after the one and up to the other.

    Every write to it is told the bounds, and what is common to all of them.
    """

    bounds: tuple[tuple[int, int], ...]
    common: Mapping[str, Value]

    async def write(self, database: Database, query: Query, **parameters: Value) -> int:
        """Run a write for each pair of bounds; how many rows in all."""
        parameters |= self.common
        return await database.write_at_once(
            lambda steps: sum(
                steps.execute(query, **parameters, after=after, last=last) for after, last in self.bounds
            )
        )


def stretch_of(chat_ids: Iterable[int], **common: Value) -> Stretch:
    """Return these chats as a stretch, each looked up by itself."""
    return Stretch(tuple((chat_id - 1, chat_id) for chat_id in chat_ids), common)


async def stretches(
    database: Database, slot: LocalHour, size: int, changed_after: datetime | None
) -> AsyncIterator[Stretch]:
    """The chats of a local hour, or where changed_after is given and few have changed since then, only those.

    Where many have, the query itself passes over the others.
    """
    hour = hour_of(slot)
    # every moment is later than no text at all
    common = hour | {"changed_after": "" if changed_after is None else to_text(changed_after)}
    if changed_after is not None:
        few = min(_FEW, size)
        rows = await database.fetch_all(_SQL["changed_chats"], **common, most=few + 1)
        if len(rows) <= few:
            if rows:
                yield Stretch(tuple((chat - 1, chat) for (chat,) in rows), common)
            return
    async for bounds in chunks(database, _SQL["chunk_of_slot"], size, **hour):
        yield Stretch((bounds,), common)


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
    database: Database, slot: LocalHour, following: Subscription, size: int
) -> AsyncIterator[Chunk]:
    """Chunks of at most size of what is rarer at the place, followers or chats of the hour.

    What few follow costs as much as they are few, and an hour of few chats likewise.
    """
    after = _BEFORE_ALL
    while after < _AFTER_ALL:
        row = await database.fetch_one(
            _SQL["chunk_of_either"],
            **hour_of(slot),
            **topic_of(following),
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
