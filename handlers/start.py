"""/start with its links, /help and /cancel."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

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

_TOPIC_LINKS = {"w": Topic.BULLETIN, "j": Topic.JUBILEES}


def build_router() -> Router:
    """The first screen's handlers."""
    router = Router(name="start")
    router.message.register(follow_link, CommandStart(deep_link=True, ignore_case=True))
    router.message.register(open_start, Command("start", ignore_case=True))
    router.message.register(open_help, Command("help", ignore_case=True))
    router.message.register(cancel, Command("cancel", ignore_case=True))
    router.callback_query.register(press_start, OpenScreen.filter(F.screen == Screen.START))
    router.callback_query.register(press_help, OpenScreen.filter(F.screen == Screen.HELP))
    return router


async def open_start(message: Message, context: ChatContext) -> None:
    """The first screen."""
    resumed = await _wake(message, context)
    await reply(message, start_message(context.words, await context.follows(), resumed=resumed))


async def follow_link(message: Message, command: CommandObject, context: ChatContext) -> None:
    """A link to an event, a city or a topic; a link we do not know opens the first screen."""
    if await _wake(message, context):
        # said apart: what the link opens has no place for it
        await reply(message, resumed_message(context.words))
    link = command.args or ""
    kind, subject = link[:1], link[1:]
    city = context.almanac.cities.by_id.get(subject) if kind == "c" else None
    event = context.almanac.event(_number(subject)) if kind == "e" else None
    if city is not None:
        await show_city(message, context, city)
    elif event is not None:
        await show_event(message, context, event)
    elif link in _TOPIC_LINKS:
        await reply(message, topic_message(context.words, _TOPIC_LINKS[link], await context.follows()))
    else:
        # a card that is gone is said to be gone; a link with no meaning is none
        is_gone = kind in {"e", "c"} and bool(subject)
        await reply(message, start_message(context.words, await context.follows(), link_gone=is_gone))


async def open_help(message: Message, context: ChatContext) -> None:
    """Every command with an example."""
    await reply(message, help_message(context.words))


async def cancel(message: Message, context: ChatContext) -> None:
    """Drop the open question, if there is one. In a group its admins drop another's."""
    question = await find_to_cancel(message, context.store, context.now)
    if question is not None:
        if message.from_user is None or message.from_user.id != question.user_id:
            await require_setup_right(message)
        await context.store.open_questions.drop(question)
    await reply(message, cancelled_message(context.words, was_open=question is not None))


async def press_start(press: CallbackQuery, context: ChatContext) -> None:
    """Back to the first screen."""
    await reply(press, start_message(context.words, await context.follows()))


async def press_help(press: CallbackQuery, context: ChatContext) -> None:
    """The help in place."""
    await reply(press, help_message(context.words))


async def _wake(message: Message, context: ChatContext) -> bool:
    """End the stop of a private chat that starts again. Return whether there was one, to say so."""
    if context.chat.state is not ChatState.STOPPED or message.chat.type != "private":
        return False
    await context.store.chats.set_state(context.chat.chat_id, ChatState.ACTIVE, context.now)
    return True


def _number(text: str) -> int:
    """The id in a link, 0 for anything else; ids are at most 19 digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
