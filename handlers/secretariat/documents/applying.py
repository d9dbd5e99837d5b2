"""Show what a plan document changes, and put it in force, aloud or silently, or not at all."""

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.drafting import ReadDraft
from data.importing import Acceptance, new_edition
from data.store.editions.plan_drafts import AppliedDraft, DraftDecided, PlanDraft, mark_applied
from data.store.editions.plan_files import PlanFile, keep_file
from data.store.editions.plan_writing import NewEdition
from data.store.open_questions import Dialogue
from data.store.revisions import GroundChanged
from data.store.sqlite.transactions import Transaction
from handlers.callbacks.documents import ApplyDraft, DropDraft, OpenDraftChanges, OpenPlanDraft
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly, signed
from handlers.questions import IsAnswerTo, ask_below, close_question
from handlers.secretariat.documents.in_hand import (
    DraftInForce,
    DraftInHand,
    city_rules,
    comparison_mark,
    reach_of,
    read_draft,
    summary_of,
)
from handlers.sending.replies import reply
from handlers.text.words import LANGUAGES, words_in
from handlers.views.message import Message
from handlers.views.secretariat.plan.documents import (
    AppliedView,
    applied_message,
    draft_changes_message,
    losses_question,
)

QUESTION = "plan-losses"


def build_router() -> Router:
    """Return the router of documents in hand."""
    router, editors = Router(name="plan-applying"), StaffOnly(Right.EDIT_PLAN)
    in_hand = DraftInHand()
    press = router.callback_query
    press.register(open_draft, OpenPlanDraft.filter(), editors, in_hand)
    press.register(open_changes, OpenDraftChanges.filter(), editors, in_hand)
    press.register(show_applied, ApplyDraft.filter(), editors, DraftInForce())
    press.register(apply_draft, ApplyDraft.filter(), editors, in_hand)
    press.register(drop_draft, DropDraft.filter(), editors, in_hand)
    router.message.register(take_word, IsAnswerTo(QUESTION), editors)
    return router


async def open_draft(press: CallbackQuery, context: ChatContext, draft: PlanDraft) -> None:
    """Show the summary."""
    await reply(press, await summary_of(context, await read_draft(context, draft.id)))


async def open_changes(
    press: CallbackQuery, callback_data: OpenDraftChanges, context: ChatContext, draft: PlanDraft
) -> None:
    """Show a page of what the document changes."""
    read = await read_draft(context, draft.id)
    await reply(press, draft_changes_message(context.words, read, callback_data.page))


async def drop_draft(press: CallbackQuery, context: ChatContext, draft: PlanDraft) -> None:
    """Drop the document. The plan stays as it is."""
    await context.store.plan_drafts.drop(draft.id)
    await reply(press, Message(context.words("desk-document-dropped", name=draft.name)))


async def apply_draft(
    press: CallbackQuery, callback_data: ApplyDraft, context: ChatContext, draft: PlanDraft
) -> None:
    """Put the document in force, or ask once more where it loses much of the plan."""
    read = await read_draft(context, draft.id)
    # first of all, for what has changed meanwhile may raise doubts of its own
    if comparison_mark(read) != callback_data.shown:
        await reply(press, await summary_of(context, read, is_outrun=True))
        return
    if read.open_doubts:
        raise UserError("desk-document-open-doubts")
    if read.proposal.losses.are_grave:
        data = {"draft": draft.id, "shown": callback_data.shown, "tell": callback_data.tell}
        view = losses_question(context.words, read)
        await ask_below(press, context.store, context.now, QUESTION, view, data)
        return
    await reply(press, await _put_in_force(press, context, read, tell=callback_data.tell))


async def show_applied(press: CallbackQuery, context: ChatContext, applied: AppliedDraft) -> None:
    """Say again how the document was put in force.

    The process may have ended before that was said.
    """
    await reply(press, await _applied_screen(context, applied))


async def take_word(message: Received, context: ChatContext, question: Dialogue) -> None:
    """Put an edition in force that loses much, once the editor has written the word for it."""
    words = {words_in(language).plain("desk-losses-word") for language in LANGUAGES}
    if (message.text or "").strip(" .!«»\"'").lower() not in words:
        raise UserError("desk-losses-no-word")
    try:
        view = await _take_confirmed(message, context, question)
    except UserError:
        await close_question(message, context, question)
        raise
    # closed after the plan is in force: killed in between, the word counts once more
    await close_question(message, context, question)
    await reply(message, view)


async def _take_confirmed(message: Received, context: ChatContext, question: Dialogue) -> Message:
    """Put the document of a question in force, unless that is done already. Return what to say."""
    draft_id = int(str(question.data["draft"]))
    draft = await context.store.plan_drafts.get(draft_id)
    if draft is not None and draft.applied is not None:
        return await _applied_screen(context, draft.applied)
    read = await read_draft(context, draft_id)
    if comparison_mark(read) != question.data["shown"] or read.open_doubts:
        return await summary_of(context, read, is_outrun=True)
    return await _put_in_force(message, context, read, tell=bool(question.data["tell"]))


async def _put_in_force(
    event: Received | CallbackQuery, context: ChatContext, read: ReadDraft, *, tell: bool
) -> Message:
    """Store the plan as one revision with its file. Return what to say.

    Where something was changed since the comparison, that is made anew and nothing is stored.
    """
    accept = Acceptance(losses=True, doubts=True, silently=not tell)
    new = await new_edition(read.proposal, context.store.plans, city_rules(context), accept)
    reach = await reach_of(context, read, new) if tell else None
    try:
        applied = await _store(event, context, read, new, reach)
    except GroundChanged:
        return await summary_of(context, await read_draft(context, read.draft.id), is_outrun=True)
    except DraftDecided as error:
        raise UserError("desk-document-gone") from error
    return await _applied_screen(context, applied)


async def _applied_screen(context: ChatContext, applied: AppliedDraft) -> Message:
    edition = await context.store.plans.edition(applied.year)
    return applied_message(context.words, AppliedView(applied.year, edition, applied.revision, applied.reach))


async def _store(
    event: Received | CallbackQuery,
    context: ChatContext,
    read: ReadDraft,
    new: NewEdition,
    reach: int | None,
) -> AppliedDraft:
    by, draft = signed(event, context.now), read.draft
    content = await context.store.plan_drafts.content(draft.id)

    async def along(tx: Transaction, revision: int) -> None:
        await mark_applied(tx, draft.id, AppliedDraft(new.plan.year, revision, reach))
        if content is not None and new.source is not None:
            await keep_file(tx, new.plan.year, new.source.hash, PlanFile(draft.name, content), context.now)

    revision = await context.store.plans.put(new, by, ground=read.ground, along=along)
    return AppliedDraft(new.plan.year, revision, reach)
