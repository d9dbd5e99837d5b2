"""Ask questions that a free text answers, and recognise the answers.

In a private chat the next text is the answer. In a group it is a reply to the question from any member with
the right to answer, or the next text of the person asked. /cancel withdraws the question.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from data.calendar.city_search.lookup import SearchResult, SearchStep
from data.store.open_questions import NOT_SENT, Dialogue
from data.store.store import Store
from handlers.chat_context import ChatContext
from handlers.sending.replies import reply, reply_address, reply_below
from handlers.views.message import Message as View

OPEN_FOR = timedelta(hours=1)
"""After this time a text is no longer taken for the answer."""


class IsAnswerTo(Filter):
    """Pass a text that answers an open question of this kind, or an edit of such an answer."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    async def __call__(self, message: Message, store: Store, now: datetime) -> bool | dict[str, Any]:
        """Hand over the question, which stays open. Commands are never answers."""
        text = message.text or ""
        if not text.strip() or text.startswith("/"):
            return False
        question = await find_question(message, store, now)
        return {"question": question} if question is not None and question.kind == self._kind else False


class IsAnswerAwaited(Filter):
    """Pass /cancel while Telegram's list, which answers a question of this kind, is offered."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    async def __call__(self, message: Message, store: Store, now: datetime) -> bool | dict[str, Any]:
        """Hand over the question that the command withdraws."""
        if message.chat.type != "private":
            return False
        question = await find_question(message, store, now)
        return {"question": question} if question is not None and question.kind == self._kind else False


async def find_question(message: Message, store: Store, now: datetime) -> Dialogue | None:
    """Return the question that a message answers. Checks no rights."""
    known = await store.open_questions.live(message.chat.id, now)
    found = _asked_before(message, [one for one in known if one.answered_by is None])
    if message.edit_date is None:
        return found
    answered_by_edited = next((one for one in known if one.answered_by == message.message_id), None)
    # a text older than the question does not answer it
    is_later = found is not None and found.message_id < message.message_id
    return answered_by_edited or (found if is_later else None)


def asks_otherwise(message: Message, context: ChatContext, found: SearchResult) -> bool:
    """Return whether a text that was expected to name a city is a question of its own.

    found is what the search for a city found in it. A city's bare name is never a question.
    """
    if found.match is not None and found.step is not SearchStep.NAMED:
        return False
    return context.almanac.questions.read(message.text or "", context.today).is_request


def _asked_before(message: Message, asked: Sequence[Dialogue]) -> Dialogue | None:
    """Return the question replied to in a group, else the sender's newest question."""
    if message.chat.type != "private" and (replied := replied_to(message)) is not None:
        return next((one for one in asked if one.message_id == replied), None)
    person = message.from_user
    return next((one for one in reversed(asked) if person is not None and one.user_id == person.id), None)


async def find_to_cancel(message: Message, store: Store, now: datetime) -> Dialogue | None:
    """Return the question that /cancel withdraws.

    An admin who writes as the group itself withdraws the newest question of the chat.
    """
    asked = [one for one in await store.open_questions.live(message.chat.id, now) if one.answered_by is None]
    is_group_itself = message.sender_chat is not None and message.sender_chat.id == message.chat.id
    newest = asked[-1] if asked and is_group_itself else None
    return _asked_before(message, asked) or (newest if replied_to(message) is None else None)


def is_for_others(message: Message) -> bool:
    """Return whether a text may be meant for other members: in a group, and no reply."""
    return message.chat.type != "private" and replied_to(message) is None


def replied_to(message: Message) -> int | None:
    """Return the id of the message replied to, if any.

    In a topic every message seems to reply to the topic's first, which does not count.
    """
    replied = message.reply_to_message
    if replied is None or (message.is_topic_message and replied.message_id == message.message_thread_id):
        return None
    return replied.message_id


async def ask_below(
    press: CallbackQuery,
    store: Store,
    now: datetime,
    kind: str,
    view: View,
    data: Mapping[str, object] | None = None,
) -> None:
    """Ask the person who pressed a button, in a message below the pressed one."""
    chat_id, _ = reply_address(press)
    question = Dialogue(chat_id, press.from_user.id, kind, data or {}, now + OPEN_FOR)
    # stored before it is sent, so that a restart between the two loses no answer
    await store.open_questions.put(question)
    await store.open_questions.place(question, (await reply_below(press, view))[-1])


async def ask_in_place(event: Message | CallbackQuery, context: ChatContext, kind: str, view: View) -> None:
    """Ask the person who wrote or pressed, as the reply to that."""
    if event.from_user is None:
        await reply(event, view)
        return
    question = Dialogue(context.chat.chat_id, event.from_user.id, kind, {}, context.now + OPEN_FOR)
    await context.store.open_questions.put(question)
    await context.store.open_questions.place(question, (await reply(event, view))[-1])


async def ask_by_the_way(
    event: Message | CallbackQuery, context: ChatContext, kind: str, data: Mapping[str, object]
) -> None:
    """Open a question in a private chat that the reply which follows asks in passing.

    It has no message of its own, so only a later text of the person answers it. Others than the person are
    not asked: a service account or a channel.
    """
    person, chat_id = event.from_user, context.chat.chat_id
    if person is not None and person.id == chat_id:
        question = Dialogue(chat_id, person.id, kind, data, context.now + OPEN_FOR)
        await context.store.open_questions.put(question)


async def ask_again(message: Message, context: ChatContext, question: Dialogue, view: View) -> None:
    """Say why an answer cannot be used. In a group a reply to this message may answer it."""
    sent = await reply(message, view)
    is_open = question.answered_by is None and question.message_id != NOT_SENT
    if is_open and message.chat.type != "private":
        await context.store.open_questions.place(question, sent[-1])


async def close_question(
    message: Message, context: ChatContext, question: Dialogue, data: Mapping[str, object] | None = None
) -> None:
    """Record a message as the answer.

    An edit of it answers again and is given data.
    """
    await context.store.open_questions.answer(question, message.message_id, data)
