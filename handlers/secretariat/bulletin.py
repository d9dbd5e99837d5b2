"""The bulletin: its last issue for anyone, its draft for the secretariat."""

from datetime import datetime, timedelta

from aiogram import F, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.store.bulletins import WrongState
from data.store.dialogues import Dialogue
from data.store.errors import UnknownRow
from data.store.store import Store
from handlers.answering import send_after, show
from handlers.errors import Mistake
from handlers.markup import clean
from handlers.roles import Roles
from handlers.secretariat.actions import Act, OnBulletin
from handlers.views.bulletin import (
    LONGEST_EXTRA,
    confirm_message,
    draft_message,
    past_issue_message,
    skipped_message,
)
from handlers.views.message import Message, utf16_length
from handlers.words import Words
from scheduler.bulletins import BulletinDesk, Issue, issue_day

QUESTION = "bulletin-text"
PATIENCE = timedelta(hours=1)
_NOTHING = frozenset({"-", "–", "—"})


class EditorsIssue(Filter):
    """The issue a button belongs to, for an owner and while it can be changed."""

    async def __call__(
        self, press: CallbackQuery, callback_data: OnBulletin, roles: Roles, desk: BulletinDesk, now: datetime
    ) -> dict[str, Issue]:
        """Hand on the issue. Mistake for a stranger, an unknown issue and one that is out of hand."""
        if not roles.is_owner(press.from_user):
            raise Mistake("bulletin-owners-only")
        return {"issue": await find_open(desk, callback_data.id, now)}


class AwaitsText(Filter):
    """The sender has been asked in this chat for the text of an issue; hands on the issue."""

    async def __call__(
        self, message: Received, store: Store, roles: Roles, desk: BulletinDesk, now: datetime
    ) -> bool | dict[str, Issue]:
        """The issue, or False. Commands are no answers. Mistake for one who is an owner no more."""
        if message.from_user is None or (message.text or "").startswith("/"):
            return False
        question = await store.dialogues.peek(message.chat.id, message.from_user.id, now)
        if question is None or question.kind != QUESTION:
            return False
        if not roles.is_owner(message.from_user):
            raise Mistake("bulletin-owners-only")
        return {"issue": await find_open(desk, int(str(question.data["bulletin"])), now)}


def build_router() -> Router:
    """The bulletin's handlers."""
    router = Router(name="bulletin")
    router.message.register(show_last_issue, Command("bulletin"))
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


async def show_last_issue(
    message: Received, store: Store, words: Words, roles: Roles, desk: BulletinDesk, now: datetime
) -> None:
    """/bulletin: the last issue as it was sent; an owner gets the draft in hand after it."""
    await show(message, past_issue_message(words, await store.bulletins.latest_sent(), desk.timetable))
    if message.chat.type == "private" and roles.is_owner(message.from_user):
        issue = await desk.in_hand(now)
        if issue is not None and issue.is_open:
            await send_after(message, draft_message(words, issue, desk.timetable))


async def show_draft(press: CallbackQuery, issue: Issue, words: Words, desk: BulletinDesk) -> None:
    """Back to the draft, with its present contents."""
    await show(press, draft_message(words, issue, desk.timetable))


async def approve(
    press: CallbackQuery, issue: Issue, words: Words, desk: BulletinDesk, store: Store, now: datetime
) -> None:
    """Let the issue go out at its hour."""
    await store.bulletins.approve(issue.bulletin.id, press.from_user.id, now)
    await show_draft(press, await find_open(desk, issue.bulletin.id, now), words, desk)


async def ask_to_send(press: CallbackQuery, issue: Issue, words: Words) -> None:
    """Say how many will get the issue before it goes out at once."""
    await show(press, confirm_message(words, issue, Act.SEND))


async def send(press: CallbackQuery, issue: Issue, words: Words, desk: BulletinDesk, now: datetime) -> None:
    """Send the issue now; the progress and the report come by themselves."""
    try:
        await desk.send(issue.bulletin.id, now)
    except WrongState as error:
        raise Mistake("bulletin-too-late", state=error.found.value) from error
    await show(press, Message(words("bulletin-accepted")))


async def ask_to_skip(press: CallbackQuery, issue: Issue, words: Words) -> None:
    """Say what skipping means before it is done."""
    await show(press, confirm_message(words, issue, Act.SKIP))


async def skip(press: CallbackQuery, issue: Issue, words: Words, store: Store) -> None:
    """Send nothing this week."""
    await store.bulletins.skip(issue.bulletin.id, press.from_user.id)
    await show(press, skipped_message(words, issue_day(issue.bulletin)))


async def ask_for_text(press: CallbackQuery, issue: Issue, words: Words, store: Store, now: datetime) -> None:
    """Wait for the text in the chat where the button was pressed."""
    chat_id = press.message.chat.id if press.message is not None else press.from_user.id
    data = {"bulletin": issue.bulletin.id}
    await store.dialogues.put(Dialogue(chat_id, press.from_user.id, QUESTION, data, now + PATIENCE))
    await send_after(press, Message(words("bulletin-ask-text")))


async def take_text(
    message: Received, issue: Issue, words: Words, store: Store, desk: BulletinDesk, now: datetime
) -> None:
    """The editor's text: stored and shown in the draft; what cannot be used is asked for again."""
    editor = message.from_user
    if editor is None:
        return
    changed = await store.bulletins.set_extra(issue.bulletin.id, read_text(message), editor.id)
    await store.dialogues.clear(message.chat.id, editor.id)
    await show(message, draft_message(words, await find_open(desk, changed.id, now), desk.timetable))


def read_text(message: Received) -> str:
    """The text to add, empty to remove one. Mistake for anything but a text, and for one too long."""
    text = clean(message.text or "").strip()
    if not text:
        raise Mistake("bulletin-text-not-text")
    length = utf16_length(text)
    if length > LONGEST_EXTRA:
        raise Mistake("bulletin-text-too-long", length=length, longest=LONGEST_EXTRA)
    return "" if text in _NOTHING else text


async def find_open(desk: BulletinDesk, bulletin_id: int, now: datetime) -> Issue:
    """An issue that can still be changed. Mistake where it is unknown, going out, sent or skipped."""
    try:
        issue = await desk.find(bulletin_id, now)
    except UnknownRow as error:
        raise Mistake("bulletin-unknown") from error
    if not issue.is_open:
        raise Mistake("bulletin-too-late", state=issue.bulletin.state.value)
    return issue
