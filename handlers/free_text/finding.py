"""Answer /find: events by words of their titles, places and organisers."""

from datetime import date

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from data.calendar.questions.event_search import Fit, Found
from data.store.open_questions import Dialogue
from handlers.callbacks.browsing import OpenFoundEvents
from handlers.chat_context import ChatContext
from handlers.events import show_event
from handlers.questions import IsAnswerTo, ask_in_place, close_question
from handlers.sending.replies import reply
from handlers.views.questions.found_events import (
    FoundPage,
    found_events_message,
    nothing_found_message,
    words_question,
)

QUESTION = "find"


def build_router() -> Router:
    """Return the router of the search."""
    router = Router(name="finding")
    router.message.register(find_events, Command("find", ignore_case=True))
    router.message.register(answer_words, IsAnswerTo(QUESTION))
    router.callback_query.register(turn_found, OpenFoundEvents.filter())
    return router


async def find_events(message: Message, command: CommandObject, context: ChatContext) -> None:
    """Search for the words of the command, or ask for some."""
    if (command.args or "").strip():
        await _answer(message, context, command.args or "")
    else:
        await ask_for_words(message, context)


async def ask_for_words(message: Message, context: ChatContext) -> None:
    """Ask for the words to search for. The answer may come after a restart."""
    await ask_in_place(message, context, QUESTION, words_question(context.words, context.is_private))


async def answer_words(message: Message, question: Dialogue, context: ChatContext) -> None:
    """Take a text for the words to search for."""
    await close_question(message, context, question)
    await _answer(message, context, message.text or "")


async def turn_found(press: CallbackQuery, callback_data: OpenFoundEvents, context: ChatContext) -> None:
    """Show another page. A press on another day finds what is in the plans then."""
    days = callback_data.span
    found = context.almanac.questions.find(callback_data.words, days)
    if found.hits:
        page = FoundPage(found, days, callback_data.page)
        await reply(press, found_events_message(context.words, page, context.almanac.cities, context.today))
    else:
        await reply(press, nothing_found_message(context.words, callback_data.words))


async def show_found(
    message: Message, context: ChatContext, found: Found, days: tuple[date, date] | None = None
) -> None:
    """Open the one event that fits, or offer several. days are those that were asked for."""
    if len(found.hits) == 1 and found.fit is Fit.FULL:
        await show_event(message, context, found.hits[0].event)
        return
    page = FoundPage(found, days)
    await reply(message, found_events_message(context.words, page, context.almanac.cities, context.today))


async def _answer(message: Message, context: ChatContext, text: str) -> None:
    found = context.almanac.questions.find(text)
    if found.hits:
        await show_found(message, context, found)
    else:
        city = context.almanac.cities.find(text).match
        await reply(message, nothing_found_message(context.words, text, city))
