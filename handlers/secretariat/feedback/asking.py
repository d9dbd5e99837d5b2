"""Let readers write to the secretariat: by command, from an error, in reply to a bulletin."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import CallbackQuery, Message
from aiogram.utils.deep_linking import create_deep_link

from data.store.feedback.messages import MESSAGES_A_DAY
from data.store.feedback.values import FeedbackReceipt, WrittenFeedback
from data.store.notices import NoticeKind
from data.store.open_questions import Dialogue
from data.store.store import Store
from handlers.callbacks.feedback import WriteFeedback
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.fallback import SENT_BY_PEOPLE
from handlers.filters import IN_PRIVATE, IsPerson
from handlers.permissions import is_in_private
from handlers.questions import ask_below, ask_in_place, close_question, find_question, replied_to
from handlers.secretariat.feedback.relay import FeedbackRelay
from handlers.sending.replies import reply, reply_below
from handlers.start_links import FEEDBACK_LINK
from handlers.views.message import Message as View
from handlers.views.secretariat.feedback import (
    OF_ANNOUNCEMENT,
    OF_FAULT,
    OF_ISSUE,
    ask_feedback_message,
    feedback_in_private_message,
    feedback_taken_message,
    is_issue_text,
)

QUESTION = "feedback"

NOT_COPIED = frozenset(
    {ContentType.GIVEAWAY, ContentType.GIVEAWAY_WINNERS, ContentType.INVOICE, ContentType.PAID_MEDIA}
)
"""What Telegram copies for no bot."""

WRITTEN_BY_PEOPLE = SENT_BY_PEOPLE | {ContentType.TEXT}
"""What may be meant for the secretariat. Service messages of Telegram are not."""


@dataclass(frozen=True, slots=True)
class FoundFeedback:
    """What makes a message one for the secretariat: the question it answers, and its subject."""

    question: Dialogue | None = None
    subject: str = ""


class IsFeedback(Filter):
    """Pass what is meant for the secretariat: an answer to the question for it, or a reply.

    Replied to are issues, announcements and answers of the secretariat. What is carried over already is
    meant for it too: the same update after a restart, or an edit.
    """

    async def __call__(self, message: Message, store: Store, now: datetime) -> bool | dict[str, Any]:
        """Hand over what was found. Commands are no such messages."""
        if (message.text or "").startswith("/"):
            return False
        question = await find_question(message, store, now)
        if question is not None and question.kind == QUESTION:
            return {"found": FoundFeedback(question, str(question.data.get("subject", "")))}
        known = await store.feedback.at_reader(message.chat.id, message.message_id)
        if known is not None and not known.is_answer:
            return {"found": FoundFeedback(subject=known.subject)}
        subject = await _subject_of_reply(message, store)
        return False if subject is None else {"found": FoundFeedback(subject=subject)}


def build_router() -> Router:
    """Return the router by which readers write to the secretariat, in private."""
    router = Router(name="feedback")
    router.message.register(open_feedback, Command("feedback", ignore_case=True))
    router.callback_query.register(write_feedback, WriteFeedback.filter())
    router.message.register(
        take_feedback, IN_PRIVATE, IsPerson(), F.content_type.in_(WRITTEN_BY_PEOPLE), IsFeedback()
    )
    return router


async def open_feedback(
    message: Message, command: CommandObject, context: ChatContext, relay: FeedbackRelay
) -> None:
    """Carry over what stands behind the command, or ask for it."""
    has_content = bool(command.args) or message.content_type != ContentType.TEXT
    if has_content and is_in_private(message):
        await take_feedback(message, context, relay, FoundFeedback())
    else:
        await ask_for_feedback(message, context, relay)


async def write_feedback(
    press: CallbackQuery, callback_data: WriteFeedback, context: ChatContext, relay: FeedbackRelay
) -> None:
    """Ask for the message to the secretariat, below the pressed one."""
    _require_desk(relay)
    if not is_in_private(press):
        await reply_below(press, await _way_to_private(press, context))
        return
    subject = f"{OF_FAULT}{callback_data.reference}" if callback_data.reference else ""
    view = ask_feedback_message(context.words, subject)
    await ask_below(press, context.store, context.now, QUESTION, view, {"subject": subject})


async def ask_for_feedback(message: Message, context: ChatContext, relay: FeedbackRelay) -> None:
    """Ask for the message to the secretariat. In a group, lead to the private chat."""
    _require_desk(relay)
    if is_in_private(message):
        await ask_in_place(message, context, QUESTION, ask_feedback_message(context.words))
    else:
        await reply(message, await _way_to_private(message, context))


async def take_feedback(
    message: Message, context: ChatContext, relay: FeedbackRelay, found: FoundFeedback
) -> None:
    """Store a message that is to be carried to the secretariat, and say so."""
    _require_desk(relay)
    if message.content_type in NOT_COPIED:
        raise UserError("feedback-not-copyable")
    store = context.store
    acceptance = await store.feedback.accept(_written(message, found.subject), relay.desks, context.now)
    if acceptance is not FeedbackReceipt.ACCEPTED:
        if found.question is not None:
            # dropped, so that later texts are not refused too
            await store.open_questions.drop(found.question)
        raise _refusal(acceptance)
    if found.question is not None:
        await close_question(message, context, found.question, found.question.data)
    relay.hurry()
    await reply(message, feedback_taken_message(context.words, is_edit=message.edit_date is not None))


def _written(message: Message, subject: str) -> WrittenFeedback:
    user = message.from_user
    return WrittenFeedback(
        chat_id=message.chat.id,
        name="" if user is None else user.full_name,
        message_id=message.message_id,
        revision=message.edit_date or 0,
        album=message.media_group_id or "",
        subject=subject,
    )


def _refusal(acceptance: FeedbackReceipt) -> UserError:
    if acceptance is FeedbackReceipt.MUTED:
        return UserError("feedback-muted")
    return UserError("feedback-too-many", most=MESSAGES_A_DAY)


def _require_desk(relay: FeedbackRelay) -> None:
    """Raise UserError where there is neither an owner nor a group to write to."""
    if not relay.desks:
        raise UserError("feedback-nowhere")


async def _subject_of_reply(message: Message, store: Store) -> str | None:
    """Return what a reply is about. None for a reply to anything else, and for no reply."""
    replied, number = message.reply_to_message, replied_to(message)
    if replied is None or number is None or replied.from_user is None or not replied.from_user.is_bot:
        return None
    # past issues that were looked up are no deliveries
    if is_issue_text(replied.text or replied.caption or ""):
        return OF_ISSUE
    kind = await store.feedback.broadcast_kind(message.chat.id, number)
    if kind is not None:
        return OF_ISSUE if kind is NoticeKind.BULLETIN else OF_ANNOUNCEMENT
    answer = await store.feedback.at_reader(message.chat.id, number)
    return "" if answer is not None and answer.is_answer else None


async def _way_to_private(event: Message | CallbackQuery, context: ChatContext) -> View:
    if event.bot is None:
        raise RuntimeError("an update came without its bot")
    username = (await event.bot.me()).username or ""
    return feedback_in_private_message(context.words, create_deep_link(username, "start", FEEDBACK_LINK))
