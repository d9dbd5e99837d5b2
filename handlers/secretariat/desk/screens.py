"""Show the screen of one event at the desk."""

from aiogram.types import CallbackQuery, Message

from data.calendar.plan import PlanEvent
from handlers.chat_context import ChatContext
from handlers.events import cities_of, date_moved_from, year_of
from handlers.sending.replies import reply
from handlers.views.events import EventCard
from handlers.views.secretariat.desk import desk_event_message


async def show_desk_event(
    event_or_press: Message | CallbackQuery, context: ChatContext, event: PlanEvent
) -> None:
    """Reply with the card as readers see it, and the buttons to edit the event."""
    card = EventCard(
        event=event,
        year=year_of(context, event),
        cities=cities_of(context, event),
        followed=False,
        moved_from=await date_moved_from(context, event),
    )
    await reply(event_or_press, desk_event_message(context.words, card, context.today))
