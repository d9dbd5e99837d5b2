"""What chats follow, how long ahead they are reminded, and what they have muted."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from data.calendar.topics import Subscription, Topic, default_leads, pack_leads, unpack_leads
from data.store.sqlite.database import Database
from data.store.sqlite.errors import LimitReached
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.paging import Page, page_at
from data.store.sqlite.timestamps import to_text

_SQL = Queries("subscriptions")

FOLLOWED_OF_CHAT = 250
"""Cities and events one chat may follow together. The catalogue has 80 cities, a plan some 60 events; whoever
is told anything has all of them read, a hundred chats at once, so a higher bound would hold up the others."""

MUTES_OF_CHAT = 100
"""Occasions one chat may mute at a time. Over ones give way, and who wants to hear so little stops sooner."""


class Subscriptions:
    """Subscriptions, lead times and mutes of stored chats; writing for an unknown chat raises Conflict."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list(self, chat_id: int) -> tuple[Subscription, ...]:
        """What the chat follows, by topic and subject; empty for an unknown chat."""
        rows = await self._database.fetch_all(_SQL["of_chat"], chat_id=chat_id)
        return tuple(Subscription(Topic(row["topic"]), row["subject"]) for row in rows)

    async def add(self, chat_id: int, subscription: Subscription, now: datetime) -> bool:
        """Follow; False where the chat did already, whose first date stays.

        LimitReached where it follows FOLLOWED_OF_CHAT cities and events; a topic as such always has room.
        """
        topic, subject = subscription.topic, subscription.subject
        async with self._database.transaction() as tx:
            added = await tx.execute(
                _SQL["add"],
                chat_id=chat_id,
                topic=topic,
                subject=subject,
                now=to_text(now),
                most=FOLLOWED_OF_CHAT,
            )
            known = await tx.fetch_one(_SQL["follows"], chat_id=chat_id, topic=topic, subject=subject)
        if known is not None and not known["follows"]:
            raise LimitReached(FOLLOWED_OF_CHAT)
        return added == 1

    async def page(self, chat_id: int, topic: Topic, ordered: Sequence[str], wanted: int, size: int) -> Page:
        """A page of the subjects of a topic the chat follows, in this order, what is not in it last."""
        row = await self._database.fetch_one(_SQL["followed"], chat_id=chat_id, topic=topic)
        page = page_at(0 if row is None else row["total"], wanted, size)
        rows = await self._database.fetch_all(
            _SQL["followed_page"],
            chat_id=chat_id,
            topic=topic,
            ordered=json.dumps(ordered),
            how_many=size,
            skip=page.first,
        )
        return page.filled(row["subject"] for row in rows)

    async def drop_others(self, chat_id: int, topic: Topic, kept: Sequence[str]) -> int:
        """Follow only these subjects of a topic; how many others there were."""
        async with self._database.transaction() as tx:
            return await tx.execute(
                _SQL["drop_followed"], chat_id=chat_id, topic=topic, kept=json.dumps(kept)
            )

    async def remove(self, chat_id: int, subscription: Subscription) -> bool:
        """Follow no more; False where the chat did not."""
        async with self._database.transaction() as tx:
            removed = await tx.execute(
                _SQL["remove"], chat_id=chat_id, topic=subscription.topic, subject=subscription.subject
            )
        return removed == 1

    async def clear(self, chat_id: int) -> int:
        """Follow nothing any more; how many subscriptions that ended. Lead times and mutes stay."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["clear"], chat_id=chat_id)

    async def count(self, topic: Topic, subject: str = "") -> int:
        """How many active chats follow this."""
        row = await self._database.fetch_one(_SQL["count"], topic=topic, subject=subject)
        return 0 if row is None else int(row["chats"])

    async def leads(self, chat_id: int) -> dict[Topic, tuple[int, ...]]:
        """Days ahead for every topic, longest first: as chosen, else the topic's default."""
        rows = await self._database.fetch_all(_SQL["leads"], chat_id=chat_id)
        chosen = {Topic(row["topic"]): unpack_leads(row["leads"]) for row in rows}
        return {topic: chosen.get(topic, default_leads(topic)) for topic in Topic}

    async def set_leads(self, chat_id: int, topic: Topic, days: Iterable[int]) -> None:
        """Choose days ahead for a topic; none means no reminders. KeyError for a day that is no lead."""
        mask = pack_leads(days)
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["set_leads"], chat_id=chat_id, topic=topic, leads=mask)

    async def mute(self, chat_id: int, key: str) -> None:
        """Tell the chat nothing more of the occasion with this key.

        LimitReached where it has muted MUTES_OF_CHAT others.
        """
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["mute"], chat_id=chat_id, subject=key, most=MUTES_OF_CHAT)
            known = await tx.fetch_one(_SQL["is_muted"], chat_id=chat_id, subject=key)
        if known is not None and not known["muted"]:
            raise LimitReached(MUTES_OF_CHAT)

    async def unmute(self, chat_id: int, key: str) -> None:
        """Tell the chat of this occasion again."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["unmute"], chat_id=chat_id, subject=key)

    async def mutes(self, chat_id: int) -> frozenset[str]:
        """Keys of the occasions the chat has muted."""
        rows = await self._database.fetch_all(_SQL["mutes"], chat_id=chat_id)
        return frozenset(row["subject"] for row in rows)

    async def count_mutes(self, chat_id: int, ordered: Sequence[str]) -> int:
        """How many of these keys the chat has muted."""
        row = await self._database.fetch_one(_SQL["muted"], chat_id=chat_id, ordered=json.dumps(ordered))
        return 0 if row is None else int(row["total"])

    async def mutes_page(self, chat_id: int, ordered: Sequence[str], wanted: int, size: int) -> Page:
        """A page of what the chat has muted of these keys, in their order."""
        page = page_at(await self.count_mutes(chat_id, ordered), wanted, size)
        rows = await self._database.fetch_all(
            _SQL["muted_page"], chat_id=chat_id, ordered=json.dumps(ordered), how_many=size, skip=page.first
        )
        return page.filled(row["subject"] for row in rows)

    async def drop_other_mutes(self, chat_id: int, kept: Sequence[str]) -> int:
        """Drop the chat's mutes but these; how many there were."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["drop_mutes"], chat_id=chat_id, kept=json.dumps(kept))
