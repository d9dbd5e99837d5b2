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
from handlers.questions import find_to_cancel
from handlers.replies import show
from handlers.rights import require_setup_right
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


async def open_start(message: Message, reader: ChatContext) -> None:
    """The first screen."""
    resumed = await _wake(message, reader)
    await show(message, start_message(reader.words, await reader.follows(), resumed=resumed))


async def follow_link(message: Message, command: CommandObject, reader: ChatContext) -> None:
    """A link to an event, a city or a topic; a link we do not know opens the first screen."""
    if await _wake(message, reader):
        # said apart: what the link opens has no place for it
        await show(message, resumed_message(reader.words))
    link = command.args or ""
    kind, subject = link[:1], link[1:]
    city = reader.almanac.cities.by_id.get(subject) if kind == "c" else None
    event = reader.almanac.event(_number(subject)) if kind == "e" else None
    if city is not None:
        await show_city(message, reader, city)
    elif event is not None:
        await show_event(message, reader, event)
    elif link in _TOPIC_LINKS:
        await show(message, topic_message(reader.words, _TOPIC_LINKS[link], await reader.follows()))
    else:
        # a card that is gone is said to be gone; a link with no meaning is none
        is_gone = kind in {"e", "c"} and bool(subject)
        await show(message, start_message(reader.words, await reader.follows(), link_gone=is_gone))


async def open_help(message: Message, reader: ChatContext) -> None:
    """Every command with an example."""
    await show(message, help_message(reader.words))


async def cancel(message: Message, reader: ChatContext) -> None:
    """Drop the open question, if there is one. In a group its admins drop another's."""
    question = await find_to_cancel(message, reader.store, reader.now)
    if question is not None:
        if message.from_user is None or message.from_user.id != question.user_id:
            await require_setup_right(message)
        await reader.store.open_questions.drop(question)
    await show(message, cancelled_message(reader.words, was_open=question is not None))


async def press_start(press: CallbackQuery, reader: ChatContext) -> None:
    """Back to the first screen."""
    await show(press, start_message(reader.words, await reader.follows()))


async def press_help(press: CallbackQuery, reader: ChatContext) -> None:
    """The help in place."""
    await show(press, help_message(reader.words))


async def _wake(message: Message, reader: ChatContext) -> bool:
    """End the stop of a private chat that starts again. Return whether there was one, to say so."""
    if reader.chat.state is not ChatState.STOPPED or message.chat.type != "private":
        return False
    await reader.store.chats.set_state(reader.chat.chat_id, ChatState.ACTIVE, reader.now)
    return True


def _number(text: str) -> int:
    """The id in a link, 0 for anything else; ids are at most 19 digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
