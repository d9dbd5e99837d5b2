"""Set how long ahead a chat is reminded, topic by topic."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from data.calendar.topics import LEAD_DAYS
from handlers.callbacks.preferences import OpenLeads, SetLead
from handlers.chat_context import ChatContext
from handlers.permissions import SETS_TOPIC, admins_only
from handlers.replies import Toast, reply
from handlers.views.lead_times import TOPICS_WITH_LEADS, topic_leads_message


def build_router() -> Router:
    """Return the router of lead times. In groups it is for admins only."""
    router = admins_only(Router(name="lead-times"))
    has_leads = F.topic.in_(TOPICS_WITH_LEADS)
    router.callback_query.register(open_topic, OpenLeads.filter(has_leads))
    router.callback_query.register(
        set_lead, SetLead.filter(has_leads & F.days.in_(LEAD_DAYS)), flags=SETS_TOPIC
    )
    return router


async def open_topic(press: CallbackQuery, callback_data: OpenLeads, context: ChatContext) -> None:
    """Show the lead times of a topic."""
    leads = await context.store.subscriptions.leads(context.chat.chat_id)
    await reply(press, topic_leads_message(context.words, callback_data.topic, leads[callback_data.topic]))


async def set_lead(press: CallbackQuery, callback_data: SetLead, context: ChatContext, toast: Toast) -> None:
    """Add or remove a lead time."""
    topic, days = callback_data.topic, callback_data.days
    leads = await context.store.subscriptions.leads(context.chat.chat_id)
    others = set(leads[topic]) - {days}
    chosen = others | {days} if callback_data.on else others
    await context.store.subscriptions.set_leads(context.chat.chat_id, topic, chosen)
    await context.store.chats.fall_behind(context.chat.chat_id, context.now)
    toast.say(context.words.plain("settings-saved"))
    await reply(press, topic_leads_message(context.words, topic, sorted(chosen, reverse=True)))
