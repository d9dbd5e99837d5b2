"""Answer /settings: when, how often and in which language a chat gets notices."""

from dataclasses import replace
from datetime import date, timedelta

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Frequency
from handlers.callbacks.browsing import SETTINGS
from handlers.callbacks.preferences import (
    OpenSettings,
    PausePeriod,
    SetFrequency,
    SetHour,
    SetLanguage,
    SetPause,
    SettingsScreen,
)
from handlers.chat_context import ChatContext
from handlers.permissions import SETS_TOPIC, admins_only
from handlers.sending.replies import Toast, reply
from handlers.text.words import words_in
from handlers.views.lead_times import lead_topics_message
from handlers.views.message import Message as View
from handlers.views.settings import (
    frequency_message,
    hour_message,
    language_message,
    pause_message,
    settings_message,
)
from handlers.views.zones import zone_message

_PAUSE_DAYS = {PausePeriod.WEEK: 7, PausePeriod.MONTH: 30}


def build_router() -> Router:
    """Return the router of the settings. In groups it is for admins only."""
    router = admins_only(Router(name="settings"))
    router.message.register(open_settings, Command("settings", ignore_case=True))
    router.callback_query.register(open_main, F.data == SETTINGS)
    router.callback_query.register(open_screen, OpenSettings.filter())
    router.callback_query.register(set_hour, SetHour.filter(), flags=SETS_TOPIC)
    router.callback_query.register(set_frequency, SetFrequency.filter(), flags=SETS_TOPIC)
    router.callback_query.register(set_language, SetLanguage.filter(), flags=SETS_TOPIC)
    router.callback_query.register(set_pause, SetPause.filter(), flags=SETS_TOPIC)
    return router


async def open_settings(message: Message, context: ChatContext) -> None:
    """Show the main screen."""
    await reply(message, _main_message(context))


async def open_main(press: CallbackQuery, context: ChatContext) -> None:
    """Show the main screen, from a button of another feature."""
    await reply(press, _main_message(context))


async def open_screen(press: CallbackQuery, callback_data: OpenSettings, context: ChatContext) -> None:
    """Show a screen in place of another."""
    await reply(press, await _screen_message(context, callback_data.screen))


async def set_hour(press: CallbackQuery, callback_data: SetHour, context: ChatContext, toast: Toast) -> None:
    """Set the local hour at which notices come."""
    chat = await context.store.chats.set_hour(context.chat.chat_id, callback_data.hour, context.now)
    toast.say(context.words.plain("settings-saved"))
    await reply(press, hour_message(context.words, chat, context.now))


async def set_frequency(
    press: CallbackQuery, callback_data: SetFrequency, context: ChatContext, toast: Toast
) -> None:
    """Set the delivery frequency. WEEKLY also subscribes the chat to the bulletin."""
    chat = await context.store.chats.set_frequency(context.chat.chat_id, callback_data.frequency, context.now)
    key = "settings-saved"
    if callback_data.frequency is Frequency.WEEKLY:
        bulletin = Subscription(Topic.BULLETIN)
        is_new = await context.store.subscriptions.add(chat.chat_id, bulletin, context.now)
        key = "settings-bulletin-followed" if is_new else key
    toast.say(context.words.plain(key))
    await reply(press, frequency_message(context.words, chat))


async def set_language(
    press: CallbackQuery, callback_data: SetLanguage, context: ChatContext, toast: Toast
) -> None:
    """Set the language, and show the screen in it."""
    chat = await context.store.chats.set_language(context.chat.chat_id, callback_data.language, context.now)
    words = words_in(chat.language)
    toast.say(words.plain("settings-saved"))
    await reply(press, language_message(words, chat))


async def set_pause(
    press: CallbackQuery, callback_data: SetPause, context: ChatContext, toast: Toast
) -> None:
    """Pause the notices, or end the pause."""
    last_day = last_silent_day(callback_data.period, context.today)
    chat = await context.store.chats.set_paused_until(context.chat.chat_id, last_day, context.now)
    toast.say(context.words.plain("settings-saved"))
    await reply(press, _main_message(replace(context, chat=chat)))


async def _screen_message(context: ChatContext, screen: SettingsScreen) -> View:
    words, chat = context.words, context.chat
    if screen is SettingsScreen.LEADS:
        return await leads_of_topics(context)
    makers = {
        SettingsScreen.MAIN: lambda: _main_message(context),
        SettingsScreen.HOUR: lambda: hour_message(words, chat, context.now),
        SettingsScreen.ZONE: lambda: zone_message(words, chat, context.now),
        SettingsScreen.FREQUENCY: lambda: frequency_message(words, chat),
        SettingsScreen.LANGUAGE: lambda: language_message(words, chat),
        SettingsScreen.PAUSE: lambda: pause_message(words, chat, context.today),
    }
    return makers[screen]()


async def leads_of_topics(context: ChatContext) -> View:
    """Return the screen of all topics with their lead times."""
    subscriptions, chat_id = context.store.subscriptions, context.chat.chat_id
    leads, hours = await subscriptions.leads(chat_id), await subscriptions.hours(chat_id)
    return lead_topics_message(context.words, leads, hours)


def _main_message(context: ChatContext) -> View:
    city = context.almanac.cities.by_id.get(context.chat.city or "")
    return settings_message(context.words, context.chat, context.now, context.today, city)


def last_silent_day(period: PausePeriod, today: date) -> date | None:
    """Return the last day of a pause that begins today. None ends a pause."""
    if period is PausePeriod.NONE:
        return None
    days = _PAUSE_DAYS.get(period)
    return date.max if days is None else today + timedelta(days=days)
