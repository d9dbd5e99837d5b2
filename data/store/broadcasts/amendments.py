"""Store corrections of what has been sent, and address the messages to edit.

A correction is a notice of its own. Its deliveries name the messages that are edited.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.store.broadcasts.editorial import EditorContent, content_from_json, content_to_json
from data.store.notices import NoticeKind, Priority
from data.store.revisions import Authorship
from data.store.secretariat.action_log import Action, record_action
from data.store.sqlite.database import Database
from data.store.sqlite.errors import StoreError, UnknownRow
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, optional_from_text, to_text
from data.store.sqlite.transactions import Row, Transaction
from data.store.targeting.chunking import CHUNK, chunks

_SQL = Queries("amendments")
_OUTBOX = Queries("outbox")


class AmendedKind(StrEnum):
    """What is corrected."""

    BULLETIN = "bulletin"
    ANNOUNCEMENT = "announcement"


_AMEND = {
    AmendedKind.BULLETIN: _SQL["amend_bulletin"],
    AmendedKind.ANNOUNCEMENT: _SQL["amend_announcement"],
}


class AmendmentState(StrEnum):
    """How far a correction is. DROPPED was given up before it was sent."""

    DRAFT = "draft"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Amendment:
    """The correction of one issue or announcement.

    parent_id is that of the issue or announcement, original_id that of its notice. notice_id is the
    correction's own notice.
    """

    id: int
    state: AmendmentState
    kind: AmendedKind
    parent_id: int
    original_id: int
    content: EditorContent
    author: int | None
    created_at: datetime
    begun_at: datetime | None
    notice_id: int | None


@dataclass(frozen=True, slots=True)
class NewAmendment:
    """What a correction begins with: the content as it was sent."""

    kind: AmendedKind
    parent_id: int
    original_id: int
    content: EditorContent
    author: int


@dataclass(frozen=True, slots=True)
class WordedAmendment:
    """A correction as readers get it.

    payload is that of both notices. body is what is stored of the issue, or of the announcement.
    """

    payload: Mapping[str, object]
    body: Mapping[str, object]
    expires_at: datetime


class AmendmentClosed(StoreError):
    """The correction is going out, has gone out or was given up."""


class Amendments:
    """The stored corrections. Moments are aware."""

    def __init__(self, database: Database, chunk: int = CHUNK) -> None:
        """Write at most chunk deliveries in a transaction."""
        self._database = database
        self._chunk = chunk

    async def create(self, new: NewAmendment, now: datetime) -> Amendment:
        """Store a draft, and return it.

        One that is under way for this parent is returned instead."""
        async with self._database.transaction() as tx:
            await tx.execute(
                _SQL["add"],
                kind=new.kind,
                parent_id=new.parent_id,
                original_id=new.original_id,
                content=content_to_json(new.content),
                author=new.author,
                now=to_text(now),
            )
            [row] = await tx.fetch_all(_SQL["of_parent"], kind=new.kind, parent_id=new.parent_id)
        return _amendment(row)

    async def get(self, number: int) -> Amendment | None:
        """Return a correction by id, or None."""
        row = await self._database.fetch_one(_SQL["get"], id=number)
        return None if row is None else _amendment(row)

    async def open_ones(self) -> tuple[Amendment, ...]:
        """Return the corrections that are drafts or going out, oldest first."""
        return tuple(_amendment(row) for row in await self._database.fetch_all(_SQL["under_way"]))

    async def set_content(self, number: int, content: EditorContent, author: int) -> None:
        """Set what a draft says. Raises AmendmentClosed."""
        async with self._database.transaction() as tx:
            changed = await tx.execute(
                _SQL["set_content"], id=number, content=content_to_json(content), author=author
            )
            if not changed:
                raise AmendmentClosed

    async def drop(self, number: int) -> None:
        """Give a draft up. Raises AmendmentClosed."""
        async with self._database.transaction() as tx:
            if not await tx.execute(_SQL["drop"], id=number):
                raise AmendmentClosed

    async def begin(self, amendment: Amendment, worded: WordedAmendment, by: Authorship) -> Amendment:
        """Put the new words in force in one transaction, and prepare for the messages on their way.

        What waits is sent with the new words from now on. What is on its way with the old words gets a held
        delivery of the correction. address() adds what has arrived. Raises AmendmentClosed.
        """
        payload, now = json.dumps(worded.payload, ensure_ascii=False), to_text(by.at)
        async with self._database.transaction() as tx:
            number = await _post_notice(tx, amendment, worded, now)
            changed = await tx.execute(
                _SQL["begin"], id=amendment.id, notice_id=number, author=by.author, now=now
            )
            if not changed:
                raise AmendmentClosed
            await tx.execute(_SQL["reword"], notice_id=amendment.original_id, payload=payload)
            await tx.execute(
                _SQL["await_leased"],
                notice_id=number,
                original_id=amendment.original_id,
                rank=Priority.BULK,
                now=now,
            )
            await _amend_parent(tx, amendment, worded, by)
            [row] = await tx.fetch_all(_SQL["get"], id=amendment.id)
        return _amendment(row)

    async def address(self, amendment: Amendment) -> int:
        """Add a delivery for each message that had arrived with the old words.

        Return how many are new.

        In chunks. Idempotent.
        """
        if amendment.notice_id is None or amendment.begun_at is None:
            raise AmendmentClosed
        new, begun = 0, to_text(amendment.begun_at)
        original, number = amendment.original_id, amendment.notice_id
        async for after, last in chunks(self._database, _OUTBOX["chunk"], self._chunk, notice_id=original):
            bounds = {"after": after, "last": last}
            new += await self._database.write_at_once(
                lambda steps, bounds=bounds: steps.execute(  # type: ignore[misc]
                    _SQL["address"],
                    notice_id=number,
                    original_id=original,
                    rank=Priority.BULK,
                    now=begun,
                    **bounds,
                )
            )
        return new

    async def follow(self, amendment: Amendment) -> None:
        """Let the held deliveries go on whose original has arrived, and end those that need no edit."""
        numbers = {"notice_id": amendment.notice_id, "original_id": amendment.original_id}
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["let_go"], **numbers)
            await tx.execute(_SQL["end_needless"], **numbers)

    async def finish(self, number: int, now: datetime) -> None:
        """Note that no delivery of a correction is pending any more."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["finish"], id=number, now=to_text(now))


