"""Store what chats follow, how long ahead they are reminded, and what they have muted."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from data.calendar.topics import (
    Subscription,
    Topic,
    default_leads,
    pack_hours,
    pack_leads,
    unpack_hours,
    unpack_leads,
)
from data.store.sqlite.database import Database
from data.store.sqlite.errors import LimitReached
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.paging import Page, page_at
from data.store.sqlite.timestamps import to_text

_SQL = Queries("subscriptions")

FOLLOWED_OF_CHAT = 250
"""How many cities and events one chat may follow. The catalogue has 80 cities, a plan some 60 events. All
subscriptions of a hundred chats are read before these are notified, so a higher bound would delay others."""

MUTES_OF_CHAT = 100
"""How many occasions one chat may mute. Mutes of past occasions are dropped when there are too many."""


class Subscriptions:
    """Subscriptions, lead times and mutes of stored chats.

    Writing for an unknown chat raises Conflict.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list(self, chat_id: int) -> tuple[Subscription, ...]:
        """Return what a chat follows, by topic and subject. Empty for an unknown chat."""
        rows = await self._database.fetch_all(_SQL["of_chat"], chat_id=chat_id)
        return tuple(Subscription(Topic(row["topic"]), row["subject"]) for row in rows)

    async def add(self, chat_id: int, subscription: Subscription, now: datetime) -> bool:
        """Follow a topic or a subject of it. Return False if the chat did already.

        The date of an earlier subscription stays. Raises LimitReached if the chat follows FOLLOWED_OF_CHAT
        cities and events. A topic without a subject always has room.
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
        """Return a page of the subjects of a topic that a chat follows.

        They come in the order given, and subjects that are not in it come last.
        """
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
        """Unfollow all subjects of a topic but these. Return how many."""
        async with self._database.transaction() as tx:
            return await tx.execute(
                _SQL["drop_followed"], chat_id=chat_id, topic=topic, kept=json.dumps(kept)
            )

    async def remove(self, chat_id: int, subscription: Subscription) -> bool:
        """Unfollow a topic or a subject of it. Return False if the chat did not follow it."""
        async with self._database.transaction() as tx:
            removed = await tx.execute(
                _SQL["remove"], chat_id=chat_id, topic=subscription.topic, subject=subscription.subject
            )
        return removed == 1

    async def clear(self, chat_id: int) -> int:
        """Unfollow everything. Return how many subscriptions that were. Lead times and mutes stay."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["clear"], chat_id=chat_id)

    async def count(self, topic: Topic, subject: str = "") -> int:
        """Return how many active chats follow this."""
        row = await self._database.fetch_one(_SQL["count"], topic=topic, subject=subject)
        return 0 if row is None else int(row["chats"])

    async def leads(self, chat_id: int) -> dict[Topic, tuple[int, ...]]:
        """Return the lead times of every topic in days, longest first: as chosen, or the default."""
        rows = await self._database.fetch_all(_SQL["leads"], chat_id=chat_id)
        chosen = {Topic(row["topic"]): unpack_leads(row["leads"]) for row in rows}
        return {topic: chosen.get(topic, default_leads(topic)) for topic in Topic}

    async def set_leads(self, chat_id: int, topic: Topic, days: Iterable[int]) -> None:
        """Set the lead times of a topic in days. None of them means no reminders.

        Raises KeyError for a number of days that is no lead time.
        """
        mask = pack_leads(days)
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["set_leads"], chat_id=chat_id, topic=topic, leads=mask)

    async def hours(self, chat_id: int) -> dict[Topic, tuple[int, ...]]:
        """Return the hours before the beginning that a chat has chosen, longest first, by topic."""
        rows = await self._database.fetch_all(_SQL["hours"], chat_id=chat_id)
        chosen = {Topic(row["topic"]): unpack_hours(row["hours"]) for row in rows}
        return {topic: chosen.get(topic, ()) for topic in Topic}

    async def set_hours(self, chat_id: int, topic: Topic, hours: Iterable[int]) -> None:
        """Set how many hours before the beginning a chat is reminded of a topic.

        Raises KeyError for a number of hours that LEAD_HOURS lacks.
        """
        leads, mask = pack_leads(default_leads(topic)), pack_hours(hours)
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["set_hours"], chat_id=chat_id, topic=topic, leads=leads, hours=mask)

    async def mute(self, chat_id: int, key: str) -> None:
        """Mute the subject with this key. Raises LimitReached beyond MUTES_OF_CHAT."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["mute"], chat_id=chat_id, subject=key, most=MUTES_OF_CHAT)
            known = await tx.fetch_one(_SQL["is_muted"], chat_id=chat_id, subject=key)
        if known is not None and not known["muted"]:
            raise LimitReached(MUTES_OF_CHAT)

    async def unmute(self, chat_id: int, key: str) -> None:
        """Unmute the subject with this key."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["unmute"], chat_id=chat_id, subject=key)

    async def mutes(self, chat_id: int) -> frozenset[str]:
        """Return the keys of what a chat has muted."""
        rows = await self._database.fetch_all(_SQL["mutes"], chat_id=chat_id)
        return frozenset(row["subject"] for row in rows)

    async def count_mutes(self, chat_id: int, ordered: Sequence[str]) -> int:
        """Return how many of these keys a chat has muted."""
        row = await self._database.fetch_one(_SQL["muted"], chat_id=chat_id, ordered=json.dumps(ordered))
        return 0 if row is None else int(row["total"])

    async def mutes_page(self, chat_id: int, ordered: Sequence[str], wanted: int, size: int) -> Page:
        """Return a page of those of these keys that a chat has muted, in their order."""
        page = page_at(await self.count_mutes(chat_id, ordered), wanted, size)
        rows = await self._database.fetch_all(
            _SQL["muted_page"], chat_id=chat_id, ordered=json.dumps(ordered), how_many=size, skip=page.first
        )
        return page.filled(row["subject"] for row in rows)

    async def drop_other_mutes(self, chat_id: int, kept: Sequence[str]) -> int:
        """Unmute all but these keys. Return how many."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["drop_mutes"], chat_id=chat_id, kept=json.dumps(kept))
