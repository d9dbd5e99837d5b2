"""Settle the doubts of a plan document: accept, correct by writing, leave a row out."""

from collections.abc import Iterable

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.drafting import ReadDraft, check_decision, decisions_json
from data.plans.corrections import Decision, Settling
from data.plans.doubt_answers import answer_to, suggestion
from data.plans.doubts import PlanWarning
from data.plans.not_understood import NotUnderstood
from data.store.editions.plan_drafts import DraftDecided, PlanDraft
from data.store.open_questions import Dialogue
from handlers.callbacks.documents import DoubtAct, OpenDoubt, SettleAll, SettleDoubt
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly
from handlers.questions import IsAnswerTo, ask_below, close_question
from handlers.secretariat.documents.in_hand import DraftInHand, read_draft, summary_of
from handlers.sending.replies import reply
from handlers.text.markup import clean
from handlers.views.message import Message
from handlers.views.secretariat.plan.doubts import (
    corrected_message,
    correction_question,
    doubt_mark,
    doubt_message,
)

QUESTION = "plan-doubt"

LONGEST_CORRECTION = 1000
"""In characters. The longest row of 2020 has 420."""


def build_router() -> Router:
    """Return the router of doubts."""
    router, editors = Router(name="plan-doubts"), StaffOnly(Right.EDIT_PLAN)
    in_hand = DraftInHand()
    press = router.callback_query
    press.register(open_doubt, OpenDoubt.filter(), editors, in_hand)
    press.register(ask_correction, SettleDoubt.filter(F.act == DoubtAct.CORRECT), editors, in_hand)
    press.register(settle_doubt, SettleDoubt.filter(), editors, in_hand)
    press.register(settle_all, SettleAll.filter(), editors, in_hand)
    router.message.register(take_correction, IsAnswerTo(QUESTION), editors)
    return router


async def open_doubt(
    press: CallbackQuery, callback_data: OpenDoubt, context: ChatContext, draft: PlanDraft
) -> None:
    """Show one of the doubts that are still open."""
    await reply(press, await _next_screen(context, draft.id, callback_data.place))


async def settle_doubt(
    press: CallbackQuery, callback_data: SettleDoubt, context: ChatContext, draft: PlanDraft
) -> None:
    """Store a decision and show the next doubt."""
    read = await read_draft(context, draft.id)
    doubt = _open_doubt(read, callback_data.doubt)
    match callback_data.act:
        case DoubtAct.KIND:
            alike = (one for one in read.open_doubts if one.code is doubt.code)
            decisions = [Decision(one, Settling.ACCEPT) for one in alike]
        case DoubtAct.LEAVE_OUT:
            decisions = [Decision(doubt, Settling.LEAVE_OUT)]
        case DoubtAct.SUGGESTED:
            decisions = [_correction(read, doubt, suggestion(doubt))]
        case _:
            decisions = [Decision(doubt, Settling.ACCEPT)]
    await _decide(context, read, decisions)
    await reply(press, await _next_screen(context, draft.id, 0))


async def settle_all(
    press: CallbackQuery, callback_data: SettleAll, context: ChatContext, draft: PlanDraft
) -> None:
    """Accept all open doubts, or open the decided ones again, and show the document."""
    read = await read_draft(context, draft.id)
    if callback_data.accept:
        await _decide(context, read, [Decision(one, Settling.ACCEPT) for one in read.open_doubts])
    else:
        await _store(context, read, ())
    await reply(press, await summary_of(context, await read_draft(context, draft.id)))


async def ask_correction(
    press: CallbackQuery, callback_data: SettleDoubt, context: ChatContext, draft: PlanDraft
) -> None:
    """Ask for what is to stand in place of what was read."""
    read = await read_draft(context, draft.id)
    doubt = _open_doubt(read, callback_data.doubt)
    answer = answer_to(doubt, read.proposal.plan)
    if answer is None:
        raise UserError("desk-doubt-gone")
    view = correction_question(context.words, doubt, answer)
    data = {"draft": draft.id, "doubt": callback_data.doubt}
    await ask_below(press, context.store, context.now, QUESTION, view, data)


async def take_correction(message: Received, context: ChatContext, question: Dialogue) -> None:
    """Store a correction, show how the row is read now, and the next doubt.

    One that is not understood leaves the question open.
    """
    try:
        read = await read_draft(context, int(str(question.data["draft"])))
        doubt = _open_doubt(read, str(question.data["doubt"]))
    except UserError:
        # dropped, so that later texts are not taken for answers to it
        await context.store.open_questions.drop(question)
        raise
    text = " ".join(clean(message.text or "").split())[:LONGEST_CORRECTION]
    await _decide(context, read, [_correction(read, doubt, text)])
    await close_question(message, context, question, question.data)
    corrected = await read_draft(context, read.draft.id)
    following = await _screen_of(context, corrected, 0)
    await reply(message, corrected_message(context.words, corrected, doubt, following))


def _correction(read: ReadDraft, doubt: PlanWarning, text: str) -> Decision:
    """Return the decision to correct a doubt. Raises UserError for what is not understood."""
    answer = answer_to(doubt, read.proposal.plan)
    if answer is None or not text:
        raise UserError("desk-doubt-gone")
    decision = Decision(doubt, Settling.CORRECT, text)
    try:
        check_decision(read, decision)
    except NotUnderstood as error:
        raise UserError("desk-doubt-not-understood", text=str(error), answer=answer.value) from error
    return decision


def _open_doubt(read: ReadDraft, mark: str) -> PlanWarning:
    """Return the open doubt that a button or a question is about.

    Raises UserError for a settled one.
    """
    found = next((one for one in read.open_doubts if doubt_mark(one) == mark), None)
    if found is None:
        raise UserError("desk-doubt-gone")
    return found


async def _decide(context: ChatContext, read: ReadDraft, new: Iterable[Decision]) -> None:
    await _store(context, read, (*read.decisions, *new))


async def _store(context: ChatContext, read: ReadDraft, decisions: tuple[Decision, ...]) -> None:
    """Store the decisions. Raises UserError where others were stored meanwhile."""
    try:
        await context.store.plan_drafts.decide(read.draft, decisions_json(decisions), context.now)
    except DraftDecided as error:
        raise UserError("desk-doubt-gone") from error


async def _next_screen(context: ChatContext, draft_id: int, place: int) -> Message:
    """Return an open doubt of a document as it is stored, or the summary when none is left."""
    return await _screen_of(context, await read_draft(context, draft_id), place)


async def _screen_of(context: ChatContext, read: ReadDraft, place: int) -> Message:
    if read.open_doubts:
        return doubt_message(context.words, read, place)
    return await summary_of(context, read)
