"""Store plan documents between their arrival in a chat and the decision on them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from data.store.sqlite.database import Database
from data.store.sqlite.errors import StoreError
from data.store.sqlite.named_queries import Queries, Query
from data.store.sqlite.timestamps import from_text, to_text
from data.store.sqlite.transactions import Row, Transaction

_SQL = Queries("plan_drafts")

PLAN_DRAFTS_KEPT = timedelta(days=14)
"""How long a document is kept after the last step with it."""

DRAFTS_OF_PERSON = 5
"""How many documents of one person are kept before they are decided on: the newest."""


class DraftState(StrEnum):
    """What has become of a document. OPEN waits for decisions."""

    OPEN = "open"
    APPLIED = "applied"
    DROPPED = "dropped"


class DraftDecided(StoreError):
    """The document was put in force or dropped meanwhile."""


@dataclass(frozen=True, slots=True)
class AppliedDraft:
    """How a document was put in force. reach is the number of chats told, None for none."""

    year: int
    revision: int
    reach: int | None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A document that an editor has sent, without the bytes of its file.

    received_id is the message that brought it, shown_id the one that shows it, 0 before there is one. year is
    the year that was named for it. reading and decisions are JSON, reading None before the document is read.
    applied is None before the document is in force.
    """

    id: int
    chat_id: int
    user_id: int
    received_id: int
    shown_id: int
    state: DraftState
    name: str
    year: int | None
    reading: str | None
    decisions: str
    touched_at: datetime
    applied: AppliedDraft | None

    @property
    def is_open(self) -> bool:
        """Return whether the document still waits for a decision."""
        return self.state is DraftState.OPEN


class PlanDrafts:
    """The documents that are in hand. Each step is stored, so that a restart loses none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(
        self, chat_id: int, user_id: int, received_id: int, name: str, now: datetime
    ) -> PlanDraft:
        """Store that a document has come. Idempotent: one that is known is returned as it is.

        Beyond DRAFTS_OF_PERSON the oldest documents of the person are deleted.
        """
        async with self._database.transaction() as tx:
            await tx.execute(
                _SQL["begin"],
                chat_id=chat_id,
                user_id=user_id,
                received_id=received_id,
                name=name,
                now=to_text(now),
            )
            [row] = await tx.fetch_all(_SQL["received"], chat_id=chat_id, received_id=received_id)
            await tx.execute(_SQL["trim"], user_id=user_id, most=DRAFTS_OF_PERSON)
        return _draft(row)

    async def get(self, draft_id: int) -> PlanDraft | None:
        """Return a document by its id, or None for one that is unknown or deleted."""
        row = await self._database.fetch_one(_SQL["get"], id=draft_id)
        return None if row is None else _draft(row)

    async def content(self, draft_id: int) -> bytes | None:
        """Return the bytes of the file, or None before they have come and after the decision."""
        row = await self._database.fetch_one(_SQL["content"], id=draft_id)
        return None if row is None else row["content"]

    async def show(self, draft_id: int, message_id: int) -> None:
        """Note which message shows the document."""
        await self._write(_SQL["show"], id=draft_id, shown_id=message_id)

    async def keep_content(self, draft_id: int, content: bytes) -> None:
        """Store the bytes of the file."""
        await self._write(_SQL["keep_content"], id=draft_id, content=content)

    async def name_year(self, draft_id: int, year: int) -> None:
        """Store the year that the document is to be read for."""
        await self._write(_SQL["name_year"], id=draft_id, year=year)

    async def keep_reading(self, draft_id: int, reading: str, now: datetime) -> None:
        """Store what was read, without any decisions yet."""
        await self._write(_SQL["keep_reading"], id=draft_id, reading=reading, now=to_text(now))

    async def decide(self, draft: PlanDraft, decisions: str, now: datetime) -> None:
        """Store the decisions on the doubts. Raises DraftDecided where others were stored meanwhile."""
        known = draft.decisions
        if not await self._write(
            _SQL["decide"], id=draft.id, known=known, decisions=decisions, now=to_text(now)
        ):
            raise DraftDecided

    async def drop(self, draft_id: int) -> bool:
        """Drop a document with its file. Return False where it was decided on already."""
        return await self._write(_SQL["drop"], id=draft_id) > 0

    async def purge(self, before: datetime) -> int:
        """Delete the documents that were last touched before a moment. Return how many."""
        return await self._write(_SQL["purge"], before=to_text(before))

    async def _write(self, query: Query, **values: str | int | bytes) -> int:
        return await self._database.write_at_once(lambda steps: steps.execute(query, **values))


async def mark_applied(tx: Transaction, draft_id: int, applied: AppliedDraft) -> None:
    """Note in the transaction of the revision that a document is in force. Raises DraftDecided."""
    values = {"year": applied.year, "revision": applied.revision, "reach": applied.reach}
    if await tx.execute(_SQL["apply"], id=draft_id, **values) != 1:
        raise DraftDecided


def _draft(row: Row) -> PlanDraft:
    return PlanDraft(
        id=row["id"],
        chat_id=row["chat_id"],
        user_id=row["user_id"],
        received_id=row["received_id"],
        shown_id=row["shown_id"],
        state=DraftState(row["state"]),
        name=row["name"],
        year=row["year"],
        reading=row["reading"],
        decisions=row["decisions"],
        touched_at=from_text(row["touched_at"]),
        applied=_applied(row),
    )


def _applied(row: Row) -> AppliedDraft | None:
    if row["revision"] is None:
        return None
    return AppliedDraft(row["year"], row["revision"], row["reach"])
