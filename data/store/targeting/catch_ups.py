"""Read the chats that planning has to catch up with, and send them what needs no local hour."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.calendar.topics import Subscription, Topic
from data.store.chats import LocalHour
from data.store.notice_rows import read_notice
from data.store.notices import Notice, NoticeKind
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.timestamps import from_text, to_text
from data.store.targeting.audience import DueTimes
from data.store.targeting.chunking import ranges_of, topic_parameters

_SQL = Queries("catch_ups")


@dataclass(frozen=True, slots=True)
class ChatBehind:
    """An active chat for which something due may not be planned.

    Its settings have changed, or it has come back. local_hour is its present one. since is the first moment
    for which something may be missing. changed_at is the last change of the chat that this record takes
    into account.
    """

    local_hour: LocalHour
    chat_id: int
    since: datetime
    changed_at: datetime


class CatchUps:
    """The chats that are behind, and deliveries for them. Moments are aware."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def behind(self, most: int) -> list[ChatBehind]:
        """Return the chats that are behind, in the order of their local hours, at most so many."""
        rows = await self._database.fetch_all(_SQL["behind"], most=most)
        return [
            ChatBehind(
                LocalHour(row["zone"], row["hour"]),
                row["chat_id"],
                from_text(row["since"]),
                from_text(row["changed_at"]),
            )
            for row in rows
        ]

    async def done(self, chats: Iterable[ChatBehind]) -> None:
        """Note that all is planned for these chats. One that has changed meanwhile stays behind."""
        rows: list[dict[str, Value]] = [
            {"chat_id": one.chat_id, "changed_at": to_text(one.changed_at)} for one in chats
        ]
        await self._database.write_at_once(lambda steps: steps.execute_many(_SQL["done"], rows))

    async def followed(self, chat_ids: Sequence[int]) -> frozenset[Subscription]:
        """Return everything that at least one of these chats follows."""
        rows = await self._database.fetch_all(_SQL["followed"], chat_ids=json.dumps(chat_ids))
        return frozenset(Subscription(Topic(row["topic"]), row["subject"]) for row in rows)

    async def news(self, kind: NoticeKind, now: datetime, since: datetime) -> list[Notice]:
        """Return notices of a kind that were made after a moment and have not expired, oldest first."""
        rows = await self._database.fetch_all(_SQL["news"], kind=kind, now=to_text(now), since=to_text(since))
        return [read_notice(row) for row in rows]

    async def issue(
        self, notice: Notice, following: Subscription, chat_ids: Sequence[int], today: date, due: DueTimes
    ) -> int:
        """Send an issue to those of the chats that have followed since before it.

        Returns how many deliveries are new.
        """
        return await ranges_of(chat_ids).write(
            self._database,
            _SQL["issue_again"],
            notice_id=notice.id,
            **topic_parameters(following),
            today=today.isoformat(),
            followed_before=to_text(notice.created_at),
            rank=due.priority,
            due_at=to_text(due.at),
        )

    async def revive(self, notice: Notice, chat_ids: Sequence[int], due: DueTimes) -> int:
        """Make pending again what was kept from these chats and never arrived.

        Returns how many deliveries that were.
        """
        return await ranges_of(chat_ids).write(
            self._database,
            _SQL["revive"],
            notice_id=notice.id,
            due_each=to_text(due.at),
            due_daily=to_text(due.daily or due.at),
        )
