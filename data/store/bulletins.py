"""Issues of the weekly bulletin, from draft to sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from data.store.sqlite.database import Database, Row, Transaction
from data.store.sqlite.errors import StoreError, UnknownRow
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, optional_from_text, optional_to_text, to_text
from data.store.texts import clean

_SQL = Queries("bulletins")


class BulletinState(StrEnum):
    """How far an issue is. HELD waits for an editor past its hour; EMPTY had nothing to say."""

    DRAFT = "draft"
    APPROVED = "approved"
    HELD = "held"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    SKIPPED = "skipped"
    EMPTY = "empty"


_READY = frozenset({BulletinState.DRAFT, BulletinState.APPROVED, BulletinState.HELD})
_OPEN = _READY | {BulletinState.EMPTY}
_UNDER_WAY = frozenset({BulletinState.SENDING, BulletinState.PAUSED})


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One issue. week is the ISO week as «2026-W48», body the generated items as JSON, extra_text what an
    editor added, author the user id of the editor who last touched it, notice_id its row in the ledger."""

    id: int
    week: str
    state: BulletinState
    body: Mapping[str, object]
    extra_text: str
    author: int | None
    due_at: datetime
    created_at: datetime
    approved_at: datetime | None
    sent_at: datetime | None
    notice_id: int | None


@dataclass(frozen=True, slots=True)
class BulletinDraft:
    """What a new issue begins with; an empty one is not sent unless an editor fills or approves it."""

    week: str
    body: Mapping[str, object]
    due_at: datetime
    empty: bool = False


class WrongState(StoreError):
    """The issue is no longer, or not yet, where this can be done to it: somebody was quicker."""

    def __init__(self, found: BulletinState) -> None:
        super().__init__(found)
        self.found = found


class Bulletins:
    """The issues. A step returns the issue; it raises UnknownRow for a wrong id, WrongState out of order."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create_draft(self, draft: BulletinDraft, now: datetime) -> tuple[Bulletin, bool]:
        """The week's issue, and whether it was made just now; an existing one is left as it is."""
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

    async def set_body(self, bulletin_id: int, body: Mapping[str, object]) -> Bulletin:
        """Write the generated items anew; an approved issue is a draft again."""
        return await self._step(bulletin_id, _OPEN, BulletinState.DRAFT, body=body, approved_at=None)

    async def set_extra(self, bulletin_id: int, text: str, author: int) -> Bulletin:
        """Set the editor's text; an approved issue is a draft again, since nobody has seen it so."""
        return await self._step(
            bulletin_id, _OPEN, BulletinState.DRAFT, extra_text=clean(text), author=author, approved_at=None
        )

    async def approve(self, bulletin_id: int, author: int, now: datetime) -> Bulletin:
        """Let it go out at its hour."""
        return await self._step(bulletin_id, _OPEN, BulletinState.APPROVED, author=author, approved_at=now)

    async def hold(self, bulletin_id: int) -> Bulletin:
        """Its hour has come and nobody has approved it: wait for an editor."""
        return await self._step(bulletin_id, frozenset({BulletinState.DRAFT}), BulletinState.HELD)

    async def skip(self, bulletin_id: int, author: int | None) -> Bulletin:
        """Do not send it, or send no more of it."""
        return await self._step(bulletin_id, _OPEN | _UNDER_WAY, BulletinState.SKIPPED, author=author)

    async def begin(self, bulletin_id: int, notice_id: int) -> Bulletin:
        """It goes out now, as this notice of the ledger."""
        return await self._step(bulletin_id, _READY, BulletinState.SENDING, notice_id=notice_id)

    async def pause(self, bulletin_id: int) -> Bulletin:
        """Stop sending for a while."""
        return await self._step(bulletin_id, frozenset({BulletinState.SENDING}), BulletinState.PAUSED)

    async def resume(self, bulletin_id: int) -> Bulletin:
        """Go on sending a paused issue."""
        return await self._step(bulletin_id, frozenset({BulletinState.PAUSED}), BulletinState.SENDING)

    async def finish(self, bulletin_id: int, now: datetime) -> Bulletin:
        """Every recipient has been dealt with."""
        return await self._step(bulletin_id, _UNDER_WAY, BulletinState.SENT, sent_at=now)

    async def get(self, bulletin_id: int) -> Bulletin | None:
        """One issue."""
        return _optional(await self._database.fetch_one(_SQL["get"], id=bulletin_id))

    async def of_week(self, week: str) -> Bulletin | None:
        """The issue of an ISO week such as «2026-W48»."""
        return _optional(await self._database.fetch_one(_SQL["of_week"], week=week))

    async def latest_sent(self) -> Bulletin | None:
        """The last issue that went out, or is going out."""
        return _optional(await self._database.fetch_one(_SQL["latest_sent"]))

    async def recent(self, count: int = 10) -> tuple[Bulletin, ...]:
        """The newest issues in any state, newest first."""
        rows = await self._database.fetch_all(_SQL["recent"], count=count)
        return tuple(_bulletin(row) for row in rows)

    async def _step(
        self, bulletin_id: int, since: frozenset[BulletinState], to: BulletinState, **changes: Any
    ) -> Bulletin:
        async with self._database.transaction() as tx:
            row = await tx.fetch_one(_SQL["get"], id=bulletin_id)
            if row is None:
                raise UnknownRow(f"bulletin:{bulletin_id}")
            before = _bulletin(row)
            if before.state not in since:
                raise WrongState(before.state)
            after = replace(before, state=to, **changes)
            await _write(tx, after)
        return after


async def _write(tx: Transaction, bulletin: Bulletin) -> None:
    await tx.execute(
        _SQL["change"],
        id=bulletin.id,
        state=bulletin.state,
        body=json.dumps(bulletin.body),
        extra_text=bulletin.extra_text,
        author=bulletin.author,
        approved_at=optional_to_text(bulletin.approved_at),
        sent_at=optional_to_text(bulletin.sent_at),
        notice_id=bulletin.notice_id,
    )


def _optional(row: Row | None) -> Bulletin | None:
    return None if row is None else _bulletin(row)


def _bulletin(row: Row) -> Bulletin:
    return Bulletin(
        id=row["id"],
        week=row["week"],
        state=BulletinState(row["state"]),
        body=json.loads(row["body"]),
        extra_text=row["extra_text"],
        author=row["author"],
        due_at=from_text(row["due_at"]),
        created_at=from_text(row["created_at"]),
        approved_at=optional_from_text(row["approved_at"]),
        sent_at=optional_from_text(row["sent_at"]),
        notice_id=row["notice_id"],
    )
