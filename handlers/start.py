"""Answer /start, its links, /help and /cancel."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from data.calendar.cities import City
from data.calendar.plan import PlanEvent
from data.calendar.topics import Topic
from data.store.chat_values import ChatState
from handlers import my_city
from handlers.callbacks.browsing import OpenScreen, Screen
from handlers.callbacks.preferences import DeclineTitleCity
from handlers.chat_context import ChatContext
from handlers.cities import show_city
from handlers.events import show_event
from handlers.permissions import Roles, admins_only, require_setup_right
from handlers.questions import ask_by_the_way, find_to_cancel
from handlers.secretariat.commands import commands_for
from handlers.sending.replies import Toast, reply
from handlers.start_screen import asks_city, start_view, title_city_to_ask
from handlers.views.message import Message as View
from handlers.views.start import cancelled_message, help_message, topic_message
from handlers.views.stop import still_stopped_message

_CITY_LINK, _EVENT_LINK = "c", "e"
_TOPIC_LINKS = {"w": Topic.BULLETIN, "j": Topic.JUBILEES}


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


async def follow_link(message: Message, command: CommandObject, context: ChatContext) -> None:
    """Open the event, the city or the topic of a link.

    Any other link opens the first screen.
    """
    link = command.args or ""
    city, event = _linked_city(context, link), _linked_event(context, link)
    opens = city is not None or event is not None or link in _TOPIC_LINKS
    if opens and context.chat.state is ChatState.STOPPED:
        # a message of its own, because what the link opens does not say it
        await reply(message, still_stopped_message(context.words))
    if city is not None:
        await show_city(message, context, city)
    elif event is not None:
        await show_event(message, context, event)
    elif link in _TOPIC_LINKS:
        await reply(message, topic_message(context.words, _TOPIC_LINKS[link], await context.follows()))
    else:
        # only a link that once led to a card is called outdated
        is_gone = link[:1] in {_CITY_LINK, _EVENT_LINK} and len(link) > 1
        await _show_start(message, context, await start_view(context, link_gone=is_gone))


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


def _linked_city(context: ChatContext, link: str) -> City | None:
    return context.almanac.cities.by_id.get(link[1:]) if link[:1] == _CITY_LINK else None


def _linked_event(context: ChatContext, link: str) -> PlanEvent | None:
    number = link[1:]
    # ids have at most 19 digits
    is_id = number.isascii() and number.isdigit() and len(number) < 20
    return context.almanac.event(int(number)) if link[:1] == _EVENT_LINK and is_id else None
