"""Show the card of a channel: what is published there, when and in which language."""

import logging

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import CallbackQuery, Message

from data.calendar.topics import Subscription
from data.store.revisions import NEW_PLANS
from handlers.callbacks.channels import RemoveChannel
from handlers.callbacks.preferences import (
    OpenSettings,
    SetGreetings,
    SetHour,
    SetLanguage,
    SetPause,
    SettingsScreen,
)
from handlers.callbacks.subscriptions import SetPlanNews, SetTopic
from handlers.channels.access import Channel, OnChannel, title_of
from handlers.errors import UserError
from handlers.expected_reminders import next_reminders, promise_of
from handlers.sending.replies import Toast, reply
from handlers.settings import last_silent_day, leads_of_topics
from handlers.subscriptions.lookup import announces_plans, mute, set_followed, unmute
from handlers.views.channels import (
    ChannelCard,
    addressed,
    channel_message,
    channel_removed_message,
    removal_question,
)
from handlers.views.message import Message as View
from handlers.views.message import parsed
from handlers.views.settings import hour_message, language_message, pause_message
from handlers.views.zones import zone_message

logger = logging.getLogger(__name__)

MOST_EXPECTED = 3
"""Reminders that the card of a channel announces."""


def build_router() -> Router:
    """Return the router of a channel's card and of its settings."""
    router = Router(name="channel-card")
    router.callback_query.register(open_screen, OnChannel(OpenSettings))
    router.callback_query.register(set_topic, OnChannel(SetTopic))
    router.callback_query.register(set_greetings, OnChannel(SetGreetings))
    router.callback_query.register(set_plan_news, OnChannel(SetPlanNews))
    router.callback_query.register(set_hour, OnChannel(SetHour))
    router.callback_query.register(set_language, OnChannel(SetLanguage))
    router.callback_query.register(set_pause, OnChannel(SetPause))
    router.callback_query.register(remove, OnChannel(RemoveChannel))
    return router


async def show_card(event: Message | CallbackQuery, channel: Channel, bot: Bot) -> None:
    """Show the card in place of a pressed message, or as the reply to a message."""
    context = channel.context
    card = ChannelCard(
        chat=context.chat,
        title=await title_of(bot, channel.id),
        followed=await context.follows(),
        announces_plans=await announces_plans(context),
        expected=await next_reminders(context, MOST_EXPECTED),
    )
    await _show(event, channel, channel_message(context.words, card, context.now, context.today))


async def open_screen(press: CallbackQuery, callback_data: OpenSettings, channel: Channel, bot: Bot) -> None:
    """Show the card, or a screen of the channel's settings. A channel has no other screens."""
    words, chat, now = channel.context.words, channel.context.chat, channel.context.now
    match callback_data.screen:
        case SettingsScreen.MAIN:
            await show_card(press, channel, bot)
        case SettingsScreen.LEADS:
            await _show(press, channel, await leads_of_topics(channel.context))
        case SettingsScreen.HOUR:
            await _show(press, channel, hour_message(words, chat, now))
        case SettingsScreen.ZONE:
            await _show(press, channel, zone_message(words, chat, now))
        case SettingsScreen.LANGUAGE:
            await _show(press, channel, language_message(words, chat))
        case SettingsScreen.PAUSE:
            await _show(press, channel, pause_message(words, chat, channel.context.today))
        case _:
            raise UserError("stale-button")


async def set_topic(
    press: CallbackQuery, callback_data: SetTopic, channel: Channel, toast: Toast, bot: Bot
) -> None:
    """Publish a topic in the channel, or no longer."""
    context, following = channel.context, Subscription(callback_data.topic)
    await set_followed(context, following, on=callback_data.on)
    promise = parsed(await promise_of(context, following)) if callback_data.on else ""
    toast.say(". ".join(filter(None, (_switched(channel, on=callback_data.on), promise))))
    await show_card(press, channel, bot)


async def set_greetings(
    press: CallbackQuery, callback_data: SetGreetings, channel: Channel, toast: Toast, bot: Bot
) -> None:
    """Switch the greetings of the day itself."""
    context = channel.context
    chat = await context.store.chats.set_greets(channel.id, context.now, greets=callback_data.on)
    toast.say(_switched(channel, on=callback_data.on))
    await show_card(press, channel.now_with(chat), bot)


async def set_plan_news(
    press: CallbackQuery, callback_data: SetPlanNews, channel: Channel, toast: Toast, bot: Bot
) -> None:
    """Announce plans that come out, or no longer."""
    if callback_data.on:
        await unmute(channel.context, NEW_PLANS)
    else:
        await mute(channel.context, NEW_PLANS)
    toast.say(_switched(channel, on=callback_data.on))
    await show_card(press, channel, bot)


async def set_hour(press: CallbackQuery, callback_data: SetHour, channel: Channel, toast: Toast) -> None:
    """Set the hour at which the channel gets its posts."""
    context = channel.context
    chat = await context.store.chats.set_hour(channel.id, callback_data.hour, context.now)
    _confirm(channel, toast)
    await _show(press, channel, hour_message(context.words, chat, context.now))


async def set_language(
    press: CallbackQuery, callback_data: SetLanguage, channel: Channel, toast: Toast
) -> None:
    """Set the language of the posts. The screen stays in the administrator's own."""
    context = channel.context
    chat = await context.store.chats.set_language(channel.id, callback_data.language, context.now)
    _confirm(channel, toast)
    await _show(press, channel, language_message(context.words, chat))


async def set_pause(
    press: CallbackQuery, callback_data: SetPause, channel: Channel, toast: Toast, bot: Bot
) -> None:
    """Pause the posts, or end the pause."""
    context = channel.context
    last_day = last_silent_day(callback_data.period, context.today)
    chat = await context.store.chats.set_paused_until(channel.id, last_day, context.now)
    _confirm(channel, toast)
    await show_card(press, channel.now_with(chat), bot)


async def remove(press: CallbackQuery, callback_data: RemoveChannel, channel: Channel, bot: Bot) -> None:
    """Ask whether to remove the channel. Once sure, delete what is stored of it, and leave."""
    title = await title_of(bot, channel.id)
    if not callback_data.sure:
        await _show(press, channel, removal_question(channel.context.words, title))
        return
    await channel.context.store.chats.forget(channel.id)
    try:
        await bot.leave_chat(channel.id)
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        # the bot was removed in the same moment, and there is nothing left to publish
        logger.info("channel %s is not left: %s", channel.id, error.message)
    await reply(press, channel_removed_message(channel.context.words, title))


def _switched(channel: Channel, *, on: bool) -> str:
    return channel.context.words.plain("channel-on" if on else "channel-off")


def _confirm(channel: Channel, toast: Toast) -> None:
    toast.say(channel.context.words.plain("settings-saved"))


async def _show(event: Message | CallbackQuery, channel: Channel, view: View) -> None:
    """Reply with a view whose buttons act upon the channel."""
    await reply(event, addressed(view, channel.id))
