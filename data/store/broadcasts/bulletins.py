"""Store the issues of the weekly bulletin, from draft to sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from data.store.broadcasts.editorial import EditorContent, content_from_json, content_to_json
from data.store.revisions import Authorship
from data.store.secretariat.action_log import Action, record_action
from data.store.sqlite.database import Database
from data.store.sqlite.errors import StoreError, UnknownRow
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, optional_from_text, optional_to_text, to_text
from data.store.sqlite.transactions import Row, Transaction

_SQL = Queries("bulletins")


class BulletinState(StrEnum):
    """How far an issue is.

    HELD waits past its hour for an editor. EMPTY is not worth sending.
    """

    DRAFT = "draft"
    APPROVED = "approved"
    HELD = "held"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    SKIPPED = "skipped"
    EMPTY = "empty"


_OPEN = frozenset({BulletinState.DRAFT, BulletinState.APPROVED, BulletinState.HELD, BulletinState.EMPTY})
_UNAPPROVED = frozenset({BulletinState.DRAFT, BulletinState.EMPTY})
_DRAFT_IF_HELD = {BulletinState.HELD: BulletinState.DRAFT}
_UNDER_WAY = frozenset({BulletinState.SENDING, BulletinState.PAUSED})
OUT_STATES = _UNDER_WAY | {BulletinState.SENT}
"""The states of an issue that readers have or get, and may read again."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One issue of the weekly bulletin.

    week is an ISO week such as «2026-W48». body holds the generated items as JSON, content what an editor
    has added. author is the user id of the editor who changed the issue last. due_at is the usual hour,
    chosen_due another one that an editor has chosen. notice_id is its notice in the outbox.
    """

    id: int
    week: str
    state: BulletinState
    body: Mapping[str, object]
    content: EditorContent
    author: int | None
    due_at: datetime
    chosen_due: datetime | None
    created_at: datetime
    approved_at: datetime | None
    sent_at: datetime | None
    notice_id: int | None

    @property
    def goes_out_at(self) -> datetime:
        """Return when it is meant to go out."""
        return self.chosen_due or self.due_at


@dataclass(frozen=True, slots=True)
class BulletinDraft:
    """What a new issue begins with.

    An empty issue is not sent unless an editor adds text or approves it.
    """

    week: str
    body: Mapping[str, object]
    due_at: datetime
    empty: bool = False


class WrongState(StoreError):
    """The issue is in a state in which this step is not possible. Another editor was quicker."""

    def __init__(self, found: BulletinState) -> None:
        super().__init__(found)
        self.found = found


class Bulletins:
    """The stored issues.

    Each step returns the issue. It raises UnknownRow for a wrong id, and WrongState for an issue that is
    not ready for it or beyond it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create_draft(self, draft: BulletinDraft, now: datetime) -> tuple[Bulletin, bool]:
        """Store the issue of a week unless it exists. Return it, and whether it is new."""
        state = BulletinState.EMPTY if draft.empty else BulletinState.DRAFT
        body = json.dumps(draft.body)
        async with self._database.transaction() as tx:
            added = await tx.execute(
                _SQL["add"],
                week=draft.week,
                state=state,
                body=body,
                due_at=to_text(draft.due_at),
                now=to_text(now),
            )
            row = await tx.fetch_one(_SQL["of_week"], week=draft.week)
        if row is None:
            raise UnknownRow(f"bulletin:{draft.week}")
        return _bulletin(row), added == 1

    async def pass_over(self, bulletin_id: int, body: Mapping[str, object]) -> Bulletin:
        """Note that an issue was not worth sending at its hour.

        A text of an editor opens it again."""
        return await self._change(bulletin_id, _OPEN, BulletinState.EMPTY, body=body, approved_at=None)

    async def set_content(self, bulletin_id: int, content: EditorContent, author: int) -> Bulletin:
        """Set what an editor adds.

        An approved issue becomes a draft again: no editor has seen it so.
        """
        return await self._change(
            bulletin_id, _OPEN, BulletinState.DRAFT, content=content, author=author, approved_at=None
        )

    async def set_due(self, bulletin_id: int, due: datetime | None, author: int) -> Bulletin:
        """Choose when an issue goes out. None is the usual day and hour.

        One that is held waits for the new hour as a draft.
        """
        return await self._change(bulletin_id, _OPEN, _DRAFT_IF_HELD, chosen_due=due, author=author)

    async def word(self, bulletin_id: int, body: Mapping[str, object]) -> Bulletin:
        """Store an issue as it goes out. Its state stays, so that a step cut short is repeated."""
        return await self._change(bulletin_id, _OPEN, None, body=body)

    async def approve(self, bulletin_id: int, author: int, now: datetime, name: str = "") -> Bulletin:
        """Approve an issue, so that it is sent at its hour. name is the author's, for the log."""
        by = Authorship(now, author, name)
        return await self._change(
            bulletin_id, _OPEN, BulletinState.APPROVED, by, author=author, approved_at=now
        )

    async def hold(self, bulletin_id: int) -> Bulletin:
        """Hold an issue that is still a draft at its hour, until an editor approves it."""
        return await self._change(bulletin_id, _UNAPPROVED, BulletinState.HELD)

    async def skip(self, bulletin_id: int, author: int | None, by: Authorship | None = None) -> Bulletin:
        """Skip an issue: do not send it, or send no more of it. by is who does, for the log."""
        return await self._change(bulletin_id, _OPEN | _UNDER_WAY, BulletinState.SKIPPED, by, author=author)

    async def begin(self, bulletin_id: int, notice_id: int, by: Authorship | None = None) -> Bulletin:
        """Begin to send an issue, as this notice of the outbox.

        by is who sends it before its hour."""
        return await self._change(bulletin_id, _OPEN, BulletinState.SENDING, by, notice_id=notice_id)

    async def pause(self, bulletin_id: int, by: Authorship | None = None) -> Bulletin:
        """Pause the sending of an issue. by is who does, for the log."""
        return await self._change(bulletin_id, frozenset({BulletinState.SENDING}), BulletinState.PAUSED, by)

    async def resume(self, bulletin_id: int, by: Authorship | None = None) -> Bulletin:
        """Resume the sending of a paused issue."""
        return await self._change(bulletin_id, frozenset({BulletinState.PAUSED}), BulletinState.SENDING, by)

    async def finish(self, bulletin_id: int, now: datetime) -> Bulletin:
        """Note that no delivery of an issue is pending any more."""
        return await self._change(bulletin_id, _UNDER_WAY, BulletinState.SENT, sent_at=now)

    async def get(self, bulletin_id: int) -> Bulletin | None:
        """Return an issue by id, or None."""
        return _optional_bulletin(await self._database.fetch_one(_SQL["get"], id=bulletin_id))

    async def of_week(self, week: str) -> Bulletin | None:
        """Return the issue of an ISO week such as «2026-W48», or None."""
        return _optional_bulletin(await self._database.fetch_one(_SQL["of_week"], week=week))

    async def latest_sent(self) -> Bulletin | None:
        """Return the last issue that was sent or is being sent, or None."""
        return _optional_bulletin(await self._database.fetch_one(_SQL["latest_sent"]))

    async def out_before(self, week: str, count: int = 1) -> tuple[Bulletin, ...]:
        """Return the issues of weeks before this one that were sent or are being sent, newest first."""
        rows = await self._database.fetch_all(_SQL["out_before"], week=week, count=count)
        return tuple(_bulletin(row) for row in rows)

    async def out_after(self, week: str) -> Bulletin | None:
        """Return the first issue of a week after this one that was sent or is being sent, or None."""
        return _optional_bulletin(await self._database.fetch_one(_SQL["out_after"], week=week))

    async def has_before(self, week: str) -> bool:
        """Return whether there is an issue of an earlier week, in any state."""
        return await self._database.fetch_one(_SQL["any_before"], week=week) is not None

    async def recent(self, count: int = 10) -> tuple[Bulletin, ...]:
        """Return the newest issues in any state, newest first."""
        rows = await self._database.fetch_all(_SQL["recent"], count=count)
        return tuple(_bulletin(row) for row in rows)

    async def _change(
        self,
        bulletin_id: int,
        allowed: frozenset[BulletinState],
        to: BulletinState | Mapping[BulletinState, BulletinState] | None,
        by: Authorship | None = None,
        **changes: Any,
    ) -> Bulletin:
        """Write a step. One that a person takes is written to the log as well.

        A mapping names new states by old ones. States it does not name stay.
        """
        async with self._database.transaction() as tx:
            row = await tx.fetch_one(_SQL["get"], id=bulletin_id)
            if row is None:
                raise UnknownRow(f"bulletin:{bulletin_id}")
            before = _bulletin(row)
            if before.state not in allowed:
                raise WrongState(before.state)
            state = to.get(before.state) if isinstance(to, Mapping) else to
            after = replace(before, state=state or before.state, **changes)
            await _update(tx, after)
            if by is not None:
                await record_action(tx, _step(by, before, after), by.at)
        return after


