"""Answer /subscribe: list a chat's topics, cities, events and muted occasions."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from data.calendar.topics import Subscription, Topic
from data.store.revisions import NEW_PLANS
from handlers.callbacks.preferences import SetGreetings
from handlers.callbacks.subscriptions import (
    OpenSubscriptions,
    SetListed,
    SetPlanNews,
    SetTopic,
    SubscriptionScreen,
    Unmute,
)
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.expected_reminders import next_reminders, promise_of
from handlers.permissions import SETS_TOPIC, admins_only
from handlers.reachability.obstacles import confirm_reminders
from handlers.sending.replies import Toast, reply, reply_below
from handlers.subscriptions.greetings import switch_greetings
from handlers.subscriptions.lookup import (
    announces_plans,
    count_mutes,
    followed_page,
    list_item,
    mute,
    muted_page,
    set_followed,
    unmute,
)
from handlers.text.markup import join
from handlers.views.message import Message as View
from handlers.views.message import parsed
from handlers.views.subscriptions import Muted, followed_list_message, muted_list_message, topics_message

MOST_EXPECTED = 3
"""Reminders that the screen of subscriptions announces."""


def build_router() -> Router:
    """Return the router of /subscribe. In groups it is for admins only."""
    router = admins_only(Router(name="subscriptions"))
    router.message.register(open_topics, Command("subscribe", "subscriptions", ignore_case=True))
    router.callback_query.register(open_screen, OpenSubscriptions.filter())
    router.callback_query.register(set_topic, SetTopic.filter(), flags=SETS_TOPIC)
    router.callback_query.register(
        set_greetings, SetGreetings.filter(F.in_choice.is_(False)), flags=SETS_TOPIC
    )
    router.callback_query.register(set_plan_news, SetPlanNews.filter(), flags=SETS_TOPIC)
    router.callback_query.register(set_listed, SetListed.filter(), flags=SETS_TOPIC)
    router.callback_query.register(unmute_listed, Unmute.filter())
    return router


async def open_topics(message: Message, context: ChatContext) -> None:
    """Show all topics."""
    await reply(message, await _topics_message(context))


async def open_screen(press: CallbackQuery, callback_data: OpenSubscriptions, context: ChatContext) -> None:
    """Show a screen in place of another, or below a message that stays."""
    answer = reply_below if callback_data.fresh else reply
    await answer(press, await _screen_message(context, callback_data.screen, callback_data.page))


async def set_topic(
    press: CallbackQuery, callback_data: SetTopic, context: ChatContext, toast: Toast
) -> None:
    """Follow a topic, or stop following it."""
    following = Subscription(callback_data.topic)
    await set_followed(context, following, on=callback_data.on)
    promise = await promise_of(context, following) if callback_data.on else ""
    _confirm(toast, context, on=callback_data.on, promise=parsed(promise))
    await reply(press, await _topics_message(context))


async def set_greetings(
    press: CallbackQuery, callback_data: SetGreetings, context: ChatContext, toast: Toast
) -> None:
    """Switch the greetings of the day itself."""
    chat = await switch_greetings(context, toast, on=callback_data.on)
    await reply(press, await _topics_message(replace(context, chat=chat)))


async def set_plan_news(
    press: CallbackQuery, callback_data: SetPlanNews, context: ChatContext, toast: Toast
) -> None:
    """Announce plans that come out, or no longer."""
    if callback_data.on:
        await unmute(context, NEW_PLANS)
    else:
        await mute(context, NEW_PLANS)
    _confirm(toast, context, on=callback_data.on)
    await reply(press, await _topics_message(context))


async def set_listed(
    press: CallbackQuery, callback_data: SetListed, context: ChatContext, toast: Toast
) -> None:
    """Follow a city or an event of a list, or stop following it.

    One just removed is offered again.
    """
    topic, subject = callback_data.topic, callback_data.subject
    await set_followed(context, Subscription(topic, subject), on=callback_data.on)
    removed = None if callback_data.on else subject
    _confirm(toast, context, on=callback_data.on)
    await reply(press, await _list_message(context, topic, callback_data.page, removed))


async def unmute_listed(
    press: CallbackQuery, callback_data: Unmute, context: ChatContext, toast: Toast
) -> None:
    """Unmute an occasion."""
    await unmute(context, callback_data.key)
    confirm_reminders(toast, context, context.words.plain("subscriptions-unmuted"))
    await reply(press, await _muted_message(context, callback_data.page))


async def _screen_message(context: ChatContext, screen: SubscriptionScreen, page: int) -> View:
    if screen is SubscriptionScreen.CITIES:
        return await _list_message(context, Topic.CITY, page)
    if screen is SubscriptionScreen.EVENTS:
        return await _list_message(context, Topic.EVENT, page)
    if screen is SubscriptionScreen.MUTES:
        return await _muted_message(context, page)
    return await _topics_message(context)


async def _topics_message(context: ChatContext) -> View:
    chat = context.chat
    followed = await context.store.subscriptions.list(chat.chat_id)
    expected = await next_reminders(context, MOST_EXPECTED)
    muted = Muted(await count_mutes(context), new_plans=not await announces_plans(context))
    return topics_message(context.words, chat, followed, muted, context.today, expected)


async def _list_message(context: ChatContext, topic: Topic, page: int, removed: str | None = None) -> View:
    if topic not in {Topic.CITY, Topic.EVENT}:
        raise UserError("subscriptions-subject-unknown")
    restorable = list_item(context, topic, removed) if removed is not None else None
    return followed_list_message(context.words, topic, await followed_page(context, topic, page), restorable)


async def _muted_message(context: ChatContext, page: int) -> View:
    return muted_list_message(context.words, await muted_page(context, page))


def _confirm(toast: Toast, context: ChatContext, *, on: bool, promise: str = "") -> None:
    if on:
        text = context.words.plain("subscriptions-followed")
        confirm_reminders(toast, context, join((text, promise), ". "))
    else:
        toast.say(context.words.plain("subscriptions-unfollowed"))
