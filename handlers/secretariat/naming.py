"""Name editors: ask for a person, then for the rights."""

from datetime import datetime
from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.store.open_questions import Dialogue
from data.store.store import Store
from handlers.callbacks.staff import AskEditor, NameEditor
from handlers.chat_context import ChatContext
from handlers.permissions import Right, Roles, StaffOnly, signed
from handlers.questions import OPEN_FOR, IsAnswerAwaited, ask_below, close_question, find_question
from handlers.secretariat.candidates import (
    Candidate,
    check_candidate,
    shared_person,
    shown_person,
    written_id,
)
from handlers.secretariat.greeting import name_of
from handlers.secretariat.staff import show_editor
from handlers.sending.replies import reply
from handlers.views.secretariat.staff import (
    USERS_REQUEST,
    ask_editor_message,
    chosen_message,
    rights_question,
)
from handlers.views.start import choice_ended_message

QUESTION = "editor"
CANDIDATE = "editor-rights"
"""The kind of the question with which rights a person becomes an editor. Buttons answer it."""


class IsAnswerAboutEditor(Filter):
    """Pass what is written while an owner is asked for a person.

    That is a forwarded message, a contact, an id or any other text. Commands are no answers, unless they are
    forwarded.
    """

    async def __call__(self, message: Received, store: Store, now: datetime) -> bool | dict[str, Any]:
        """Hand over the question, which stays open."""
        if message.document is not None:
            # a document is a plan, even while a person is asked for
            return False
        is_command = (message.text or "").startswith("/") and message.forward_origin is None
        if is_command or message.edit_date is not None or message.users_shared is not None:
            return False
        question = await find_question(message, store, now)
        return {"question": question} if question is not None and question.kind == QUESTION else False


def build_first_router() -> Router:
    """Return the router of forwarded messages, whose words are not meant for the bot."""
    router, owners = Router(name="naming-first"), StaffOnly(Right.OWN)
    router.message.register(end_choice, Command("cancel", ignore_case=True), IsAnswerAwaited(QUESTION))
    router.message.register(take_candidate, F.forward_origin, IsAnswerAboutEditor(), owners)
    return router


def build_router() -> Router:
    """Return the router of the naming of editors."""
    router, owners = Router(name="naming"), StaffOnly(Right.OWN)
    router.message.register(take_shared, F.users_shared.request_id == USERS_REQUEST, owners)
    router.message.register(take_candidate, IsAnswerAboutEditor(), owners)
    router.callback_query.register(ask_editor, AskEditor.filter(), owners)
    router.callback_query.register(name_editor, NameEditor.filter(), owners)
    return router


async def ask_editor(press: CallbackQuery, context: ChatContext) -> None:
    """Ask for a person."""
    view = ask_editor_message(context.words, in_group=not context.is_private)
    await ask_below(press, context.store, context.now, QUESTION, view)


async def end_choice(message: Received, context: ChatContext, question: Dialogue) -> None:
    """Withdraw the question, and take the keyboard away."""
    await context.store.open_questions.drop(question)
    await reply(message, choice_ended_message(context.words))


async def take_shared(message: Received, context: ChatContext, roles: Roles) -> None:
    """Take the person chosen from Telegram's list. The keyboard may be older than the question."""
    shared = message.users_shared
    if shared is None or not shared.users:
        return
    candidate = shared_person(shared.users[0])
    await context.store.open_questions.clear(context.chat.chat_id, context.chat.chat_id)
    await reply(message, chosen_message(context.words, candidate.user_id, candidate.name))
    await _propose(message, context, roles, candidate)


async def take_candidate(
    message: Received, context: ChatContext, question: Dialogue, roles: Roles, bot: Bot
) -> None:
    """Take the person whom a message shows. Anything else leaves the question open."""
    candidate = shown_person(message)
    if candidate is None:
        user_id = written_id(message)
        candidate = Candidate(user_id, await name_of(bot, user_id))
    check_candidate(candidate, roles)
    await close_question(message, context, question)
    if context.is_private:
        await reply(message, chosen_message(context.words, candidate.user_id, candidate.name))
    await _propose(message, context, roles, candidate)


async def name_editor(
    press: CallbackQuery, callback_data: NameEditor, context: ChatContext, roles: Roles, bot: Bot
) -> None:
    """Name a person with the rights of the pressed button. One who was named meanwhile is shown."""
    user_id = callback_data.id
    known = await context.store.staff.of(user_id)
    if known is not None:
        await show_editor(press, context, known)
        return
    name = await _proposed_name(context, user_id) or await name_of(bot, user_id)
    check_candidate(Candidate(user_id, name), roles)
    editor = await context.store.staff.name(
        user_id,
        name,
        signed(press, context.now),
        may_edit_plan=callback_data.edit_plan,
        may_send=callback_data.send,
    )
    await show_editor(press, context, editor)


async def _propose(message: Received, context: ChatContext, roles: Roles, candidate: Candidate) -> None:
    """Ask with which rights the person becomes an editor. Show one who is an editor already."""
    check_candidate(candidate, roles)
    known = await context.store.staff.of(candidate.user_id)
    if known is not None:
        await show_editor(message, context, known)
        return
    # the name does not fit into a button, so it waits with the question
    asked = message.from_user.id if message.from_user is not None else candidate.user_id
    data = {"user_id": candidate.user_id, "name": candidate.name}
    question = Dialogue(context.chat.chat_id, asked, CANDIDATE, data, context.now + OPEN_FOR)
    await context.store.open_questions.put(question)
    view = rights_question(context.words, candidate.user_id, candidate.name)
    await context.store.open_questions.place(question, (await reply(message, view))[-1])


async def _proposed_name(context: ChatContext, user_id: int) -> str:
    """Return the name that waits with the question for the rights, and close the question."""
    asked = await context.store.open_questions.live(context.chat.chat_id, context.now)
    found = [one for one in asked if one.kind == CANDIDATE and one.data.get("user_id") == user_id]
    for question in found:
        await context.store.open_questions.drop(question)
    return str(found[-1].data.get("name", "")) if found else ""
