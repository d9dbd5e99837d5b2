"""What a chat follows: /subscribe with its lists of topics, cities, events, and of what is muted."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from data.calendar.topics import Subscription, Topic
from handlers.callbacks.preferences import OpenSubscriptions, SetListed, SetTopic, SubscriptionScreen, Unmute
from handlers.chat_context import ChatContext
from handlers.permissions import SETS_TOPIC, admins_only
from handlers.reachability.promises import promise
from handlers.replies import Toast, send_after, show
from handlers.subscriptions.lookup import count_mutes, listed, listed_mutes, listed_subject, set_followed
from handlers.views.message import Message as View
from handlers.views.subscriptions import listed_message, mutes_message, topics_message
from handlers.wiring.errors import UserError


def build_router() -> Router:
    """/subscribe and its screens; in groups for admins only."""
    router = admins_only(Router(name="subscriptions"))
    router.message.register(open_topics, Command("subscribe", "subscriptions", ignore_case=True))
    router.callback_query.register(open_screen, OpenSubscriptions.filter())
    router.callback_query.register(set_topic, SetTopic.filter(), flags=SETS_TOPIC)
    router.callback_query.register(set_listed, SetListed.filter(), flags=SETS_TOPIC)
    router.callback_query.register(unmute, Unmute.filter())
    return router


async def open_topics(message: Message, reader: ChatContext) -> None:
    """/subscribe."""
    await show(message, await _topics_screen(reader))


async def open_screen(press: CallbackQuery, callback_data: OpenSubscriptions, reader: ChatContext) -> None:
    """One screen in place of another, or below something that must stay."""
    answer = send_after if callback_data.fresh else show
    await answer(press, await _screen(reader, callback_data.screen, callback_data.page))


async def set_topic(press: CallbackQuery, callback_data: SetTopic, reader: ChatContext, toast: Toast) -> None:
    """A topic on or off."""
    await set_followed(reader, Subscription(callback_data.topic), on=callback_data.on)
    _say(toast, reader, on=callback_data.on)
    await show(press, await _topics_screen(reader))


async def set_listed(
    press: CallbackQuery, callback_data: SetListed, reader: ChatContext, toast: Toast
) -> None:
    """A city or an event of a list on or off; one just taken off is offered back."""
    topic, subject = callback_data.topic, callback_data.subject
    await set_followed(reader, Subscription(topic, subject), on=callback_data.on)
    removed = None if callback_data.on else subject
    _say(toast, reader, on=callback_data.on)
    await show(press, await _list_screen(reader, topic, callback_data.page, removed))


async def unmute(press: CallbackQuery, callback_data: Unmute, reader: ChatContext, toast: Toast) -> None:
    """Speak of something muted again."""
    await reader.store.subscriptions.unmute(reader.chat.chat_id, callback_data.key)
    await reader.store.chats.fall_behind(reader.chat.chat_id, reader.now)
    promise(toast, reader, reader.words.plain("subscriptions-unmuted"))
    await show(press, await _mutes_screen(reader, callback_data.page))


async def _screen(reader: ChatContext, screen: SubscriptionScreen, page: int) -> View:
    if screen is SubscriptionScreen.CITIES:
        return await _list_screen(reader, Topic.CITY, page)
    if screen is SubscriptionScreen.EVENTS:
        return await _list_screen(reader, Topic.EVENT, page)
    if screen is SubscriptionScreen.MUTES:
        return await _mutes_screen(reader, page)
    return await _topics_screen(reader)


async def _topics_screen(reader: ChatContext) -> View:
    chat = reader.chat
    followed = await reader.store.subscriptions.list(chat.chat_id)
    return topics_message(reader.words, chat, followed, await count_mutes(reader), reader.today)


async def _list_screen(reader: ChatContext, topic: Topic, page: int, removed: str | None = None) -> View:
    if topic not in {Topic.CITY, Topic.EVENT}:
        raise UserError("subscriptions-subject-unknown")
    restorable = listed_subject(reader, topic, removed) if removed is not None else None
    return listed_message(reader.words, topic, await listed(reader, topic, page), restorable)


async def _mutes_screen(reader: ChatContext, page: int) -> View:
    return mutes_message(reader.words, await listed_mutes(reader, page))


def _say(toast: Toast, reader: ChatContext, *, on: bool) -> None:
    if on:
        promise(toast, reader, reader.words.plain("subscriptions-followed"))
    else:
        toast.say(reader.words.plain("subscriptions-unfollowed"))
