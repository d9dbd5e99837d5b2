"""Store announcements: messages of the secretariat to those who follow something."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.editorial import EditorContent, content_from_json, content_to_json
from data.store.revisions import Authorship
from data.store.secretariat.action_log import Action, record_action
from data.store.sqlite.database import Database
from data.store.sqlite.errors import StoreError, UnknownRow
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, optional_from_text, optional_to_text, to_text
from data.store.sqlite.transactions import Row

_SQL = Queries("announcements")

EVERYBODY = Subscription(Topic.BULLETIN)
"""The announcement goes to all who take the bulletin."""


class AnnouncementState(StrEnum):
    """How far an announcement is. APPROVED waits for its hour."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CANCELLED = "cancelled"


_OPEN = frozenset({AnnouncementState.DRAFT, AnnouncementState.APPROVED})
_UNDER_WAY = frozenset({AnnouncementState.SENDING, AnnouncementState.PAUSED})


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement to the followers of something.

    texts are what readers get, by language, once it is worded. author is the user id of the editor who
    changed it last. due_at is the hour that an editor has chosen, None for at once.
    """

    id: int
    state: AnnouncementState
    following: Subscription
    content: EditorContent
    texts: Mapping[str, object]
    author: int | None
    due_at: datetime | None
    created_at: datetime
    begun_at: datetime | None
    sent_at: datetime | None
    notice_id: int | None

    @property
    def is_open(self) -> bool:
        """Return whether it can still be changed."""
        return self.state in _OPEN

    @property
    def key(self) -> str:
        """Return the key of its notice."""
        return f"announcement:{self.id}"


class AnnouncementClosed(StoreError):
    """The announcement is in a state in which this step is not possible."""

    def __init__(self, found: AnnouncementState) -> None:
        super().__init__(found)
        self.found = found


class Announcements:
    """The stored announcements.

    Each step returns the announcement. It raises UnknownRow for a wrong id, and AnnouncementClosed for one
    that is beyond the step or not ready for it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, following: Subscription, author: int, now: datetime) -> Announcement:
        """Store a new draft."""
        async with self._database.transaction() as tx:
            [row] = await tx.fetch_all(
                _SQL["add"],
                topic=following.topic,
                subject=following.subject,
                author=author,
                now=to_text(now),
            )
        return _announcement(row)

    async def set_content(self, number: int, content: EditorContent, author: int) -> Announcement:
        """Set what is announced. An approved one becomes a draft again: no editor has seen it so."""
        return await self._change(number, _OPEN, AnnouncementState.DRAFT, content=content, author=author)

    async def set_due(self, number: int, due: datetime | None, author: int) -> Announcement:
        """Choose when it goes out. It becomes a draft again."""
        return await self._change(number, _OPEN, AnnouncementState.DRAFT, due_at=due, author=author)

    async def approve(self, number: int, due: datetime, by: Authorship) -> Announcement:
        """Approve it, to be sent at an instant."""
        return await self._change(number, _OPEN, AnnouncementState.APPROVED, by, due_at=due)

    async def word(self, number: int, texts: Mapping[str, object]) -> Announcement:
        """Store it as it goes out. Its state stays, so that a step cut short is repeated."""
        return await self._change(number, _OPEN, None, texts=texts)

    async def begin(self, number: int, notice_id: int, now: datetime) -> Announcement:
        """Begin to send it, as this notice of the outbox."""
        return await self._change(number, _OPEN, AnnouncementState.SENDING, notice_id=notice_id, begun_at=now)

    async def pause(self, number: int, by: Authorship) -> Announcement:
        """Pause the sending."""
        sending = frozenset({AnnouncementState.SENDING})
        return await self._change(number, sending, AnnouncementState.PAUSED, by)

    async def resume(self, number: int, by: Authorship) -> Announcement:
        """Resume the sending of a paused one."""
        paused = frozenset({AnnouncementState.PAUSED})
        return await self._change(number, paused, AnnouncementState.SENDING, by)

    async def cancel(self, number: int, by: Authorship) -> Announcement:
        """Cancel it: do not send it, or send no more of it."""
        return await self._change(number, _OPEN | _UNDER_WAY, AnnouncementState.CANCELLED, by)

    async def finish(self, number: int, now: datetime) -> Announcement:
        """Note that no delivery of it is pending any more."""
        return await self._change(number, _UNDER_WAY, AnnouncementState.SENT, sent_at=now)

    async def close(self, number: int, now: datetime) -> Announcement:
        """Note that no delivery of a stopped announcement is pending any more."""
        stopped = frozenset({AnnouncementState.CANCELLED})
        return await self._change(number, stopped, None, sent_at=now)

    async def get(self, number: int) -> Announcement | None:
        """Return an announcement by id, or None."""
        row = await self._database.fetch_one(_SQL["get"], id=number)
        return None if row is None else _announcement(row)

    async def open_ones(self) -> tuple[Announcement, ...]:
        """Return those that are drafts, approved or going out, oldest first.

        One that was stopped while it went out is among them until close().
        """
        rows = await self._database.fetch_all(_SQL["under_way"])
        return tuple(_announcement(row) for row in rows)

    async def recent(self, count: int) -> tuple[Announcement, ...]:
        """Return the newest ones in any state, newest first."""
        rows = await self._database.fetch_all(_SQL["recent"], count=count)
        return tuple(_announcement(row) for row in rows)

    async def to_everybody_between(self, first: datetime, last: datetime, but: int) -> bool:
        """Return whether another one went or goes to all who take the bulletin between two instants."""
        row = await self._database.fetch_one(
            _SQL["to_everybody"],
            topic=EVERYBODY.topic,
            subject=EVERYBODY.subject,
            first=to_text(first),
            last=to_text(last),
            but=but,
        )
        return row is not None and bool(row["found"])

    async def _change(
        self,
        number: int,
        allowed: frozenset[AnnouncementState],
        to: AnnouncementState | None,
        by: Authorship | None = None,
        **changes: Any,
    ) -> Announcement:
        """Write a step. One that a person decides is written to the log as well."""
        if by is not None:
            changes |= {"author": by.author}
        async with self._database.transaction() as tx:
            row = await tx.fetch_one(_SQL["get"], id=number)
            if row is None:
                raise UnknownRow(f"announcement:{number}")
            before = _announcement(row)
            if before.state not in allowed:
                raise AnnouncementClosed(before.state)
            after = replace(before, state=to or before.state, **changes)
            await tx.execute(
                _SQL["change"],
                id=after.id,
                state=after.state,
                content=content_to_json(after.content),
                texts=json.dumps(after.texts, ensure_ascii=False),
                author=after.author,
                due_at=optional_to_text(after.due_at),
                begun_at=optional_to_text(after.begun_at),
                sent_at=optional_to_text(after.sent_at),
                notice_id=after.notice_id,
            )
            if by is not None:
                await record_action(tx, _step(by, before, after), by.at)
        return after


def _step(by: Authorship, before: Announcement, after: Announcement) -> Action:
    to = subscription_code(after.following)
    was, became = {"state": before.state.value}, {"state": after.state.value, "to": to}
    return Action.of(by, f"announcement-{after.state.value}", after.key, before=was, after=became)


def subscription_code(following: Subscription) -> str:
    """Return what is followed as a code: «event:12», «topic:own»."""
    if following.topic in {Topic.EVENT, Topic.CITY}:
        return f"{following.topic}:{following.subject}"
    return f"topic:{following.topic}"


def _announcement(row: Row) -> Announcement:
    return Announcement(
        id=row["id"],
        state=AnnouncementState(row["state"]),
        following=Subscription(Topic(row["topic"]), row["subject"]),
        content=content_from_json(row["content"]),
        texts=json.loads(row["texts"]),
        author=row["author"],
        due_at=optional_from_text(row["due_at"]),
        created_at=from_text(row["created_at"]),
        begun_at=optional_from_text(row["begun_at"]),
        sent_at=optional_from_text(row["sent_at"]),
        notice_id=row["notice_id"],
    )
