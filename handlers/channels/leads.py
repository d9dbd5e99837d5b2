"""Set how long ahead a channel reminds of each topic."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from data.calendar.topics import LEAD_DAYS, LEAD_HOURS, TOPICS_OF_EVENTS
from handlers.callbacks.preferences import OpenLeads, OpenOwnLeads, SetHourLead, SetLead, SetLeadPreset
from handlers.channels.access import Channel, OnChannel
from handlers.errors import UserError
from handlers.sending.replies import Toast, reply
from handlers.subscriptions.lead_times import (
    LeadsView,
    leads_view,
    store_days,
    switch_hour_lead,
    switch_lead,
)
from handlers.views.channels import addressed
from handlers.views.lead_times import PRESETS, TOPICS_WITH_LEADS, own_leads_message, topic_leads_message

_Data = OpenLeads | OpenOwnLeads | SetHourLead | SetLead | SetLeadPreset


class HasLeads(Filter):
    """Pass the lead times that a topic can have. Raises UserError for all others."""

    async def __call__(self, _press: CallbackQuery, callback_data: _Data) -> bool:
        """Return True for a topic with this lead time."""
        is_offered = callback_data.topic in TOPICS_WITH_LEADS
        if isinstance(callback_data, SetLead):
            is_offered &= callback_data.days in LEAD_DAYS
        elif isinstance(callback_data, SetHourLead):
            is_offered &= callback_data.topic in TOPICS_OF_EVENTS and callback_data.hours in LEAD_HOURS
        if not is_offered:
            raise UserError("stale-button")
        return True


def build_router() -> Router:
    """Return the router of a channel's lead times."""
    router = Router(name="channel-leads")
    router.callback_query.register(open_topic, OnChannel(OpenLeads), HasLeads())
    router.callback_query.register(open_own, OnChannel(OpenOwnLeads), HasLeads())
    router.callback_query.register(set_preset, OnChannel(SetLeadPreset), HasLeads())
    router.callback_query.register(set_lead, OnChannel(SetLead), HasLeads())
    router.callback_query.register(set_hour_lead, OnChannel(SetHourLead), HasLeads())
    return router


async def open_topic(press: CallbackQuery, callback_data: OpenLeads, channel: Channel) -> None:
    """Show the presets of a topic."""
    await _show(press, channel, callback_data, topic_leads_message)


async def open_own(press: CallbackQuery, callback_data: OpenOwnLeads, channel: Channel) -> None:
    """Show each lead time of a topic by itself."""
    await _show(press, channel, callback_data, own_leads_message)


async def set_preset(
    press: CallbackQuery, callback_data: SetLeadPreset, channel: Channel, toast: Toast
) -> None:
    """Set the lead times of a topic to those of a preset."""
    await store_days(channel.context, callback_data.topic, PRESETS[callback_data.preset])
    await _show(press, channel, callback_data, topic_leads_message, toast)


async def set_lead(press: CallbackQuery, callback_data: SetLead, channel: Channel, toast: Toast) -> None:
    """Add or remove a lead time."""
    await switch_lead(channel.context, callback_data)
    await _show(press, channel, callback_data, own_leads_message, toast)


async def set_hour_lead(
    press: CallbackQuery, callback_data: SetHourLead, channel: Channel, toast: Toast
) -> None:
    """Add or remove a reminder some hours before an event begins."""
    await switch_hour_lead(channel.context, callback_data)
    await _show(press, channel, callback_data, topic_leads_message, toast)


async def _show(
    press: CallbackQuery, channel: Channel, data: _Data, view: LeadsView, saved: Toast | None = None
) -> None:
    """Show the lead times of a topic, and confirm those that were saved."""
    if saved is not None:
        saved.say(channel.context.words.plain("settings-saved"))
    await reply(press, addressed(await leads_view(channel.context, data.topic, view), channel.id))
