"""The bulletin: its last issue for anyone, its draft for the secretariat."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.store.bulletins import WrongState
from data.store.sqlite.errors import UnknownRow
from data.store.store import Store
from handlers.callbacks.secretariat import Act, OnBulletin
from handlers.chat_context import ChatContext
from handlers.questions import ask, close, find_question
from handlers.replies import send_after, show
from handlers.rights import is_in_private
from handlers.roles import Roles
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
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.outline import Issue, issue_day

QUESTION = "bulletin-text"
_NOTHING = frozenset({"-", "–", "—"})


class EditorsIssue(Filter):
    """The issue a button belongs to, for an owner and while it can be changed."""

    async def __call__(
        self, press: CallbackQuery, callback_data: OnBulletin, roles: Roles, desk: BulletinDesk, now: datetime
    ) -> dict[str, Issue]:
        """Hand on the issue. Mistake for a stranger, in a group, and for an issue out of hand."""
        if not roles.is_owner(press.from_user):
            raise UserError("bulletin-owners-only")
        if not is_in_private(press):
            raise UserError("bulletin-private-only")
        return {"issue": await find_open(desk, callback_data.id, now)}


class AwaitsText(Filter):
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
    router.message.register(take_text, AwaitsText())
    for act, handler in (
        (Act.SHOW, show_draft),
        (Act.ON_TIME, approve),
        (Act.ASK_SEND, ask_to_send),
        (Act.SEND, send),
        (Act.EDIT, ask_for_text),
        (Act.ASK_SKIP, ask_to_skip),
        (Act.SKIP, skip),
    ):
        router.callback_query.register(handler, OnBulletin.filter(F.act == act), EditorsIssue())
    return router


async def show_last_issue(message: Received, reader: ChatContext, roles: Roles, desk: BulletinDesk) -> None:
    """/bulletin: the last issue as it was sent; an owner gets the draft in hand after it."""
    latest = await reader.store.bulletins.latest_sent()
    await show(message, past_issue_message(reader.words, latest, desk.timetable))
    if message.chat.type == "private" and roles.is_owner(message.from_user):
        issue = await desk.in_hand(reader.now)
        if issue is not None and issue.is_open:
            await send_after(message, draft_message(reader.words, issue, desk.timetable))


async def show_draft(press: CallbackQuery, issue: Issue, reader: ChatContext, desk: BulletinDesk) -> None:
    """Back to the draft, with its present contents."""
    await show(press, draft_message(reader.words, issue, desk.timetable))


async def approve(press: CallbackQuery, issue: Issue, reader: ChatContext, desk: BulletinDesk) -> None:
    """Let the issue go out at its hour."""
    check_content(issue)
    await reader.store.bulletins.approve(issue.bulletin.id, press.from_user.id, reader.now)
    await show_draft(press, await find_open(desk, issue.bulletin.id, reader.now), reader, desk)


async def ask_to_send(press: CallbackQuery, issue: Issue, words: Words) -> None:
    """Say how many will get the issue before it goes out at once."""
    check_content(issue)
    await show(press, confirm_message(words, issue, Act.SEND))


async def send(press: CallbackQuery, issue: Issue, reader: ChatContext, desk: BulletinDesk) -> None:
    """Send the issue now; the progress and the report come by themselves."""
    check_content(issue)
    try:
        await desk.send(issue.bulletin.id, reader.now)
    except WrongState as error:
        raise UserError("bulletin-too-late", state=error.found.value) from error
    await show(press, Message(reader.words("bulletin-accepted")))


async def ask_to_skip(press: CallbackQuery, issue: Issue, words: Words) -> None:
    """Say what skipping means before it is done."""
    await show(press, confirm_message(words, issue, Act.SKIP))


async def skip(press: CallbackQuery, issue: Issue, reader: ChatContext) -> None:
    """Send nothing this week."""
    await reader.store.bulletins.skip(issue.bulletin.id, press.from_user.id)
    await show(press, skipped_message(reader.words, issue_day(issue.bulletin)))


async def ask_for_text(press: CallbackQuery, issue: Issue, reader: ChatContext) -> None:
    """Wait for the text."""
    question = Message(reader.words("bulletin-ask-text"))
    await ask(press, reader.store, reader.now, QUESTION, question, {"bulletin": issue.bulletin.id})


async def take_text(message: Received, issue: Issue, reader: ChatContext, desk: BulletinDesk) -> None:
    """The editor's text: stored and shown in the draft; what cannot be used is asked for again."""
    editor = message.from_user
    if editor is None:
        return
    changed = await reader.store.bulletins.set_extra(issue.bulletin.id, read_text(message), editor.id)
    question = await find_question(message, reader.store, reader.now)
    if question is not None:
        await close(message, reader, question)
    await show(
        message, draft_message(reader.words, await find_open(desk, changed.id, reader.now), desk.timetable)
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
