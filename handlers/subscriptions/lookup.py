"""Change subscriptions and mutes, and list them by their names."""

from data.calendar.plan import EventStatus, PlanEvent
from data.calendar.topics import Subscription, Topic
from data.store.revisions import NEW_PLANS
from data.store.sqlite.errors import LimitReached
from data.store.sqlite.paging import Page
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.events import check_is_ahead
from handlers.subscriptions.ordering import (
    cities_in_order,
    events_ahead,
    events_in_order,
    mutable_in_order,
    name_of_key,
)
from handlers.views.events import is_over
from handlers.views.paging import ROWS_ON_PAGE, Paged
from handlers.views.settings import whose
from handlers.views.subscriptions import ListItem
from handlers.views.wording.occasions import city_name, one_line


async def set_followed(context: ChatContext, wanted: Subscription, *, on: bool) -> bool:
    """Subscribe or unsubscribe. Return False if nothing changes.

    Raises UserError for a subject that does not exist, and when the chat follows as many as it may.
    """
    subscriptions, chat_id = context.store.subscriptions, context.chat.chat_id
    if not on:
        return await subscriptions.remove(chat_id, wanted)
    check_exists(context, wanted)
    try:
        return await subscriptions.add(chat_id, wanted, context.now)
    except LimitReached as error:
        # events that are over bring no more notices, so they give up their rows
        if not await subscriptions.drop_others(chat_id, Topic.EVENT, events_ahead(context)):
            raise UserError("subscriptions-full", most=error.most, chat=whose(context.chat)) from error
        return await subscriptions.add(chat_id, wanted, context.now)


async def mute(context: ChatContext, key: str) -> None:
    """Mute one occasion, or the news of plans that come out.

    Raises UserError if no notice of it can come, and when the chat mutes as many as it may.
    """
    ahead = (*mutable_in_order(context), NEW_PLANS)
    if key not in ahead:
        raise UserError("subscriptions-nothing-to-mute")
    subscriptions, chat_id = context.store.subscriptions, context.chat.chat_id
    try:
        await subscriptions.mute(chat_id, key)
    except LimitReached as error:
        # occasions that are over bring no more notices, so they give up their rows
        if not await subscriptions.drop_other_mutes(chat_id, ahead):
            raise UserError("subscriptions-mutes-full", most=error.most) from error
        await subscriptions.mute(chat_id, key)


async def unmute(context: ChatContext, key: str) -> bool:
    """Unmute what mute has muted. Return whether notices of it can still come."""
    await context.store.subscriptions.unmute(context.chat.chat_id, key)
    await context.store.chats.fall_behind(context.chat.chat_id, context.now)
    return key == NEW_PLANS or key in mutable_in_order(context)


async def announces_plans(context: ChatContext) -> bool:
    """Return whether the chat is told of plans that come out, if it follows events at all."""
    return NEW_PLANS not in await context.store.subscriptions.mutes(context.chat.chat_id)


def check_exists(context: ChatContext, wanted: Subscription) -> None:
    """Raise UserError for a subject that cannot be followed.

    That is an event that no plan has or that is cancelled or over, an unknown city, and a subject given
    for a topic that has none.
    """
    topic, subject = wanted.topic, wanted.subject
    if topic is Topic.EVENT:
        event = context.almanac.event(int(subject)) if subject.isdecimal() else None
        # «012» would be a second row for the event «12»
        known = event is not None and str(event.id) == subject
        if event is not None and known:
            check_is_ahead(context, event)
    elif topic is Topic.CITY:
        known = subject in context.almanac.cities.by_id
    else:
        known = not subject
    if not known:
        raise UserError("subscriptions-subject-unknown")


async def followed_page(context: ChatContext, topic: Topic, wanted: int) -> Paged[ListItem]:
    """Return a page of the followed cities or events, in the order of their names."""
    ordered = cities_in_order(context) if topic is Topic.CITY else events_in_order(context)
    page = await context.store.subscriptions.page(context.chat.chat_id, topic, ordered, wanted, ROWS_ON_PAGE)
    return _paged(page, [list_item(context, topic, subject) for subject in page.subjects])


def list_item(context: ChatContext, topic: Topic, subject: str) -> ListItem:
    """Return a city or an event with its name. One that is gone can still be removed."""
    if topic is Topic.CITY:
        city = context.almanac.cities.by_id.get(subject)
        gone = context.words.plain("subscriptions-city-gone", id=subject)
        return ListItem(subject, gone if city is None else city_name(context.words, city))
    event = context.almanac.event(int(subject)) if subject.isdecimal() else None
    if event is None:
        return ListItem(subject, context.words.plain("subscriptions-event-gone", id=subject))
    return ListItem(subject, _event_label(context, event))


def _event_label(context: ChatContext, event: PlanEvent) -> str:
    """Return the title with its state: «Форум столиц», «Отменено: Форум столиц»."""
    title = one_line(event.title)
    if event.status is EventStatus.CANCELLED:
        return context.words.plain("subscriptions-event-cancelled", title=title)
    is_past = is_over(event, context.today)
    return context.words.plain("subscriptions-event-over", title=title) if is_past else title


async def muted_page(context: ChatContext, wanted: int) -> Paged[ListItem]:
    """Return a page of the muted occasions still to come, in the order of their names."""
    ahead = mutable_in_order(context)
    page = await context.store.subscriptions.mutes_page(context.chat.chat_id, ahead, wanted, ROWS_ON_PAGE)
    return _paged(page, [ListItem(key, name_of_key(context, key)) for key in page.subjects])


async def count_mutes(context: ChatContext) -> int:
    """Return how many muted occasions are still to come."""
    return await context.store.subscriptions.count_mutes(context.chat.chat_id, mutable_in_order(context))


def _paged(page: Page, rows: list[ListItem]) -> Paged[ListItem]:
    return Paged(tuple(rows), page.number, page.pages, page.first, page.total)
