"""Answer /desk: the plans and their events, to find the one to edit."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from data.calendar.plan import PlanEvent
from data.store.open_questions import Dialogue
from handlers.callbacks.desk import AskDeskSearch, OpenDesk, OpenDeskEvent, OpenDeskPlan
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.events import require_event
from handlers.permissions import Right, StaffOnly
from handlers.questions import IsAnswerTo, ask_below, close_question
from handlers.secretariat.desk import cities, city_days, deciding, editing, files
from handlers.secretariat.desk.screens import show_desk_event
from handlers.sending.replies import reply
from handlers.views.secretariat.desk import (
    ask_search_message,
    desk_found_message,
    desk_message,
    desk_plan_message,
)

SEARCH = "desk-search"


def build_router() -> Router:
    """Return the router of the desk, with those of its other files."""
    router, editors = Router(name="desk"), StaffOnly(Right.EDIT_PLAN)
    router.message.register(open_desk, Command("desk", ignore_case=True), editors)
    router.callback_query.register(open_pressed_desk, OpenDesk.filter(), editors)
    router.callback_query.register(open_plan, OpenDeskPlan.filter(), editors)
    router.callback_query.register(ask_search, AskDeskSearch.filter(), editors)
    router.message.register(answer_search, IsAnswerTo(SEARCH), editors)
    router.callback_query.register(open_event, OpenDeskEvent.filter(), editors)
    for part in (editing, files, deciding, cities, city_days):
        router.include_router(part.build_router())
    return router


async def open_desk(message: Message, command: CommandObject, context: ChatContext) -> None:
    """Show the plans. With words or a number of an event, look for it at once."""
    words = (command.args or "").strip()
    year = newest_year(context)
    if words and year is not None:
        await _show_found(message, context, words, year)
    else:
        await reply(message, desk_message(context.words, sorted(context.almanac.plans, reverse=True)))


async def open_pressed_desk(press: CallbackQuery, context: ChatContext) -> None:
    """Show the plans in place of the pressed message."""
    await reply(press, desk_message(context.words, sorted(context.almanac.plans, reverse=True)))


async def open_plan(press: CallbackQuery, callback_data: OpenDeskPlan, context: ChatContext) -> None:
    """Show a page of the events of a plan."""
    plan = context.almanac.plan(callback_data.year)
    if plan is None:
        raise UserError("desk-no-plan", year=callback_data.year)
    await reply(
        press,
        desk_plan_message(
            context.words, plan, callback_data.page, context.today, context.almanac.cities.by_id
        ),
    )


async def ask_search(press: CallbackQuery, callback_data: AskDeskSearch, context: ChatContext) -> None:
    """Ask for words of the title or the number."""
    view = ask_search_message(context.words, callback_data.year)
    await ask_below(press, context.store, context.now, SEARCH, view, {"year": callback_data.year})


async def answer_search(message: Message, question: Dialogue, context: ChatContext) -> None:
    """Open the event that is found, or offer several. Else the question stays open."""
    year = question.data.get("year")
    await _show_found(message, context, (message.text or "").strip(), year if isinstance(year, int) else 0)
    await close_question(message, context, question, question.data)


async def open_event(press: CallbackQuery, callback_data: OpenDeskEvent, context: ChatContext) -> None:
    """Show an event with the buttons to edit it."""
    await show_desk_event(press, context, require_event(context, str(callback_data.id)))


def newest_year(context: ChatContext) -> int | None:
    """Return the year of the plan in hand: this year's, else the newest. None without any plan."""
    plans = context.almanac.plans
    return context.today.year if context.today.year in plans else max(plans, default=None)


async def _show_found(message: Message, context: ChatContext, text: str, year: int) -> None:
    found = _find(context, text, year)
    if not found:
        raise UserError("desk-nothing-found", text=text[:60])
    if len(found) == 1:
        await show_desk_event(message, context, found[0])
    else:
        await reply(
            message,
            desk_found_message(context.words, found, year, context.today, context.almanac.cities.by_id),
        )


def _find(context: ChatContext, text: str, year: int) -> list[PlanEvent]:
    """Return the events of a year's plan with this number, else with these words, best first."""
    plan = context.almanac.plan(year)
    if plan is None:
        return []
    number = text.rstrip(".").lstrip("№# ")
    by_number = [event for event in plan.events if event.number and event.number == number]
    if by_number:
        return by_number
    ids = {event.id for event in plan.events}
    return [hit.event for hit in context.almanac.questions.find(text).hits if hit.event.id in ids]
