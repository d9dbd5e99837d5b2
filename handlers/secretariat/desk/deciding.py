"""Put an edit in force that an editor was shown, aloud or in silence, or drop it."""

import logging

from aiogram import Router
from aiogram.types import CallbackQuery

from data.event_edits import EventChanged, edit_event, plan_edit, rebased
from data.store.editions.event_drafts import EventDraft
from handlers.callbacks.desk import DecideDraft, DraftStep
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly, signed
from handlers.secretariat.desk.proposals import propose
from handlers.sending.replies import reply, reply_address
from handlers.views.secretariat.proposals import dropped_message, saved_message
from scheduler.reach import ChangeReach

logger = logging.getLogger(__name__)


def build_router() -> Router:
    """Return the router of decisions."""
    router = Router(name="desk-decisions")
    router.callback_query.register(decide, DecideDraft.filter(), StaffOnly(Right.EDIT_PLAN))
    return router


async def decide(press: CallbackQuery, callback_data: DecideDraft, context: ChatContext) -> None:
    """Store or drop the edit.

    Where the event has changed since, the edit is shown again with what it is now.
    """
    draft = await _require_draft(press, callback_data, context)
    if callback_data.step is DraftStep.DROP and not draft.is_done:
        await context.store.event_drafts.drop(draft.id)
        before = draft.edit.before
        await reply(press, dropped_message(context.words, None if before is None else before.id))
        return
    try:
        await _store(press, draft, context, is_silent=callback_data.step is DraftStep.SILENT)
    except EventChanged as error:
        await context.store.event_drafts.drop(draft.id)
        if error.event is None:
            raise UserError("desk-event-gone") from error
        await propose(press, context, rebased(draft.edit, error.event), is_outrun=True)


async def _store(press: CallbackQuery, draft: EventDraft, context: ChatContext, *, is_silent: bool) -> None:
    readers = 0 if draft.is_done or is_silent else await _readers(draft, context)
    make = plan_edit(draft.edit, signed(press, context.now), is_silent=is_silent)
    event_id = await context.store.event_drafts.apply(draft, make, signed(press, context.now))
    done = await context.store.event_drafts.of(draft.id)
    revision = None if done is None else done.revision
    await reply(press, saved_message(context.words, event_id, revision, readers, is_silent=is_silent))


async def _readers(draft: EventDraft, context: ChatContext) -> int:
    """Return how many readers are told, as of now."""
    edit = edit_event(context.almanac.plans[draft.edit.year], draft.edit)
    almanac, year = context.almanac.with_plan(edit.plan), draft.edit.year
    return await ChangeReach(context.store.reach).count((edit.change,), almanac, year, context.now)


async def _require_draft(press: CallbackQuery, data: DecideDraft, context: ChatContext) -> EventDraft:
    """Return the edit of a button. Raises UserError for one out of date or of another chat."""
    draft = await context.store.event_drafts.of(data.id)
    chat_id, _ = reply_address(press)
    if draft is None or draft.edit.chat_id != chat_id:
        logger.warning("press of user %s refused: no proposed edit %s here", press.from_user.id, data.id)
        raise UserError("desk-draft-gone")
    return draft
