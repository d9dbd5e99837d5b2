"""Let the secretariat add text to an issue of the bulletin, approve, send and skip it."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from data.store.broadcasts.bulletins import WrongState
from data.store.sqlite.errors import UnknownRow
from handlers.callbacks.editor import AskedPart, DraftKind, PrepareIssue
from handlers.callbacks.secretariat import ActOnBulletin, BulletinAction
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.notices.plan_changes import change_reader
from handlers.permissions import Right, StaffOnly, signed
from handlers.questions import ask_below
from handlers.secretariat import announcements, decisions
from handlers.secretariat.editor import asking, screens
from handlers.secretariat.editor.asking import QUESTION
from handlers.sending.replies import reply
from handlers.text.words import Words
from handlers.views.bulletin.editors import confirm_message, draft_message, skipped_message
from handlers.views.bulletin.issue import ReadChange
from handlers.views.message import Message
from handlers.views.secretariat.editor import asked_message
from handlers.views.secretariat.plan.edited_draft import EditedDraft
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.outline import Issue, day_out


class IsEditableIssue(Filter):
    """Pass when the button's issue exists and can still be changed."""

    async def __call__(
        self, _press: CallbackQuery, callback_data: ActOnBulletin, desk: BulletinDesk, now: datetime
    ) -> dict[str, Issue]:
        """Hand over the issue. Raises UserError for one that is unknown or can no longer be changed."""
        return {"issue": await find_open(desk, callback_data.id, now)}


def build_router() -> Router:
    """Return the router of the bulletin."""
    router = Router(name="bulletin")
    staff = StaffOnly(Right.SEND)
    for act, handler in (
        (BulletinAction.SHOW, show_draft),
        (BulletinAction.ON_TIME, approve),
        (BulletinAction.ASK_SEND, ask_to_send),
        (BulletinAction.SEND, send),
        (BulletinAction.EDIT, ask_for_text),
        (BulletinAction.ASK_SKIP, ask_to_skip),
        (BulletinAction.SKIP, skip),
    ):
        router.callback_query.register(handler, ActOnBulletin.filter(F.act == act), staff, IsEditableIssue())
    router.callback_query.register(prepare_issue, PrepareIssue.filter(), staff)
    for room in (asking, screens, decisions, announcements):
        router.include_router(room.build_router())
    return router


def changes_in(context: ChatContext) -> ReadChange:
    """Return what words the changes of the plan in an issue, as they stand."""
    return change_reader(lambda: context.almanac)


async def show_draft(press: CallbackQuery, issue: Issue, context: ChatContext, desk: BulletinDesk) -> None:
    """Show the draft with its present contents."""
    await reply(press, draft_message(context.words, changes_in(context), issue, desk.timetable))


async def approve(press: CallbackQuery, issue: Issue, context: ChatContext, desk: BulletinDesk) -> None:
    """Approve the issue, to be sent at its hour."""
    check_content(issue)
    by = press.from_user
    await context.store.bulletins.approve(issue.bulletin.id, by.id, context.now, by.full_name)
    await show_draft(press, await find_open(desk, issue.bulletin.id, context.now), context, desk)


async def ask_to_send(press: CallbackQuery, issue: Issue, words: Words, desk: BulletinDesk) -> None:
    """Ask for confirmation, with the number of recipients, before sending at once."""
    check_content(issue)
    await reply(press, confirm_message(words, issue, BulletinAction.SEND, desk.timetable.zone))


async def send(press: CallbackQuery, issue: Issue, context: ChatContext, desk: BulletinDesk) -> None:
    """Send the issue now. Progress and report follow by themselves."""
    check_content(issue)
    try:
        await desk.send(issue.bulletin.id, signed(press, context.now))
    except WrongState as error:
        raise UserError("bulletin-too-late", state=error.found.value) from error
    await reply(press, Message(context.words("bulletin-accepted")))


async def ask_to_skip(press: CallbackQuery, issue: Issue, words: Words, desk: BulletinDesk) -> None:
    """Ask for confirmation before skipping the issue."""
    await reply(press, confirm_message(words, issue, BulletinAction.SKIP, desk.timetable.zone))


async def skip(press: CallbackQuery, issue: Issue, context: ChatContext, desk: BulletinDesk) -> None:
    """Skip the issue: nothing is sent this week."""
    by = signed(press, context.now)
    await context.store.bulletins.skip(issue.bulletin.id, by.author, by)
    await reply(press, skipped_message(context.words, day_out(issue.bulletin, desk.timetable.zone)))


async def ask_for_text(press: CallbackQuery, issue: Issue, context: ChatContext) -> None:
    """Ask for the editor's text."""
    what, data = AskedPart.TEXT, {"of": DraftKind.ISSUE.value, "id": issue.bulletin.id}
    draft = EditedDraft(DraftKind.ISSUE, issue.bulletin.id, issue.bulletin.content, issue, issue=issue)
    view = asked_message(context.words, draft, what)
    await ask_below(press, context.store, context.now, QUESTION, view, {**data, "what": what.value})


async def prepare_issue(press: CallbackQuery, context: ChatContext, desk: BulletinDesk) -> None:
    """Draft the next issue ahead of its day and show it."""
    issue = await desk.next_to_prepare(context.now)
    await reply(press, draft_message(context.words, changes_in(context), issue, desk.timetable))


def check_content(issue: Issue) -> None:
    """Raise UserError for an issue without content."""
    if not issue.has_content:
        raise UserError("bulletin-nothing-yet")


async def find_open(desk: BulletinDesk, bulletin_id: int, now: datetime) -> Issue:
    """Return an issue that can still be changed.

    Raises UserError if it is unknown, being sent, sent or skipped.
    """
    try:
        issue = await desk.find(bulletin_id, now)
    except UnknownRow as error:
        raise UserError("bulletin-unknown") from error
    if not issue.is_open:
        raise UserError("bulletin-too-late", state=issue.bulletin.state.value)
    return issue
