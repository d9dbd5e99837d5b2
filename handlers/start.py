"""Answer /start, its links, /help and /cancel."""

import logging

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from data.store.chat_values import ChatState
from data.store.sqlite.errors import Unwritable
from handlers import my_city
from handlers.callbacks.browsing import OpenScreen, Screen
from handlers.callbacks.preferences import DeclineTitleCity
from handlers.chat_context import ChatContext
from handlers.cities import show_city
from handlers.events import show_event
from handlers.permissions import Roles, admins_only, require_setup_right
from handlers.questions import ask_by_the_way, find_to_cancel
from handlers.secretariat.commands import commands_for
from handlers.secretariat.feedback.asking import ask_for_feedback
from handlers.secretariat.feedback.relay import FeedbackRelay
from handlers.sending.replies import Toast, reply
from handlers.start_links import read_link
from handlers.start_screen import asks_city, start_view, title_city_to_ask
from handlers.views.message import Message as View
from handlers.views.start import cancelled_message, help_message, topic_message
from handlers.views.stop import still_stopped_message

logger = logging.getLogger(__name__)


def build_router() -> Router:
    """Return the router of the first screen."""
    router = Router(name="start")
    router.message.register(follow_link, CommandStart(deep_link=True, ignore_case=True))
    router.message.register(open_start, Command("start", ignore_case=True))
    router.message.register(open_help, Command("help", ignore_case=True))
    router.message.register(cancel, Command("cancel", ignore_case=True))
    router.callback_query.register(return_to_start, OpenScreen.filter(F.screen == Screen.START))
    router.callback_query.register(return_to_help, OpenScreen.filter(F.screen == Screen.HELP))
    title = admins_only(Router(name="city-of-title"))
    title.callback_query.register(decline_title_city, DeclineTitleCity.filter())
    router.include_router(title)
    return router


async def open_start(message: Message, context: ChatContext) -> None:
    """Show the first screen.

    A private chat without a city is asked for it, and a group whose title names one about that, once.
    """
    title_city = title_city_to_ask(context.almanac.cities, context.chat, message.chat)
    if title_city is not None:
        await context.store.chats.note_title_asked(context.chat.chat_id, context.now)
    await _show_start(message, context, await start_view(context, title_city))


async def follow_link(
    message: Message, command: CommandObject, context: ChatContext, relay: FeedbackRelay
) -> None:
    """Open the event, the city or the topic of a link, or writing to the secretariat.

    Any other link opens the first screen. The first link by which a chat comes is noted.
    """
    link = read_link(context.almanac, command.args or "")
    await _note_source(context, link.source)
    if link.opens and not link.asks_feedback and context.chat.state is ChatState.STOPPED:
        # a message of its own, because what the link opens does not say it
        await reply(message, still_stopped_message(context.words))
    if link.city is not None:
        await show_city(message, context, link.city)
    elif link.event is not None:
        await show_event(message, context, link.event)
    elif link.topic is not None:
        await reply(message, topic_message(context.words, link.topic, await context.follows()))
    elif link.asks_feedback:
        await ask_for_feedback(message, context, relay)
    else:
        await _show_start(message, context, await start_view(context, link_gone=link.is_gone))


async def open_help(message: Message, context: ChatContext, roles: Roles) -> None:
    """Show every command with an example. Members of the secretariat see theirs as well."""
    await _show_help(message, context, roles)


async def cancel(message: Message, context: ChatContext) -> None:
    """Withdraw the open question. In a group, admins may withdraw another member's."""
    question = await find_to_cancel(message, context.store, context.now)
    if question is not None:
        if message.from_user is None or message.from_user.id != question.user_id:
            await require_setup_right(message)
        await context.store.open_questions.drop(question)
    await reply(message, cancelled_message(context.words, was_open=question is not None))


async def return_to_start(press: CallbackQuery, context: ChatContext) -> None:
    """Show the first screen in place of the pressed message."""
    await _show_start(press, context, await start_view(context))


async def decline_title_city(press: CallbackQuery, context: ChatContext, toast: Toast) -> None:
    """Show the first screen without the question about the title. It is not asked again."""
    await context.store.chats.note_title_asked(context.chat.chat_id, context.now)
    toast.say(context.words.plain("my-city-declined"))
    await reply(press, await start_view(context))


async def return_to_help(press: CallbackQuery, context: ChatContext, roles: Roles) -> None:
    """Show the help in place of the pressed message."""
    await _show_help(press, context, roles)


async def _show_help(event: Message | CallbackQuery, context: ChatContext, roles: Roles) -> None:
    is_desk = context.is_private or context.chat.chat_id == roles.secretariat
    rights = await roles.rights(event.from_user) if is_desk else frozenset()
    await reply(event, help_message(context.words, commands_for(rights)))


async def _show_start(event: Message | CallbackQuery, context: ChatContext, view: View) -> None:
    """Reply with the first screen. Where it asks for the chat's own city, an answer is awaited."""
    if asks_city(context):
        await ask_by_the_way(event, context, my_city.QUESTION, my_city.ASKED_BY_THE_WAY)
    await reply(event, view)


async def _note_source(context: ChatContext, source: str) -> None:
    if not source:
        return
    try:
        await context.store.arrival_links.note(context.chat.chat_id, source)
    except Unwritable:
        # the link is opened all the same: nothing that the person asked for is lost
        logger.info("chat %s came by a link that cannot be stored now", context.chat.chat_id)
