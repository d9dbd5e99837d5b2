"""Ask when the next reminders of a chat come, by the planner's own rules, and say so."""

from dataclasses import replace
from datetime import date, timedelta

from data.calendar.topics import Subscription
from data.store.chat_values import Chat, ChatState, Frequency
from data.store.targeting.recipients import Recipient
from handlers.chat_context import ChatContext
from handlers.text.markup import Markup
from handlers.views.promises import TOPICS_WITHOUT_REMINDERS, Promise, promise_in_words
from handlers.views.settings import whose
from scheduler.reminder_forecast import Ahead, ExpectedReminder, ReminderForecast

HORIZON = timedelta(days=731)
"""How far ahead reminders are looked for: two years."""


async def next_reminders(
    context: ChatContext, most: int, only: Subscription | None = None
) -> list[ExpectedReminder]:
    """Return the next reminders of all that the chat follows, or of one subscription.

    There are at most so many.
    They are those of a chat that takes messages: what keeps them back without an end is told by keeps_back.
    """
    follows = await context.follows() if only is None else frozenset({only})
    if not follows:
        return []
    mutes = await context.store.subscriptions.mutes(context.chat.chat_id)
    recipient = Recipient(_willing(context.chat), follows, mutes)
    ahead = Ahead(context.almanac, context.now, HORIZON)
    return await ReminderForecast(context.store).upcoming(recipient, ahead, most)


async def promise_of(context: ChatContext, following: Subscription) -> Markup:
    """Say when the first reminder of a subscription comes, or what is awaited.

    Empty for a topic without reminders, and for a chat that gets none until it changes something.
    """
    if following.topic in TOPICS_WITHOUT_REMINDERS or keeps_back(context.chat):
        return Markup("")
    expected = await next_reminders(context, 1, following)
    subscriptions, chat_id = context.store.subscriptions, context.chat.chat_id
    days, hours = await subscriptions.leads(chat_id), await subscriptions.hours(chat_id)
    promise = Promise(
        following,
        expected[0] if expected else None,
        has_leads=bool(days[following.topic] or hours[following.topic]),
        has_dates=_has_dates(context, following),
        chat=whose(context.chat),
    )
    return promise_in_words(context.words, promise, context.chat.zone, context.today)


def keeps_back(chat: Chat) -> bool:
    """Return whether something keeps all reminders back until the chat changes it."""
    is_paused = chat.paused_until == date.max
    is_closed = chat.state is not ChatState.ACTIVE or chat.refused_since is not None
    return is_closed or is_paused or chat.frequency is Frequency.WEEKLY


def _willing(chat: Chat) -> Chat:
    """Return the chat as if nothing kept its reminders back without an end."""
    paused_until = None if chat.paused_until == date.max else chat.paused_until
    frequency = Frequency.EACH if chat.frequency is Frequency.WEEKLY else chat.frequency
    return replace(
        chat, state=ChatState.ACTIVE, paused_until=paused_until, frequency=frequency, refused_since=None
    )


def _has_dates(context: ChatContext, following: Subscription) -> bool:
    """Return whether the event that is followed has a date."""
    event = context.almanac.event(int(following.subject)) if following.subject.isdecimal() else None
    return event is not None and any(
        one.when is not None and one.when.end is not None for one in event.occurrences
    )
