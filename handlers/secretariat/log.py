"""Answer /log: who changed what, narrowed to a person or a subject, or as a file.

Examples: /log, /log 12, /log форум, /log Казань.
"""

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from data.store.secretariat.action_log import ActionFilter, Actor, LoggedAction
from handlers.callbacks.action_log import LogScreen, OpenLog, SendLogFile
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.events import find_by_number
from handlers.notices.plan_changes import difference_in
from handlers.permissions import Right, StaffOnly
from handlers.secretariat.log_subjects import (
    filter_subjects,
    name_of_subject,
    names_in,
    names_of,
    with_audiences,
)
from handlers.sending.replies import reply, reply_below
from handlers.views.message import Message as View
from handlers.views.secretariat.log import (
    ACTIONS_ON_PAGE,
    CHANGES_SHOWN,
    LogView,
    ShownChange,
    actor_name,
    log_message,
    people_message,
    subjects_message,
)
from handlers.views.secretariat.log_file import LogFile

_MOST_SUBJECTS = 1000
_MOST_FOUND = 40


def build_router() -> Router:
    """Return the router of the log."""
    router, staff = Router(name="log"), StaffOnly(*Right)
    router.message.register(open_log, Command("log", ignore_case=True), staff)
    router.callback_query.register(turn_log, OpenLog.filter(F.screen == LogScreen.LIST), staff)
    router.callback_query.register(choose_person, OpenLog.filter(F.screen == LogScreen.PEOPLE), staff)
    router.callback_query.register(choose_subject, OpenLog.filter(F.screen == LogScreen.SUBJECTS), staff)
    router.callback_query.register(send_log_file, SendLogFile.filter(), staff)
    return router


async def open_log(message: Message, command: CommandObject, context: ChatContext) -> None:
    """Show the newest actions, or those about the event or the city that the command names."""
    asked = (command.args or "").strip()
    if not asked:
        await reply(message, await _page(context, ActionFilter(), 0))
        return
    subjects = _subjects_named(context, asked)
    if not subjects:
        raise UserError("desk-log-unknown", text=asked)
    if len(subjects) == 1:
        await reply(message, await _page(context, ActionFilter(subject=subjects[0]), 0))
        return
    names = await names_of(context, subjects)
    await reply(message, subjects_message(context.words, ActionFilter(), subjects, names, 0))


async def turn_log(press: CallbackQuery, callback_data: OpenLog, context: ChatContext) -> None:
    """Show a page of the log in place of the pressed message."""
    await reply(press, await _page(context, _filter_of(callback_data), callback_data.page))


async def choose_person(press: CallbackQuery, callback_data: OpenLog, context: ChatContext) -> None:
    """Offer the people to whom the log can be narrowed."""
    actors = await context.store.actions.actors()
    view = people_message(context.words, _filter_of(callback_data), actors, callback_data.page)
    await reply(press, view)


async def choose_subject(press: CallbackQuery, callback_data: OpenLog, context: ChatContext) -> None:
    """Offer what the log can be narrowed to."""
    subjects = filter_subjects(await context.store.actions.subjects(_MOST_SUBJECTS))
    names = await names_of(context, subjects)
    wanted, page = _filter_of(callback_data), callback_data.page
    await reply(press, subjects_message(context.words, wanted, subjects, names, page))


async def send_log_file(press: CallbackQuery, callback_data: SendLogFile, context: ChatContext) -> None:
    """Send every action as a file for spreadsheet programs."""
    actions = await with_audiences(context, await context.store.actions.all(_filter_of(callback_data)))
    if not actions:
        raise UserError("desk-log-nothing-to-send")
    names, zone = await names_in(context, actions), ZoneInfo(context.chat.zone)
    file = LogFile(context.words, names, _changes_of(context, actions), zone)
    await reply_below(press, file.message(actions, f"mag-log-{context.today.isoformat()}.csv"))


async def _page(context: ChatContext, wanted: ActionFilter, number: int) -> View:
    log = context.store.actions
    page = await log.page(wanted, number, ACTIONS_ON_PAGE, CHANGES_SHOWN)
    page = replace(page, actions=await with_audiences(context, page.actions))
    names = await names_in(context, page.actions)
    if wanted.subject:
        names.setdefault(wanted.subject, await name_of_subject(context, wanted.subject))
    view = LogView(
        page=page,
        wanted=wanted,
        names=names,
        changes=_changes_of(context, page.actions),
        zone=ZoneInfo(context.chat.zone),
        now=context.now,
        who=await _name_of_actor(context, wanted.actor),
    )
    return log_message(context.words, view)


async def _name_of_actor(context: ChatContext, wanted: int | None) -> str:
    if wanted is None:
        return ""
    known = (one for one in await context.store.actions.actors() if one.id == wanted)
    return actor_name(context.words, next(known, Actor(wanted, "")))


def _changes_of(context: ChatContext, actions: Iterable[LoggedAction]) -> dict[int, list[ShownChange]]:
    """Return the changes of each action in the words of readers, by the id of the action."""
    return {
        one.recorded.id: [
            difference_in(context.words, context.almanac, change) or change for change in one.changes
        ]
        for one in actions
    }


def _subjects_named(context: ChatContext, asked: str) -> list[str]:
    """Return the subjects that a text may mean: an event by number or by words, else a city."""
    _, numbered = find_by_number(context, asked.rstrip(".").lstrip("№# "))
    if numbered:
        return [f"event:{event.id}" for event in numbered]
    city = context.almanac.cities.find(asked).match
    if city is not None:
        return [f"city:{city.id}"]
    hits = context.almanac.questions.find(asked).hits
    return [f"event:{hit.event.id}" for hit in hits[:_MOST_FOUND]]


def _filter_of(data: OpenLog | SendLogFile) -> ActionFilter:
    return ActionFilter(data.actor, data.subject)
