"""Read settings, subscriptions and mutes of the chats that are about to be sent something."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat, read_chat
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries

_SQL = Queries("recipients")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A chat with all that decides what it may be sent."""

    chat: Chat
    follows: frozenset[Subscription] = frozenset()
    mutes: frozenset[str] = frozenset()


class Recipients:
    """Reads recipients, many at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, chat_ids: Iterable[int]) -> dict[int, Recipient]:
        """Return the stored chats among these, by id, all as of one instant. One hop."""
        row = await self._database.fetch_one(_SQL["read"], chat_ids=json.dumps(sorted(chat_ids)))
        found = [] if row is None else json.loads(row["found"])
        return {chat["chat_id"]: _recipient(chat, follows, mutes) for chat, follows, mutes in found}


def _recipient(chat: Mapping[str, Any], follows: str, mutes: Iterable[str]) -> Recipient:
    return Recipient(read_chat(chat), _subscriptions(follows), frozenset(mutes))


# Thousands of chats follow the same topics: 0.1 µs where the set is known, 3 where it is built again.
@lru_cache(maxsize=2_000)
def _subscriptions(follows: str) -> frozenset[Subscription]:
    return frozenset([_subscription(topic, subject) for topic, subject in json.loads(follows)])


@lru_cache(maxsize=10_000)
def _subscription(topic: str, subject: str) -> Subscription:
    return Subscription(Topic(topic), subject)
