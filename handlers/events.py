"""/event: the card of an event, and its calendar file."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from data.calendar.occasions import Occasion
from data.calendar.plan import PlanEvent
from data.calendar.topics import Subscription, Topic
from handlers.answering import send_after, show
from handlers.calendar_files import calendar_file, has_days
from handlers.callbacks import OpenEvent, SendEventFile
from handlers.errors import Mistake
from handlers.reader import Reader
from handlers.views.events import EventCard, event_choice_message, event_message
from handlers.views.message import Document
from handlers.views.message import Message as View
from handlers.views.settings import silence_in_words


def build_router() -> Router:
    """The handlers of event cards."""
    router = Router(name="events")
    router.message.register(open_event, Command("event", ignore_case=True))
    router.callback_query.register(press_event, OpenEvent.filter())
    router.callback_query.register(send_event_file, SendEventFile.filter())
    return router


async def open_event(message: Message, command: CommandObject, reader: Reader) -> None:
    """The event with this number in the newest plan that has it; a choice where a number is borne twice."""
    number = (command.args or "").strip().rstrip(".").lstrip("№# ")
    if not number:
        raise Mistake("event-missing-number")
    year, found = _by_number(reader, number)
    if not found:
        raise Mistake("event-unknown")
    if len(found) == 1:
        await show_event(message, reader, found[0])
    else:
        await show(message, event_choice_message(reader.words, number, [(year, event) for event in found]))


async def press_event(press: CallbackQuery, callback_data: OpenEvent, reader: Reader) -> None:
    """The card in place of the list, or below a notice."""
    event = event_or_mistake(reader, str(callback_data.id))
    await show_event(press, reader, event, fresh=callback_data.fresh)


async def send_event_file(press: CallbackQuery, callback_data: SendEventFile, reader: Reader) -> None:
    """The event's days as a calendar file."""
    event = event_or_mistake(reader, str(callback_data.id))
    occasions = [occasion for occasion in _occasions(reader, event) if has_days(occasion)]
    if not occasions:
        raise Mistake("event-has-no-days")
    content = calendar_file(reader.words, occasions, reader.now)
    name = f"mag-{_year_of(reader, event)}-{event.id}.ics"
    await send_after(press, View(reader.words("event-file-caption"), document=Document(name, content)))


async def show_event(
    event_or_press: Message | CallbackQuery, reader: Reader, event: PlanEvent, *, fresh: bool = False
) -> None:
    """The card of an event."""
    ids = (o.place.city_id for o in event.occurrences if o.place is not None and o.place.city_id)
    cities = (reader.almanac.cities.by_id.get(city_id) for city_id in dict.fromkeys(ids))
    card = EventCard(
        event=event,
        year=_year_of(reader, event),
        cities=tuple(city for city in cities if city is not None),
        followed=Subscription(Topic.EVENT, str(event.id)) in await reader.follows(),
        silence=silence_in_words(reader.words, reader.chat, reader.today),
    )
    answer = send_after if fresh else show
    await answer(event_or_press, event_message(reader.words, card, reader.today))


def event_or_mistake(reader: Reader, event_id: str) -> PlanEvent:
    """The event with this id; Mistake for one that is not, or no longer, in any plan."""
    event = reader.almanac.event(int(event_id)) if event_id.isdigit() else None
    if event is None:
        raise Mistake("event-unknown")
    return event


def _by_number(reader: Reader, number: str) -> tuple[int, list[PlanEvent]]:
    """This year's events with the number, else those of the newest plan that has it."""
    years = sorted(reader.almanac.plans, key=lambda year: (year != reader.today.year, -year))
    for year in years:
        found = [event for event in reader.almanac.plans[year].events if event.number == number]
        if found:
            return year, found
    return 0, []


def _occasions(reader: Reader, event: PlanEvent) -> list[Occasion]:
    keys = (f"event:{event.id}:{at}" for at in range(len(event.occurrences)))
    return [occasion for key in keys if (occasion := reader.almanac.occasion(key)) is not None]


def _year_of(reader: Reader, event: PlanEvent) -> int:
    return next(year for year, plan in reader.almanac.plans.items() if event in plan.events)
