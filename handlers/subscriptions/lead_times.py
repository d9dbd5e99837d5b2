"""Set how long ahead a chat is reminded, topic by topic."""

from collections.abc import Callable, Iterable, Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from data.calendar.topics import LEAD_DAYS, LEAD_HOURS, TOPICS_OF_EVENTS, Topic
from handlers.callbacks.preferences import OpenLeads, OpenOwnLeads, SetHourLead, SetLead, SetLeadPreset
from handlers.chat_context import ChatContext
from handlers.permissions import SETS_TOPIC, admins_only
from handlers.sending.replies import Toast, reply
from handlers.text.words import Words
from handlers.views.lead_times import PRESETS, TOPICS_WITH_LEADS, own_leads_message, topic_leads_message
from handlers.views.message import Message

LeadsView = Callable[[Words, Topic, Sequence[int], Sequence[int]], Message]
"""Renders lead times of a topic: those in days and those in hours."""


def build_router() -> Router:
    """Return the router of lead times. In groups it is for admins only."""
    router = admins_only(Router(name="lead-times"))
    has_leads, has_hours = F.topic.in_(TOPICS_WITH_LEADS), F.topic.in_(TOPICS_OF_EVENTS)
    router.callback_query.register(open_topic, OpenLeads.filter(has_leads))
    router.callback_query.register(open_own, OpenOwnLeads.filter(has_leads))
    router.callback_query.register(set_preset, SetLeadPreset.filter(has_leads), flags=SETS_TOPIC)
    router.callback_query.register(
        set_lead, SetLead.filter(has_leads & F.days.in_(LEAD_DAYS)), flags=SETS_TOPIC
    )
    router.callback_query.register(
        set_hour_lead, SetHourLead.filter(has_hours & F.hours.in_(LEAD_HOURS)), flags=SETS_TOPIC
    )
    return router


async def open_topic(press: CallbackQuery, callback_data: OpenLeads, context: ChatContext) -> None:
    """Show the presets of a topic."""
    await _show(press, context, callback_data.topic, topic_leads_message)


async def open_own(press: CallbackQuery, callback_data: OpenOwnLeads, context: ChatContext) -> None:
    """Show each lead time of a topic by itself."""
    await _show(press, context, callback_data.topic, own_leads_message)


async def set_preset(
    press: CallbackQuery, callback_data: SetLeadPreset, context: ChatContext, toast: Toast
) -> None:
    """Set the lead times of a topic to those of a preset."""
    await store_days(context, callback_data.topic, PRESETS[callback_data.preset])
    _confirm(context, toast)
    await _show(press, context, callback_data.topic, topic_leads_message)


async def set_lead(press: CallbackQuery, callback_data: SetLead, context: ChatContext, toast: Toast) -> None:
    """Add or remove a lead time."""
    await switch_lead(context, callback_data)
    _confirm(context, toast)
    await _show(press, context, callback_data.topic, own_leads_message)


async def set_hour_lead(
    press: CallbackQuery, callback_data: SetHourLead, context: ChatContext, toast: Toast
) -> None:
    """Add or remove a reminder some hours before an event begins."""
    await switch_hour_lead(context, callback_data)
    _confirm(context, toast)
    await _show(press, context, callback_data.topic, topic_leads_message)


async def store_days(context: ChatContext, topic: Topic, days: Iterable[int]) -> None:
    """Store the lead times of a topic in days, and let planning make up for what is due by it."""
    await context.store.subscriptions.set_leads(context.chat.chat_id, topic, days)
    await context.store.chats.fall_behind(context.chat.chat_id, context.now)


async def switch_lead(context: ChatContext, wanted: SetLead) -> None:
    """Store that a lead time in days is added or removed."""
    leads = await context.store.subscriptions.leads(context.chat.chat_id)
    await store_days(context, wanted.topic, _changed(leads[wanted.topic], wanted.days, on=wanted.on))


async def switch_hour_lead(context: ChatContext, wanted: SetHourLead) -> None:
    """Store that a lead time in hours is added or removed."""
    subscriptions, chat_id = context.store.subscriptions, context.chat.chat_id
    hours = await subscriptions.hours(chat_id)
    await subscriptions.set_hours(
        chat_id, wanted.topic, _changed(hours[wanted.topic], wanted.hours, on=wanted.on)
    )
    await context.store.chats.fall_behind(chat_id, context.now)


async def leads_view(context: ChatContext, topic: Topic, view: LeadsView) -> Message:
    """Return the lead times of a topic as this view renders them."""
    subscriptions, chat_id = context.store.subscriptions, context.chat.chat_id
    days, hours = await subscriptions.leads(chat_id), await subscriptions.hours(chat_id)
    return view(context.words, topic, days[topic], hours[topic])


def _confirm(context: ChatContext, toast: Toast) -> None:
    toast.say(context.words.plain("settings-saved"))


async def _show(press: CallbackQuery, context: ChatContext, topic: Topic, view: LeadsView) -> None:
    await reply(press, await leads_view(context, topic, view))


def _changed(chosen: Iterable[int], one: int, *, on: bool) -> set[int]:
    others = set(chosen) - {one}
    return others | {one} if on else others
