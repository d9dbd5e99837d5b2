"""Answer /announce: whom an announcement is for, and the announcements so far."""

from typing import Any

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.calendar.topics import Subscription, Topic
from data.store.open_questions import Dialogue
from data.store.sqlite.errors import UnknownRow
from handlers.callbacks.editor import ChooseAudience, DraftKind, OpenAnnouncement, StartAnnouncement
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, Roles, StaffOnly, signed
from handlers.questions import IsAnswerTo, ask_below, close_question
from handlers.secretariat.editor.drafts import Drafts
from handlers.secretariat.editor.showing import audience_name, draft_view
from handlers.sending.replies import reply
from handlers.views.secretariat.announcements import (
    AUDIENCES,
    ask_subject_message,
    audiences_message,
    sent_announcement_message,
    subjects_message,
)
from handlers.views.wording.occasions import city_name

QUESTION = "announce-to"
_LISTED = 5
_MOST_FOUND = 8
_WITH_SUBJECT = frozenset({Topic.EVENT, Topic.CITY})


class IsAnswerAboutWhom(Filter):
    """Pass the name of an event or a city that a member of the secretariat was asked for."""

    def __init__(self) -> None:
        self._answers = IsAnswerTo(QUESTION)

    async def __call__(self, message: Received, context: ChatContext, roles: Roles) -> bool | dict[str, Any]:
        """Hand over the question. Raises UserError for a person without the right."""
        found = await self._answers(message, context.store, context.now)
        if found:
            await StaffOnly(Right.SEND)(message, roles)
        return found


def build_router() -> Router:
    """Return the router of announcements."""
    router, staff = Router(name="announcements"), StaffOnly(Right.SEND)
    router.message.register(open_announcements, Command("announce", ignore_case=True), staff)
    router.message.register(choose_by_words, IsAnswerAboutWhom())
    router.callback_query.register(start, StartAnnouncement.filter(), staff)
    router.callback_query.register(start_about, ChooseAudience.filter(), staff)
    router.callback_query.register(open_one, OpenAnnouncement.filter(), staff)
    return router


async def open_announcements(message: Received, context: ChatContext) -> None:
    """Ask whom an announcement is for, with the latest ones below."""
    recent = await context.store.announcements.recent(_LISTED)
    await reply(message, audiences_message(context.words, recent))


async def start(
    press: CallbackQuery, callback_data: StartAnnouncement, context: ChatContext, drafts: Drafts
) -> None:
    """Begin an announcement to the followers of a topic, or ask which event or city it is about."""
    topic = callback_data.topic
    if topic not in AUDIENCES:
        raise UserError("stale-button")
    if topic in _WITH_SUBJECT:
        view = ask_subject_message(context.words, topic)
        await ask_below(press, context.store, context.now, QUESTION, view, {"topic": topic.value})
    else:
        await _begin(press, Subscription(topic), context, drafts)


async def start_about(
    press: CallbackQuery, callback_data: ChooseAudience, context: ChatContext, drafts: Drafts
) -> None:
    """Begin an announcement to the followers of one event or city."""
    topic, subject = callback_data.topic, callback_data.subject
    if not _exists(topic, subject, context):
        raise UserError("stale-button")
    await _begin(press, Subscription(topic, subject), context, drafts)


async def choose_by_words(message: Received, question: Dialogue, context: ChatContext) -> None:
    """Offer the events or cities that a text may mean.

    A text that means none leaves the question open.
    """
    topic = Topic(str(question.data["topic"]))
    found = _found(message.text or "", topic, context)
    if not found:
        raise UserError("desk-announce-none", topic=topic.value)
    await close_question(message, context, question, question.data)
    await reply(message, subjects_message(context.words, topic, found))


async def open_one(
    press: CallbackQuery, callback_data: OpenAnnouncement, context: ChatContext, drafts: Drafts
) -> None:
    """Show an announcement: its draft, or what was sent."""
    try:
        announcement = await drafts.announcer.find(callback_data.id)
    except UnknownRow as error:
        raise UserError("desk-draft-unknown") from error
    if announcement.is_open:
        draft = await drafts.find(DraftKind.ANNOUNCEMENT, announcement.id, context.now)
        await reply(press, draft_view(context, drafts, draft))
    else:
        zone, name = drafts.bulletin.timetable.zone, audience_name(context, announcement)
        await reply(press, sent_announcement_message(context.words, announcement, name, zone))


async def _begin(press: CallbackQuery, following: Subscription, context: ChatContext, drafts: Drafts) -> None:
    by = signed(press, context.now)
    created = await context.store.announcements.create(following, by.author or 0, context.now)
    draft = await drafts.find(DraftKind.ANNOUNCEMENT, created.id, context.now)
    await reply(press, draft_view(context, drafts, draft))


def _exists(topic: Topic, subject: str, context: ChatContext) -> bool:
    if topic is Topic.CITY:
        return subject in context.almanac.cities.by_id
    is_number = topic is Topic.EVENT and subject.isdecimal()
    return is_number and context.almanac.event(int(subject)) is not None


def _found(text: str, topic: Topic, context: ChatContext) -> list[tuple[str, str]]:
    """Return the ids and names of the events or cities that a text may mean."""
    if topic is Topic.CITY:
        result = context.almanac.cities.find(text)
        cities = (result.match,) if result.match is not None else result.candidates
        return [(city.id, city_name(context.words, city)) for city in cities]
    number = text.strip().removeprefix("№")
    if number.isdecimal() and (event := context.almanac.event(int(number))) is not None:
        return [(str(event.id), event.title)]
    hits = context.almanac.questions.find(text).hits[:_MOST_FOUND]
    return [(str(hit.event.id), hit.event.title) for hit in hits]
