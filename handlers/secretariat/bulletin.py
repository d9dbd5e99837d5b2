"""Let the secretariat add text to an issue of the bulletin, approve, send and skip it."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.store.bulletins import WrongState
from data.store.sqlite.errors import UnknownRow
from data.store.store import Store
from handlers.callbacks.secretariat import ActOnBulletin, BulletinAction
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.notices.plan_changes import change_reader
from handlers.permissions import OwnersInPrivate, Roles, is_in_private, signed
from handlers.questions import ask_below, close_question, find_question
from handlers.sending.replies import reply
from handlers.text.markup import clean
from handlers.text.words import Words
from handlers.views.bulletin.editors import confirm_message, draft_message, skipped_message
from handlers.views.bulletin.issue import LONGEST_EXTRA, ReadChange
from handlers.views.message import Message
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.outline import Issue, issue_day

QUESTION = "bulletin-text"
_REMOVAL_SIGNS = frozenset({"-", "–", "—"})


class IsEditableIssue(Filter):
    """Pass when the button's issue exists and can still be changed."""

    async def __call__(
        self, _press: CallbackQuery, callback_data: ActOnBulletin, desk: BulletinDesk, now: datetime
    ) -> dict[str, Issue]:
        """Hand over the issue. Raises UserError for one that is unknown or can no longer be changed."""
        return {"issue": await find_open(desk, callback_data.id, now)}


class IsBulletinText(Filter):
    """Pass the text that an owner was asked for, or an edit of it.

    The question is asked in the owner's private chat.
    """

    async def __call__(
        self, message: Received, store: Store, roles: Roles, desk: BulletinDesk, now: datetime
    ) -> bool | dict[str, Issue]:
        """Hand over the issue. Commands are no answers.

        Raises UserError for a person who is no longer an owner.
        """
        if not is_in_private(message) or (message.text or "").startswith("/"):
            return False
        question = await find_question(message, store, now)
        if question is None or question.kind != QUESTION:
            return False
        if not roles.is_owner(message.from_user):
            raise UserError("bulletin-owners-only")
        try:
            return {"issue": await find_open(desk, int(str(question.data["bulletin"])), now)}
        except UserError:
            # dropped, so that later texts are not taken for answers to it
            await store.open_questions.drop(question)
            raise


def build_router() -> Router:
    """Return the router of the bulletin."""
    router = Router(name="bulletin")
    router.message.register(take_text, IsBulletinText())
    owners = OwnersInPrivate("bulletin-owners-only", "bulletin-private-only")
    for act, handler in (
        (BulletinAction.SHOW, show_draft),
        (BulletinAction.ON_TIME, approve),
        (BulletinAction.ASK_SEND, ask_to_send),
        (BulletinAction.SEND, send),
        (BulletinAction.EDIT, ask_for_text),
        (BulletinAction.ASK_SKIP, ask_to_skip),
        (BulletinAction.SKIP, skip),
    ):
        router.callback_query.register(handler, ActOnBulletin.filter(F.act == act), owners, IsEditableIssue())
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


async def ask_to_send(press: CallbackQuery, issue: Issue, words: Words) -> None:
    """Ask for confirmation, with the number of recipients, before sending at once."""
    check_content(issue)
    await reply(press, confirm_message(words, issue, BulletinAction.SEND))


async def send(press: CallbackQuery, issue: Issue, context: ChatContext, desk: BulletinDesk) -> None:
    """Send the issue now. Progress and report follow by themselves."""
    check_content(issue)
    try:
        await desk.send(issue.bulletin.id, context.now)
    except WrongState as error:
        raise UserError("bulletin-too-late", state=error.found.value) from error
    await reply(press, Message(context.words("bulletin-accepted")))


async def ask_to_skip(press: CallbackQuery, issue: Issue, words: Words) -> None:
    """Ask for confirmation before skipping the issue."""
    await reply(press, confirm_message(words, issue, BulletinAction.SKIP))


async def skip(press: CallbackQuery, issue: Issue, context: ChatContext) -> None:
    """Skip the issue: nothing is sent this week."""
    by = signed(press, context.now)
    await context.store.bulletins.skip(issue.bulletin.id, by.author, by)
    await reply(press, skipped_message(context.words, issue_day(issue.bulletin)))


async def ask_for_text(press: CallbackQuery, issue: Issue, context: ChatContext) -> None:
    """Ask for the editor's text."""
    question = Message(context.words("bulletin-ask-text"))
    await ask_below(press, context.store, context.now, QUESTION, question, {"bulletin": issue.bulletin.id})


async def take_text(message: Received, issue: Issue, context: ChatContext, desk: BulletinDesk) -> None:
    """Store the editor's text and show the draft with it."""
    editor = message.from_user
    if editor is None:
        return
    changed = await context.store.bulletins.set_extra(issue.bulletin.id, read_text(message), editor.id)
    question = await find_question(message, context.store, context.now)
    if question is not None:
        await close_question(message, context, question)
    issue = await find_open(desk, changed.id, context.now)
    await reply(message, draft_message(context.words, changes_in(context), issue, desk.timetable))


def read_text(message: Received) -> str:
    """Return the text to add, or an empty one to remove it.

    Raises UserError for a message without text, and for a text too long.
    """
    text = clean(message.text or "").strip()
    if not text:
        raise UserError("bulletin-text-not-text")
    if len(text) > LONGEST_EXTRA:
        raise UserError("bulletin-text-too-long", length=len(text), longest=LONGEST_EXTRA)
    return "" if text in _REMOVAL_SIGNS else text


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
