"""Set the time zone of a channel: from a list, or by the name of a city."""

from aiogram import Bot, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from data.store.open_questions import Dialogue
from handlers.callbacks.preferences import AskZoneCity, SetZone
from handlers.channels.access import Channel, OnChannel
from handlers.channels.answers import channel_of
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.questions import IsAnswerTo, ask_again, ask_below, asks_otherwise, close_question
from handlers.sending.replies import Toast, reply
from handlers.views.channels import addressed, ask_channel_zone_message
from handlers.views.zones import which_zone_city_message, zone_city_unknown_message, zone_message
from handlers.zones import is_known_zone, zones_of

QUESTION = "channel-zone"


def build_router() -> Router:
    """Return the router of a channel's time zone."""
    router = Router(name="channel-zones")
    router.callback_query.register(set_zone, OnChannel(SetZone))
    router.callback_query.register(ask_zone, OnChannel(AskZoneCity))
    router.message.register(answer_zone, IsAnswerTo(QUESTION))
    return router


async def set_zone(
    press: CallbackQuery, callback_data: SetZone, context: ChatContext, channel: Channel, toast: Toast
) -> None:
    """Set the zone of the pressed button."""
    if not is_known_zone(context.almanac, callback_data.zone):
        raise UserError("stale-button")
    await context.store.open_questions.clear(context.chat.chat_id, press.from_user.id)
    toast.say(context.words.plain("settings-saved"))
    await _set_and_show(press, channel, callback_data.zone)


async def ask_zone(press: CallbackQuery, context: ChatContext, channel: Channel) -> None:
    """Ask for a city in the wanted zone, in the private chat."""
    view = ask_channel_zone_message(context.words)
    await ask_below(press, context.store, context.now, QUESTION, view, {"channel": channel.id})


async def answer_zone(message: Message, context: ChatContext, question: Dialogue, bot: Bot) -> None:
    """Set the zone that the answer names. Otherwise the question stays open."""
    name = (message.text or "").strip()
    found = zones_of(context.almanac.cities).find(name, context.now)
    is_by_city = found.zone is None or found.cities.match is not None
    if is_by_city and asks_otherwise(message, context, found.cities):
        raise SkipHandler
    channel = await channel_of(question, context, bot)
    if found.zone is not None:
        await close_question(message, context, question)
        await _set_and_show(message, channel, found.zone)
        return
    words, cities = context.words, found.cities
    view = (
        which_zone_city_message(words, cities)
        if cities.candidates
        else zone_city_unknown_message(words, name)
    )
    await ask_again(message, context, question, addressed(view, channel.id))


async def _set_and_show(event: Message | CallbackQuery, channel: Channel, zone: str) -> None:
    context = channel.context
    chat = await context.store.chats.set_zone(channel.id, zone, context.now)
    await reply(event, addressed(zone_message(context.words, chat, context.now), channel.id))
