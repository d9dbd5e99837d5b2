"""Store the edits of events that were shown to an editor, until they are put in force."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from data.calendar.plan import Plan, PlanEvent
from data.store.editions.plan_edits import PlanEdit, edit_plan
from data.store.revisions import Authorship
from data.store.sqlite.database import Database
from data.store.sqlite.errors import UnknownRow, Unstorable
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, to_text
from data.store.sqlite.transactions import Row

_SQL = Queries("event_drafts")
_EVENT = TypeAdapter(PlanEvent)

DRAFTS_OF_CHAT = 50
"""How many proposed edits of one chat are kept: the newest."""

DRAFTS_KEPT = timedelta(days=2)
"""After so long a proposal is out of date, and its buttons are answered so."""


@dataclass(frozen=True, slots=True)
class NewDraft:
    """An edit to propose: the event before, None for a new one, and after.

    year is that of its plan.
    """

    chat_id: int
    user_id: int
    year: int
    before: PlanEvent | None
    after: PlanEvent


@dataclass(frozen=True, slots=True)
class EventDraft:
    """A proposed edit. event_id and revision are None until the edit is in force."""

    id: int
    edit: NewDraft
    at: datetime
    event_id: int | None = None
    revision: int | None = None

    @property
    def is_done(self) -> bool:
        """Return whether the edit is in force."""
        return self.event_id is not None


class EventDrafts:
    """The proposed edits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, new: NewDraft, now: datetime) -> int:
        """Store a proposal and return its id. Raises Unstorable for text that cannot be written."""
        async with self._database.transaction() as tx:
            row = await tx.fetch_one(
                _SQL["put"],
                chat_id=new.chat_id,
                user_id=new.user_id,
                year=new.year,
                before=None if new.before is None else _to_json(new.before),
                after=_to_json(new.after),
                at=to_text(now),
            )
            if row is None:
                raise UnknownRow("event_draft")
            await tx.execute(_SQL["trim"], chat_id=new.chat_id, most=DRAFTS_OF_CHAT)
            return int(row["id"])

    async def of(self, draft_id: int) -> EventDraft | None:
        """Return a proposal, or None for one that is unknown or out of date."""
        row = await self._database.fetch_one(_SQL["of"], id=draft_id)
        return None if row is None else _draft(row)

    async def newest(self, chat_id: int, user_id: int) -> EventDraft | None:
        """Return the last proposal to a person in a chat that is not in force, or None."""
        row = await self._database.fetch_one(_SQL["newest"], chat_id=chat_id, user_id=user_id)
        return None if row is None else _draft(row)

    async def apply(self, draft: EventDraft, make: Callable[[Plan], PlanEdit], by: Authorship) -> int:
        """Put the edit that make returns of the plan in force in its place. Return the event's id.

        Plan and proposal change together, so an edit that is applied again is done already and changes
        nothing. What make raises changes nothing either. Raises UnknownRow where the year has no plan.
        """
        async with self._database.transaction() as tx:
            row = await tx.fetch_one(_SQL["of"], id=draft.id)
            if row is not None and row["event_id"] is not None:
                return int(row["event_id"])
            revision, plan = await edit_plan(tx, draft.edit.year, make, by)
            before = draft.edit.before
            event_id = plan.events[-1].id if before is None else before.id
            await tx.execute(_SQL["done"], id=draft.id, revision=revision, event_id=event_id)
        return event_id

    async def drop(self, draft_id: int) -> None:
        """Delete a proposal."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["drop"], id=draft_id)

    async def purge(self, before: datetime) -> int:
        """Delete the proposals made before a moment. Return how many."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["purge"], before=to_text(before))


def _to_json(event: PlanEvent) -> str:
    try:
        return _EVENT.dump_json(event).decode()
    except ValueError as error:
        raise Unstorable("text of the event") from error


def _draft(row: Row) -> EventDraft:
    before = row["before"]
    edit = NewDraft(
        row["chat_id"],
        row["user_id"],
        row["year"],
        None if before is None else _EVENT.validate_json(before),
        _EVENT.validate_json(row["after"]),
    )
    return EventDraft(row["id"], edit, from_text(row["at"]), row["event_id"], row["revision"])
