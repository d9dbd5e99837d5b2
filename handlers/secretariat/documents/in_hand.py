"""Find the document that a button is about, and show how it stands."""

import logging
from hashlib import sha256

from aiogram import Bot
from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from data.drafting import ReadDraft, compare_draft
from data.importing import Acceptance, new_edition
from data.plan_changes import CityRules
from data.store.editions.plan_drafts import AppliedDraft, PlanDraft
from data.store.editions.plan_writing import NewEdition
from data.store.store import Store
from handlers.callbacks.documents import (
    ApplyDraft,
    DropDraft,
    NameDraftYear,
    OpenDoubt,
    OpenDraftChanges,
    OpenPlanDraft,
    SettleAll,
    SettleDoubt,
)
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.sending.replies import overwrite, reply_address
from handlers.views.message import Message
from handlers.views.secretariat.plan.documents import DraftView, draft_message
from scheduler.reach import ChangeReach

logger = logging.getLogger(__name__)

DraftButton = (
    ApplyDraft
    | DropDraft
    | NameDraftYear
    | OpenDoubt
    | OpenPlanDraft
    | OpenDraftChanges
    | SettleAll
    | SettleDoubt
)


class DraftInHand(Filter):
    """Pass when the button's document is in hand in this chat."""

    async def __call__(
        self, press: CallbackQuery, callback_data: DraftButton, store: Store
    ) -> dict[str, PlanDraft]:
        """Hand over the document. Raises UserError for one that is not, or is decided on."""
        draft = await store.plan_drafts.get(callback_data.id)
        chat_id, _ = reply_address(press)
        if draft is None or draft.chat_id != chat_id or not draft.is_open:
            logger.warning("press of user %s refused: document %s", press.from_user.id, callback_data.id)
            raise UserError("desk-document-gone")
        return {"draft": draft}


class DraftInForce(Filter):
    """Pass when the button's document was put in force from this chat."""

    async def __call__(
        self, press: CallbackQuery, callback_data: DraftButton, store: Store
    ) -> bool | dict[str, AppliedDraft]:
        """Hand over how that was done."""
        draft = await store.plan_drafts.get(callback_data.id)
        chat_id, _ = reply_address(press)
        if draft is None or draft.chat_id != chat_id or draft.applied is None:
            return False
        return {"applied": draft.applied}


async def read_draft(context: ChatContext, draft_id: int) -> ReadDraft:
    """Return a document compared with the plan in force.

    Raises UserError for one that is not in hand.
    """
    draft = await context.store.plan_drafts.get(draft_id)
    if draft is None or not draft.is_open or draft.reading is None:
        raise UserError("desk-document-gone")
    almanac = context.almanac
    return await compare_draft(draft, almanac.cities, context.store.plans, almanac.set_days)


def city_rules(context: ChatContext) -> CityRules:
    """Return by what the almanac in force calculates the days of cities."""
    almanac = context.almanac
    return CityRules(almanac.cities, almanac.jubilee_every, almanac.set_days)


async def view_draft(context: ChatContext, read: ReadDraft, *, is_outrun: bool = False) -> DraftView:
    """Return a document with the number of chats that would be told of what it changes."""
    accept = Acceptance(losses=True)
    new = await new_edition(read.proposal, context.store.plans, city_rules(context), accept)
    return DraftView(read, await reach_of(context, read, new), comparison_mark(read), is_outrun)


async def reach_of(context: ChatContext, read: ReadDraft, new: NewEdition) -> int:
    """Return how many chats would be told if the edition of the document were put in force now."""
    proposal = read.proposal
    plans = {**proposal.in_force, proposal.plan.year: proposal.plan}
    after = context.almanac.with_plans(plans)
    reach = ChangeReach(context.store.reach)
    return await reach.count(new.changes, after, proposal.plan.year, context.now)


def comparison_mark(read: ReadDraft) -> str:
    """Return a short hash of what a document changes and of what is decided on it."""
    proposal = read.proposal
    shown = (proposal.plan, proposal.changes, proposal.doubts, read.decisions)
    return sha256(repr(shown).encode()).hexdigest()[:8]


async def summary_of(context: ChatContext, read: ReadDraft, *, is_outrun: bool = False) -> Message:
    """Render how a document stands. One that changes nothing is dropped."""
    if read.proposal.is_known:
        await context.store.plan_drafts.drop(read.draft.id)
        return Message(context.words("desk-document-known", year=read.proposal.plan.year))
    return draft_message(context.words, await view_draft(context, read, is_outrun=is_outrun))


async def show_draft(bot: Bot, context: ChatContext, draft_id: int) -> None:
    """Show the summary of a document in place of the message that shows it."""
    read = await read_draft(context, draft_id)
    await overwrite(bot, read.draft.chat_id, read.draft.shown_id, await summary_of(context, read))
