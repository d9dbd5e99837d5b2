"""Answer /revisions: what was changed in plans and cities, and undo it."""

from dataclasses import dataclass
from hashlib import sha256

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.city_undoing import recent_city_revisions
from data.store.editions.city_revisions import CityRevision
from data.store.editions.made_revisions import MadeRevision
from data.store.revisions import GroundChanged
from data.store.secretariat.action_log import Action
from data.undoing import NotUndoable, Undoing, prepare_undoing, recent_revisions, undo
from handlers.callbacks.documents import OpenRevision, OpenRevisions, SendPlanFile, UndoRevision
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly, signed
from handlers.secretariat.city_revisions import (
    city_revision_card,
    local_now,
    undo_city_revision,
    what_was_done_to_city,
)
from handlers.secretariat.documents.in_hand import city_rules
from handlers.secretariat.log_subjects import name_of_subject
from handlers.sending.replies import reply, reply_below
from handlers.text.markup import escape
from handlers.views.message import Document, Message
from handlers.views.paging import Paged, take_page
from handlers.views.secretariat.plan.revisions import (
    OF_WHOLE_PLANS,
    ListedRevision,
    UndoingView,
    revision_message,
    revisions_message,
    undone_message,
    what_was_done,
    what_was_done_to,
)
from scheduler.reach import ChangeReach


def build_router() -> Router:
    """Return the router of revisions."""
    router, editors = Router(name="revisions"), StaffOnly(Right.EDIT_PLAN)
    router.message.register(list_revisions, Command("revisions", "undo", ignore_case=True), editors)
    router.callback_query.register(turn_revisions, OpenRevisions.filter(), editors)
    router.callback_query.register(open_revision, OpenRevision.filter(), editors)
    router.callback_query.register(undo_revision, UndoRevision.filter(), editors)
    router.callback_query.register(send_file, SendPlanFile.filter(), editors)
    return router


async def list_revisions(message: Received, context: ChatContext) -> None:
    """List the revisions of the last 30 days."""
    await reply(message, await _page(context, 0))


async def turn_revisions(press: CallbackQuery, callback_data: OpenRevisions, context: ChatContext) -> None:
    """Show a page of the list."""
    await reply(press, await _page(context, callback_data.page))


async def open_revision(press: CallbackQuery, callback_data: OpenRevision, context: ChatContext) -> None:
    """Show a revision with what undoing it would do."""
    await reply(press, await _card(context, callback_data.id, callback_data.page))


async def undo_revision(press: CallbackQuery, callback_data: UndoRevision, context: ChatContext) -> None:
    """Undo a revision, if that does what was shown. Else show what it would do now."""
    one = await _revision(context, callback_data.id)
    if isinstance(one, CityRevision):
        await undo_city_revision(press, context, one, callback_data.shown)
        return
    prepared = await _prepared(context, one)
    if prepared is None:
        raise UserError("desk-revision-gone")
    if prepared.mark != callback_data.shown:
        await reply(press, await _card(context, callback_data.id, 0, is_outrun=True))
        return
    try:
        await undo(prepared.undoing, context.store.plans, signed(press, context.now))
    except GroundChanged:
        await reply(press, await _card(context, callback_data.id, 0, is_outrun=True))
        return
    await reply(press, undone_message(context.words, prepared.undoing, prepared.reach))


async def send_file(press: CallbackQuery, callback_data: SendPlanFile, context: ChatContext) -> None:
    """Send the document of a revision as it came."""
    one = await _revision(context, callback_data.id)
    source = one.source if isinstance(one, MadeRevision) else None
    file = None if source is None else await context.store.plan_files.find(one.year, source.hash)
    if file is None:
        raise UserError("desk-revision-no-file")
    text = escape(await _what(context, one))
    await reply_below(press, Message(text, document=Document(file.name, file.content)))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What undoing would do, how many chats would be told, and a mark of both."""

    undoing: Undoing
    reach: int
    mark: str


async def _page(context: ChatContext, page: int) -> Message:
    paged = take_page(await _recent(context), page)
    rows = [ListedRevision(one.revision, one.by, await _what(context, one)) for one in paged.rows]
    named = Paged(tuple(rows), paged.number, paged.pages, paged.first, paged.total)
    return revisions_message(context.words, named, local_now(context))


async def _recent(context: ChatContext) -> list[MadeRevision | CityRevision]:
    """Return the revisions of the last 30 days, of plans and of cities, newest first."""
    of_plans = await recent_revisions(context.store.plans, context.now)
    of_cities = await recent_city_revisions(context.store.city_revisions, context.now)
    return sorted((*of_plans, *of_cities), key=lambda one: one.revision, reverse=True)


async def _what(context: ChatContext, one: MadeRevision | CityRevision) -> str:
    """Return what a revision has done: to a plan, or to one event or city as the log says it."""
    if isinstance(one, CityRevision):
        return await what_was_done_to_city(context, one)
    if one.action in OF_WHOLE_PLANS or not one.subject.startswith("event:"):
        return what_was_done(context.words, one)
    action, name = Action.of(one.by, one.action, one.subject), await name_of_subject(context, one.subject)
    return what_was_done_to(context.words, action, name, is_undone=one.undone_by is not None)


async def _card(context: ChatContext, revision: int, page: int, *, is_outrun: bool = False) -> Message:
    one = await _revision(context, revision)
    if isinstance(one, CityRevision):
        return await city_revision_card(context, one, is_outrun=is_outrun)
    prepared = await _prepared(context, one)
    known = await context.store.plan_files.known(one.year)
    view = UndoingView(
        revision=one,
        what=await _what(context, one),
        undoing=None if prepared is None else prepared.undoing,
        reach=0 if prepared is None else prepared.reach,
        mark="" if prepared is None else prepared.mark,
        has_file=one.source is not None and one.source.hash in known,
        is_outrun=is_outrun,
    )
    return revision_message(context.words, view, page, local_now(context))


async def _revision(context: ChatContext, revision: int) -> MadeRevision | CityRevision:
    """Return a revision of the last 30 days. Raises UserError for any other."""
    found = next((one for one in await _recent(context) if one.revision == revision), None)
    if found is None:
        raise UserError("desk-revision-gone")
    return found


async def _prepared(context: ChatContext, one: MadeRevision) -> _Prepared | None:
    """Return what undoing a revision would do, or None where it cannot be undone."""
    try:
        undoing = await prepare_undoing(one.revision, context.store.plans, city_rules(context), context.now)
    except NotUndoable:
        return None
    rest = {year: plan for year, plan in undoing.in_force.items() if year != undoing.year}
    plans = rest if undoing.plan is None else {**rest, undoing.year: undoing.plan}
    after = context.almanac.with_plans(plans)
    reach = await ChangeReach(context.store.reach).count_undoing(
        undoing.changes, after, undoing.year, undoing.since, context.now
    )
    shown = ([one.revision for one in undoing.undone], undoing.changes)
    return _Prepared(undoing, reach, sha256(repr(shown).encode()).hexdigest()[:8])
