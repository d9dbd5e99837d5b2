"""Answer /start, its links, /help and /cancel."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from data.calendar.cities import City
from data.calendar.plan import PlanEvent
from data.calendar.topics import Topic
from data.store.chats import ChatState
from handlers.callbacks.browsing import OpenScreen, Screen
from handlers.chat_context import ChatContext
from handlers.cities import show_city
from handlers.events import show_event
from handlers.permissions import require_setup_right
from handlers.questions import find_to_cancel
from handlers.replies import reply
from handlers.views.start import cancelled_message, help_message, start_message, topic_message
from handlers.views.stop import resumed_message

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
    return router


async def open_start(message: Message, context: ChatContext) -> None:
    """Show the first screen."""
    resumed = await _resume(message, context)
    await reply(message, start_message(context.words, await context.follows(), resumed=resumed))


async def follow_link(message: Message, command: CommandObject, context: ChatContext) -> None:
    """Open the event, the city or the topic of a link.

    Any other link opens the first screen.
    """
    if await _resume(message, context):
        # a message of its own, because the card that the link opens does not say it
        await reply(message, resumed_message(context.words))
    link = command.args or ""
    city, event = _linked_city(context, link), _linked_event(context, link)
    if city is not None:
        await show_city(message, context, city)
    elif event is not None:
        await show_event(message, context, event)
    elif link in _TOPIC_LINKS:
        await reply(message, topic_message(context.words, _TOPIC_LINKS[link], await context.follows()))
    else:
        # only a link that once led to a card is called outdated
        is_gone = link[:1] in {_CITY_LINK, _EVENT_LINK} and len(link) > 1
        await reply(message, start_message(context.words, await context.follows(), link_gone=is_gone))


async def open_help(message: Message, context: ChatContext) -> None:
    """Show every command with an example."""
    await reply(message, help_message(context.words))


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
    await reply(press, start_message(context.words, await context.follows()))


async def return_to_help(press: CallbackQuery, context: ChatContext) -> None:
    """Show the help in place of the pressed message."""
    await reply(press, help_message(context.words))


async def _resume(message: Message, context: ChatContext) -> bool:
    """Make a stopped private chat active again. Return whether it was stopped."""
    if context.chat.state is not ChatState.STOPPED or message.chat.type != "private":
        return False
    await context.store.chats.set_state(context.chat.chat_id, ChatState.ACTIVE, context.now)
    return True


def _linked_city(context: ChatContext, link: str) -> City | None:
    return context.almanac.cities.by_id.get(link[1:]) if link[:1] == _CITY_LINK else None


def _linked_event(context: ChatContext, link: str) -> PlanEvent | None:
    number = link[1:]
    # ids have at most 19 digits
    is_id = number.isascii() and number.isdigit() and len(number) < 20
    return context.almanac.event(int(number)) if link[:1] == _EVENT_LINK and is_id else None
