"""The bulletin: its last issue for anyone, its draft for the secretariat."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.store.bulletins import WrongState
from data.store.sqlite.errors import UnknownRow
from data.store.store import Store
from handlers.callbacks.secretariat import ActOnBulletin, BulletinAction
from handlers.chat_context import ChatContext
from handlers.permissions import OwnersInPrivate, Roles, is_in_private
from handlers.questions import ask, close_question, find_question
from handlers.replies import reply, reply_below
from handlers.text.markup import clean
from handlers.text.words import Words
from handlers.views.bulletin import (
    LONGEST_EXTRA,
    confirm_message,
    draft_message,
    past_issue_message,
    skipped_message,
)
from handlers.views.message import Message
from handlers.wiring.errors import UserError
from scheduler.bulletins import BulletinDesk, Issue, issue_day

QUESTION = "bulletin-text"
_NOTHING = frozenset({"-", "–", "—"})


class IsEditableIssue(Filter):
    """Pass when the button's issue exists and can still be changed."""

    async def __call__(
        self, _press: CallbackQuery, callback_data: ActOnBulletin, desk: BulletinDesk, now: datetime
    ) -> dict[str, Issue]:
        """Hand over the issue. Raises UserError for one that is unknown or can no longer be changed."""
        return {"issue": await find_open(desk, callback_data.id, now)}


class IsBulletinText(Filter):
    """The sender was asked in private for the text of an issue, or mends it."""

    async def __call__(
        self, message: Received, store: Store, roles: Roles, desk: BulletinDesk, now: datetime
    ) -> bool | dict[str, Issue]:
        """The issue, or False. Commands are no answers. Mistake for one who is an owner no more."""
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
            # said once; what is written next is no answer to a question nobody can use any more
            await store.open_questions.drop(question)
            raise


def build_router() -> Router:
    """The bulletin's handlers."""
    router = Router(name="bulletin")
    router.message.register(show_last_issue, Command("bulletin", ignore_case=True))
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


async def show_last_issue(message: Received, context: ChatContext, roles: Roles, desk: BulletinDesk) -> None:
    """/bulletin: the last issue as it was sent; an owner gets the draft in hand after it."""
    latest = await context.store.bulletins.latest_sent()
    await reply(message, past_issue_message(context.words, latest, desk.timetable))
    if message.chat.type == "private" and roles.is_owner(message.from_user):
        issue = await desk.in_hand(context.now)
        if issue is not None and issue.is_open:
            await reply_below(message, draft_message(context.words, issue, desk.timetable))


async def show_draft(press: CallbackQuery, issue: Issue, context: ChatContext, desk: BulletinDesk) -> None:
    """Back to the draft, with its present contents."""
    await reply(press, draft_message(context.words, issue, desk.timetable))


async def approve(press: CallbackQuery, issue: Issue, context: ChatContext, desk: BulletinDesk) -> None:
    """Let the issue go out at its hour."""
    check_content(issue)
    await context.store.bulletins.approve(issue.bulletin.id, press.from_user.id, context.now)
    await show_draft(press, await find_open(desk, issue.bulletin.id, context.now), context, desk)


async def ask_to_send(press: CallbackQuery, issue: Issue, words: Words) -> None:
    """Say how many will get the issue before it goes out at once."""
    check_content(issue)
    await reply(press, confirm_message(words, issue, BulletinAction.SEND))


async def send(press: CallbackQuery, issue: Issue, context: ChatContext, desk: BulletinDesk) -> None:
    """Send the issue now; the progress and the report come by themselves."""
    check_content(issue)
    try:
        await desk.send(issue.bulletin.id, context.now)
    except WrongState as error:
        raise UserError("bulletin-too-late", state=error.found.value) from error
    await reply(press, Message(context.words("bulletin-accepted")))


async def ask_to_skip(press: CallbackQuery, issue: Issue, words: Words) -> None:
    """Say what skipping means before it is done."""
    await reply(press, confirm_message(words, issue, BulletinAction.SKIP))


async def skip(press: CallbackQuery, issue: Issue, context: ChatContext) -> None:
    """Send nothing this week."""
    await context.store.bulletins.skip(issue.bulletin.id, press.from_user.id)
    await reply(press, skipped_message(context.words, issue_day(issue.bulletin)))


async def ask_for_text(press: CallbackQuery, issue: Issue, context: ChatContext) -> None:
    """Wait for the text."""
    question = Message(context.words("bulletin-ask-text"))
    await ask(press, context.store, context.now, QUESTION, question, {"bulletin": issue.bulletin.id})


async def take_text(message: Received, issue: Issue, context: ChatContext, desk: BulletinDesk) -> None:
    """The editor's text: stored and shown in the draft; what cannot be used is asked for again."""
    editor = message.from_user
    if editor is None:
        return
    changed = await context.store.bulletins.set_extra(issue.bulletin.id, read_text(message), editor.id)
    question = await find_question(message, context.store, context.now)
    if question is not None:
        await close_question(message, context, question)
    await reply(
        message, draft_message(context.words, await find_open(desk, changed.id, context.now), desk.timetable)
    )


def read_text(message: Received) -> str:
    """The text to add, empty to remove one. Mistake for anything but a text, and for one too long."""
    text = clean(message.text or "").strip()
    if not text:
        raise UserError("bulletin-text-not-text")
    if len(text) > LONGEST_EXTRA:
        raise UserError("bulletin-text-too-long", length=len(text), longest=LONGEST_EXTRA)
    return "" if text in _NOTHING else text


def check_content(issue: Issue) -> None:
    """Mistake for an issue that would tell its readers nothing."""
    if not issue.has_content:
        raise UserError("bulletin-nothing-yet")


async def find_open(desk: BulletinDesk, bulletin_id: int, now: datetime) -> Issue:
    """An issue that can still be changed. Mistake where it is unknown, going out, sent or skipped."""
    try:
        issue = await desk.find(bulletin_id, now)
    except UnknownRow as error:
        raise UserError("bulletin-unknown") from error
    if not issue.is_open:
        raise UserError("bulletin-too-late", state=issue.bulletin.state.value)
    return issue
