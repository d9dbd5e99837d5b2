"""Whoever is about to be told something, as they stand at this moment: settings, subscriptions, mutes."""

import asyncio
import json
from dataclasses import dataclass, field

from data.calendar.topics import Subscription, Topic
from data.store.chats import Chat, read_chat
from data.store.database import Database
from data.store.queries import Queries

_SQL = Queries("recipients")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A chat with all that decides whether it wants to be told."""

    chat: Chat
    follows: frozenset[Subscription] = frozenset()
    mutes: frozenset[str] = frozenset()

    def has_muted(self, subject: str) -> bool:
        """Whether it wants to hear nothing of a subject or of the whole, «event:12» of «event:12:0»."""
        return any(subject == muted or subject.startswith(f"{muted}:") for muted in self.mutes)


@dataclass(slots=True)
class _Batch:
    asked: set[int] = field(default_factory=set)
    found: dict[int, Recipient] | None = None


class Recipients:
    """Reads recipients; those asked for while a read is running share the next one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = asyncio.Lock()
        self._next = _Batch()

    async def get(self, chat_id: int) -> Recipient | None:
        """The recipient, read after this was called; None for an unknown chat."""
        batch = self._next
        batch.asked.add(chat_id)
        async with self._turn:
            if batch.found is None:
                self._next = _Batch()
                batch.found = await self._read(batch.asked)
        return batch.found.get(chat_id)

    async def _read(self, chat_ids: set[int]) -> dict[int, Recipient]:
        chats, follows, mutes = await self._database.fetch_together(
            _SQL["chats"], _SQL["follows"], _SQL["mutes"], chat_ids=json.dumps(sorted(chat_ids))
        )
        followed: dict[int, set[Subscription]] = {}
        for row in follows:
            followed.setdefault(row["chat_id"], set()).add(Subscription(Topic(row["topic"]), row["subject"]))
        muted: dict[int, set[str]] = {}
        for row in mutes:
            muted.setdefault(row["chat_id"], set()).add(row["subject"])
        return {
            row["chat_id"]: Recipient(
                read_chat(row),
                frozenset(followed.get(row["chat_id"], ())),
                frozenset(muted.get(row["chat_id"], ())),
            )
            for row in chats
        }
