"""Carry a plan document from its bytes over the editor's decisions to a proposal."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from data.calendar.city_dates import SetDays
from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import Plan
from data.importing import Proposal, propose
from data.plans.corrections import Decision, Settling, settle
from data.plans.doubts import PlanWarning
from data.store.editions.plan_drafts import PlanDraft
from data.store.editions.plans import Plans

if TYPE_CHECKING:
    from data.plans.reading import Reading

_DECISIONS = TypeAdapter(tuple[Decision, ...])


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A document as it stands after the decisions on it.

    proposal is what it would change now. doubts are those of the document as it was read, in its order, with
    the decisions on them. ground is the newest revision that it was compared with.
    """

    draft: PlanDraft
    proposal: Proposal
    decisions: tuple[Decision, ...]
    ground: int
    as_read: Plan

    @property
    def open_doubts(self) -> tuple[PlanWarning, ...]:
        """Return the doubts that are still to be decided on."""
        accepted = {one.doubt for one in self.decisions if one.settling is Settling.ACCEPT}
        return tuple(one for one in self.proposal.doubts if one not in accepted)

    @property
    def corrected(self) -> int:
        """Return how many doubts were settled by a correction or by leaving a row out."""
        return sum(one.settling is not Settling.ACCEPT for one in self.decisions)

    @property
    def accepted(self) -> int:
        """Return how many doubts were accepted."""
        return len(self.decisions) - self.corrected


async def read_bytes(content: bytes, name: str, cities: CityIndex, year: int | None) -> str:
    """Read a document in a child process. Return the reading as it is stored. Raises Unreadable."""

    def read() -> str:
        from data.plans.documents import read_received

        return _readings().dump_json(read_received(content, name, cities, year=year)).decode()

    return await asyncio.to_thread(read)


async def compare_draft(
    draft: PlanDraft, cities: CityIndex, plans: Plans, set_days: SetDays | None = None
) -> ReadDraft:
    """Return a document that was read, compared with the plan in force. Store nothing.

    set_days are the days of cities that editors have named.
    """
    ground = await plans.revision()
    decisions = decisions_of(draft)
    as_read, reading = await asyncio.to_thread(_settled, draft.reading or "", decisions, cities)
    proposal = await propose(reading, cities, plans, set_days)
    return ReadDraft(draft, proposal, decisions, ground, as_read)


def decisions_of(draft: PlanDraft) -> tuple[Decision, ...]:
    """Return the decisions that are stored with a document."""
    return _DECISIONS.validate_json(draft.decisions)


def decisions_json(decisions: Sequence[Decision]) -> str:
    """Return decisions as they are stored."""
    return _DECISIONS.dump_json(tuple(decisions)).decode()


def check_decision(read: ReadDraft, decision: Decision) -> None:
    """Raise NotUnderstood for a correction that cannot be carried out."""
    settle(read.proposal.reading, (decision,), read.proposal.cities)


def _settled(stored: str, decisions: Sequence[Decision], cities: CityIndex) -> "tuple[Plan, Reading]":
    reading = _readings().validate_json(stored)
    return reading.plan, settle(reading, decisions, cities)


@cache
def _readings() -> "TypeAdapter[Reading]":
    # made when the first document comes, for the readers take a tenth of a second to import
    from data.plans.reading import Reading

    return TypeAdapter(Reading)
