"""Store many chats at once, for a demonstration or a measurement."""

from collections.abc import Sequence
from datetime import datetime

from data.calendar.topics import Subscription
from data.store.chat_values import NewChat
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import to_text

_SQL = Queries("bulk_chats")


async def add_chats(
    database: Database, chats: Sequence[NewChat], following: Sequence[Subscription], now: datetime
) -> None:
    """Store these chats and subscribe each to all of following. now is aware.

    A chat that is stored already keeps its settings and is subscribed too.
    """
    at = to_text(now)
    async with database.transaction() as tx:
        await tx.execute_many(
            _SQL["chats"],
            (
                {
                    "chat_id": one.chat_id,
                    "kind": one.kind,
                    "language": one.language,
                    "zone": one.zone,
                    "hour": one.hour,
                    "now": at,
                }
                for one in chats
            ),
        )
        await tx.execute_many(
            _SQL["subscriptions"],
            (
                {"chat_id": one.chat_id, "topic": what.topic, "subject": what.subject, "now": at}
                for one in chats
                for what in following
            ),
        )