async def _post_notice(tx: Transaction, amendment: Amendment, worded: WordedAmendment, now: str) -> int:
    """Insert the notice of a correction, and return its id."""
    key = f"amendment:{amendment.id}"
    await tx.execute(
        _OUTBOX["post"],
        key=key,
        kind=NoticeKind.AMENDMENT,
        subject=key,
        lead=None,
        hours=None,
        begins=None,
        expires_at=to_text(worded.expires_at),
        payload=json.dumps(worded.payload, ensure_ascii=False),
        now=now,
    )
    [notice] = await tx.fetch_all(_OUTBOX["by_key"], key=key)
    return int(notice["id"])


async def _amend_parent(
    tx: Transaction, amendment: Amendment, worded: WordedAmendment, by: Authorship
) -> None:
    body = json.dumps(worded.body, ensure_ascii=False)
    changed = await tx.execute(
        _AMEND[amendment.kind],
        id=amendment.parent_id,
        content=content_to_json(amendment.content),
        body=body,
        author=by.author,
    )
    subject = f"{amendment.kind}:{amendment.parent_id}"
    if not changed:
        raise UnknownRow(subject)
    await record_action(tx, Action.of(by, f"{amendment.kind}-amended", subject), by.at)


def _amendment(row: Row) -> Amendment:
    return Amendment(
        id=row["id"],
        state=AmendmentState(row["state"]),
        kind=AmendedKind(row["kind"]),
        parent_id=row["parent_id"],
        original_id=row["original_id"],
        content=content_from_json(row["content"]),
        author=row["author"],
        created_at=from_text(row["created_at"]),
        begun_at=optional_from_text(row["begun_at"]),
        notice_id=row["notice_id"],
    )
