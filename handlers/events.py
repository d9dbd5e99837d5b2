"""Answer /event with the card of an event, and send its calendar file."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.plan import EventStatus, PlanEvent
from data.calendar.topics import Subscription, Topic
from handlers.callbacks.browsing import OpenEvent, SendEventFile
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.expected_reminders import promise_of
from handlers.ics_entries import CalendarEntry, event_entries, with_alarms
from handlers.ics_files import calendar_file
from handlers.notices.plan_changes import date_before_move
from handlers.sending.replies import reply, reply_below
from handlers.views.events import EventCard, event_choice_message, event_message, is_ahead, is_over
from handlers.views.message import Document
from handlers.views.message import Message as View
from handlers.views.settings import silence_in_words


def build_router() -> Router:
    """Return the router of the event handlers."""
    router = Router(name="events")
    router.message.register(open_event, Command("event", ignore_case=True))
    router.callback_query.register(open_pressed_event, OpenEvent.filter())
    router.callback_query.register(send_event_file, SendEventFile.filter())
    return router


async def open_event(message: Message, command: CommandObject, context: ChatContext) -> None:
    """Show the event with this number in the newest plan that has it.

    If a plan has several events with the number, offer a choice.
    """
    number = (command.args or "").strip().rstrip(".").lstrip("№# ")
    if not number:
        raise UserError("event-missing-number")
    year, found = find_by_number(context, number)
    if not found:
        raise UserError("event-unknown")
    if len(found) == 1:
        await show_event(message, context, found[0])
    else:
        await reply(message, event_choice_message(context.words, number, [(year, event) for event in found]))


async def open_pressed_event(press: CallbackQuery, callback_data: OpenEvent, context: ChatContext) -> None:
    """Show an event in place of the list, or below a notice."""
    event = require_event(context, str(callback_data.id))
    await show_event(press, context, event, fresh=callback_data.fresh)


async def send_event_file(press: CallbackQuery, callback_data: SendEventFile, context: ChatContext) -> None:
    """Send the days of an event as a calendar file.

    The file of a cancelled event removes it from the calendar.
    """
    event = context.almanac.event(callback_data.id)
    history = await context.store.plans.changes_of(f"event:{callback_data.id}")
    entries = event_entries(context.almanac, callback_data.id, history)
    if not entries:
        raise UserError(_no_days_key(event))
    entries = await with_alarms(context, entries)
    caption = context.words("event-file-caption", what=_caption_variant(event, entries))
    name = f"mag-{entries[0].occasion.year}-{callback_data.id}.ics"
    document = Document(name, calendar_file(context.words, entries, context.now))
    await reply_below(press, View(caption, document=document))


def _no_days_key(event: PlanEvent | None) -> str:
    """Return the key of the sentence for an event that never had a day."""
    if event is None:
        return "event-unknown"
    is_off = event.status is EventStatus.CANCELLED
    return "event-cancelled-without-days" if is_off else "event-has-no-days"


def _caption_variant(event: PlanEvent | None, entries: Sequence[CalendarEntry]) -> str:
    """Return the caption's variant: what the file does to the calendar, and why."""
    if event is None:
        return "removed"
    if event.status is EventStatus.CANCELLED:
        return "cancelled"
    return "undated" if all(entry.is_off for entry in entries) else "dated"


async def show_event(
    event_or_press: Message | CallbackQuery, context: ChatContext, event: PlanEvent, *, fresh: bool = False
) -> None:
    """Reply with the card of an event. fresh sends it as a new message."""
    following = Subscription(Topic.EVENT, str(event.id))
    followed = following in await context.follows()
    ids = (o.place.city_id for o in event.occurrences if o.place is not None and o.place.city_id)
    cities = (context.almanac.cities.by_id.get(city_id) for city_id in dict.fromkeys(ids))
    card = EventCard(
        event=event,
        year=_year_of(context, event),
        cities=tuple(city for city in cities if city is not None),
        followed=followed,
        moved_from=await _date_before_move(context, event),
        silence=silence_in_words(context.words, context.chat, context.today),
        promise=await promise_of(context, following) if followed and is_ahead(event, context.today) else None,
    )
    answer = reply_below if fresh else reply
    await answer(event_or_press, event_message(context.words, card, context.today))


async def _date_before_move(context: ChatContext, event: PlanEvent) -> ImpreciseDate | None:
    """Return the date from which a moved event has moved, None if it is not known."""
    if event.status is not EventStatus.MOVED or len(event.occurrences) != 1:
        return None
    history = await context.store.plans.changes_of(f"event:{event.id}")
    return date_before_move(history, event.occurrences[0].when)


def require_event(context: ChatContext, event_id: str) -> PlanEvent:
    """Return the event with this id. Raises UserError if no plan has it."""
    event = context.almanac.event(int(event_id)) if event_id.isdigit() else None
    if event is None:
        raise UserError("event-unknown")
    return event


def check_is_ahead(context: ChatContext, event: PlanEvent) -> None:
    """Raise UserError for an event that is cancelled or over: no reminder can come."""
    if event.status is EventStatus.CANCELLED:
        raise UserError("event-follow-cancelled")
    if is_over(event, context.today):
        raise UserError("event-follow-over")


def find_by_number(context: ChatContext, number: str) -> tuple[int, list[PlanEvent]]:
    """Return the events with this number, and the year of their plan.

    The current year's plan is searched first, then the others from the newest to the oldest.
    """
    years = sorted(context.almanac.plans, key=lambda year: (year != context.today.year, -year))
    for year in years:
        found = [event for event in context.almanac.plans[year].events if event.number == number]
        if found:
            return year, found
    return 0, []


def _year_of(context: ChatContext, event: PlanEvent) -> int:
    return next(year for year, plan in context.almanac.plans.items() if event in plan.events)
