"""Ask for a new value of an event, and show what the answer would change."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from data.calendar.event_details import HandField
from data.calendar.plan import EventStatus, Occurrence, PlanEvent
from data.calendar.wording import find_dates
from data.store.open_questions import Dialogue
from handlers.callbacks.desk import (
    OF_PLACES,
    AskEventField,
    AskEventKind,
    AskNewEvent,
    DeskField,
    ProposeFileRemoval,
    ProposeKind,
    ProposeStatus,
    StatusStep,
)
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.events import require_event
from handlers.permissions import Right, StaffOnly
from handlers.questions import IsAnswerTo, ask_below, close_question
from handlers.secretariat.desk.proposals import draft_of, edit_of, propose
from handlers.secretariat.desk.reading import read_event, read_field
from handlers.sending.replies import reply
from handlers.views.secretariat.asking import (
    ask_field_message,
    ask_kind_message,
    ask_new_event_message,
    ask_place_message,
)

FIELD = "desk-field"
NEW_EVENT = "desk-new"


def build_router() -> Router:
    """Return the router of edits in words."""
    router, editors = Router(name="desk-editing"), StaffOnly(Right.EDIT_PLAN)
    router.callback_query.register(ask_field, AskEventField.filter(), editors)
    router.message.register(answer_field, IsAnswerTo(FIELD), editors)
    router.callback_query.register(propose_status, ProposeStatus.filter(), editors)
    router.callback_query.register(ask_kind, AskEventKind.filter(), editors)
    router.callback_query.register(propose_kind, ProposeKind.filter(), editors)
    router.callback_query.register(propose_file_removal, ProposeFileRemoval.filter(), editors)
    router.callback_query.register(ask_new_event, AskNewEvent.filter(), editors)
    router.message.register(answer_new_event, IsAnswerTo(NEW_EVENT), editors)
    return router


async def ask_field(press: CallbackQuery, callback_data: AskEventField, context: ChatContext) -> None:
    """Ask for a value. Of an event in several places ask first which of them is meant."""
    event = require_event(context, str(callback_data.id))
    at = callback_data.at
    if at is None and callback_data.field in OF_PLACES and len(event.occurrences) > 1:
        cities = context.almanac.cities.by_id
        await reply(
            press, ask_place_message(context.words, event, callback_data.field, context.today, cities)
        )
        return
    view = ask_field_message(context.words, event, callback_data.field, at or 0, context.today)
    data = {"event": event.id, "field": callback_data.field.value, "at": at or 0}
    await ask_below(press, context.store, context.now, FIELD, view, data)


async def answer_field(message: Message, question: Dialogue, context: ChatContext) -> None:
    """Show the event with what was written. A text that cannot be read leaves the question open."""
    event, field = asked_event(question, context), asked_field(question)
    if field is DeskField.FILES:
        raise UserError("desk-file-wanted")
    at = question.data.get("at")
    after = read_field(message, field, event, at if isinstance(at, int) else 0, context)
    await propose(message, context, edit_of(message, context, event, after))
    await close_question(message, context, question, question.data)


async def propose_status(press: CallbackQuery, callback_data: ProposeStatus, context: ChatContext) -> None:
    """Show the event as confirmed or not, cancelled or restored."""
    event = require_event(context, str(callback_data.id))
    after = with_status(event, callback_data.step, context.today.year)
    await propose(press, context, edit_of(press, context, event, after))


async def ask_kind(press: CallbackQuery, callback_data: AskEventKind, context: ChatContext) -> None:
    """Offer the kinds of an event."""
    event = require_event(context, str(callback_data.id))
    await reply(press, ask_kind_message(context.words, event))


async def propose_kind(press: CallbackQuery, callback_data: ProposeKind, context: ChatContext) -> None:
    """Show the event as one of another kind."""
    event = require_event(context, str(callback_data.id))
    after = replace(event, kind=callback_data.kind, by_hand=event.by_hand | {HandField.KIND})
    await propose(press, context, edit_of(press, context, event, after))


async def propose_file_removal(
    press: CallbackQuery, callback_data: ProposeFileRemoval, context: ChatContext
) -> None:
    """Show the event without one of its files."""
    event = require_event(context, str(callback_data.id))
    files = event.details.files
    if callback_data.at >= len(files):
        raise UserError("stale-button")
    left = (*files[: callback_data.at], *files[callback_data.at + 1 :])
    after = replace(event, details=replace(event.details, files=left))
    await propose(press, context, edit_of(press, context, event, after))


async def ask_new_event(press: CallbackQuery, callback_data: AskNewEvent, context: ChatContext) -> None:
    """Ask for an event in one message."""
    if not context.almanac.has_plan(callback_data.year):
        raise UserError("desk-no-plan", year=callback_data.year)
    view = ask_new_event_message(context.words, callback_data.year)
    await ask_below(press, context.store, context.now, NEW_EVENT, view, {"year": callback_data.year})


async def answer_new_event(message: Message, question: Dialogue, context: ChatContext) -> None:
    """Read the event back. It goes into the plan of its own year, where there is one."""
    asked = question.data.get("year")
    year = asked if isinstance(asked, int) else context.today.year
    event = read_event(message, year, context)
    year = _plan_year(context, event, year)
    if not context.almanac.has_plan(year):
        raise UserError("desk-no-plan", year=year)
    await propose(message, context, draft_of(message, None, event, year))
    await close_question(message, context, question, question.data)


def with_status(event: PlanEvent, step: StatusStep, year: int) -> PlanEvent:
    """Return the event as it is after a step.

    A confirmed one has no date left to be confirmed. Taken back, the dates are again as they are worded.
    year is that of dates without one.
    """
    by_hand = event.by_hand | {HandField.STATUS}
    if step is StatusStep.CANCEL:
        return replace(event, status=EventStatus.CANCELLED, by_hand=by_hand)
    if step is StatusStep.UNCONFIRM:
        worded = tuple(_as_worded(one, year) for one in event.occurrences)
        return replace(event, status=EventStatus.PLANNED, occurrences=worded, by_hand=by_hand)
    if step is StatusStep.RESTORE:
        return replace(event, status=EventStatus.PLANNED, by_hand=by_hand)
    occurrences = tuple(_confirmed(one) for one in event.occurrences)
    return replace(event, status=EventStatus.CONFIRMED, occurrences=occurrences, by_hand=by_hand)


def _confirmed(one: Occurrence) -> Occurrence:
    return one if one.when is None else replace(one, when=replace(one.when, tbc=False))


def _as_worded(one: Occurrence, year: int) -> Occurrence:
    if one.when is None:
        return one
    begins = one.when.begins
    dates = find_dates(one.when.raw, year if begins is None else begins.year).dates
    return replace(one, when=replace(one.when, tbc=any(found.when.tbc for found in dates)))


def asked_event(question: Dialogue, context: ChatContext) -> PlanEvent:
    """Return the event that a question is about. Raises UserError where it is gone."""
    return require_event(context, str(question.data.get("event", "")))


def asked_field(question: Dialogue) -> DeskField:
    """Return what a question asks for."""
    return DeskField(str(question.data.get("field")))


def _plan_year(context: ChatContext, event: PlanEvent, year: int) -> int:
    begins = next((one.when.begins for one in event.occurrences if one.when and one.when.begins), None)
    return begins.year if begins is not None and context.almanac.has_plan(begins.year) else year