def _step(by: Authorship, before: Bulletin, after: Bulletin) -> Action:
    was, became = {"state": before.state.value}, {"state": after.state.value, "week": after.week}
    return Action.of(by, f"bulletin-{after.state.value}", f"bulletin:{after.id}", before=was, after=became)


async def _update(tx: Transaction, bulletin: Bulletin) -> None:
    await tx.execute(
        _SQL["change"],
        id=bulletin.id,
        state=bulletin.state,
        body=json.dumps(bulletin.body),
        content=content_to_json(bulletin.content),
        author=bulletin.author,
        chosen_due=optional_to_text(bulletin.chosen_due),
        approved_at=optional_to_text(bulletin.approved_at),
        sent_at=optional_to_text(bulletin.sent_at),
        notice_id=bulletin.notice_id,
    )


def _optional_bulletin(row: Row | None) -> Bulletin | None:
    return None if row is None else _bulletin(row)


def _bulletin(row: Row) -> Bulletin:
    return Bulletin(
        id=row["id"],
        week=row["week"],
        state=BulletinState(row["state"]),
        body=json.loads(row["body"]),
        content=content_from_json(row["content"]),
        author=row["author"],
        due_at=from_text(row["due_at"]),
        chosen_due=optional_from_text(row["chosen_due"]),
        created_at=from_text(row["created_at"]),
        approved_at=optional_from_text(row["approved_at"]),
        sent_at=optional_from_text(row["sent_at"]),
        notice_id=row["notice_id"],
    )
