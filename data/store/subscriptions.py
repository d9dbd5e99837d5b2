"""What chats follow, how long ahead they are reminded, and what they have muted."""

from collections.abc import Iterable
from datetime import datetime

from data.calendar.topics import Subscription, Topic, default_leads, pack_leads, unpack_leads
from data.store.database import Database
from data.store.instants import to_text
from data.store.queries import Queries

_SQL = Queries("subscriptions")


class Subscriptions:
    """Subscriptions, lead times and mutes of stored chats; writing for an unknown chat raises Conflict."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list(self, chat_id: int) -> tuple[Subscription, ...]:
        """What the chat follows, by topic and subject; empty for an unknown chat."""
        rows = await self._database.fetch_all(_SQL["of_chat"], chat_id=chat_id)
        return tuple(Subscription(Topic(row["topic"]), row["subject"]) for row in rows)

    async def add(self, chat_id: int, subscription: Subscription, now: datetime) -> bool:
        """Follow; False where the chat did already, whose first date stays."""
        async with self._database.transaction() as tx:
            added = await tx.execute(
                _SQL["add"],
                chat_id=chat_id,
                topic=subscription.topic,
                subject=subscription.subject,
                now=to_text(now),
            )
        return added == 1

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
        """Tell the chat nothing more of the occasion with this key."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["mute"], chat_id=chat_id, subject=key)

    async def unmute(self, chat_id: int, key: str) -> None:
        """Tell the chat of this occasion again."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["unmute"], chat_id=chat_id, subject=key)

    async def mutes(self, chat_id: int) -> frozenset[str]:
        """Keys of the occasions the chat has muted."""
        rows = await self._database.fetch_all(_SQL["mutes"], chat_id=chat_id)
        return frozenset(row["subject"] for row in rows)
