"""Open what a question in plain words wishes for: help, settings, the bulletin, small talk."""

from aiogram import Router
from aiogram.types import Message

from data.calendar.questions.question import Question
from data.calendar.questions.wishes import Wish
from handlers.bulletin import show_last_issue
from handlers.chat_context import ChatContext
from handlers.city_lists import open_cities
from handlers.free_text.filters import Wishes
from handlers.free_text.finding import ask_for_words
from handlers.my_city import open_my_city
from handlers.permissions import admins_only
from handlers.plan import show_plan
from handlers.privacy import open_privacy
from handlers.secretariat.feedback.asking import ask_for_feedback
from handlers.sending.replies import reply
from handlers.settings import open_settings
from handlers.start import open_help, open_start
from handlers.stop import ask_to_stop
from handlers.subscriptions.lists import open_topics
from handlers.views.questions.small_talk import small_talk_message
from handlers.views.settings import language_message, pause_message
from handlers.views.zones import zone_message

SMALL_TALK = (Wish.GREETING, Wish.THANKS, Wish.FAREWELL, Wish.CALENDAR_FILE)
"""Wishes that are answered in a sentence."""


def open_wishes() -> Router:
    """Return the router of what each person may wish for."""
    router = Router(name="wishes")
    for wish, handler in (
        (Wish.HELP, open_help),
        (Wish.START, open_start),
        (Wish.MY_CITY, open_my_city),
        (Wish.CITIES, open_cities),
        (Wish.PLAN, open_wished_plan),
        (Wish.BULLETIN, show_last_issue),
        (Wish.PRIVACY, open_privacy),
        (Wish.SEARCH, ask_for_words),
        (Wish.FEEDBACK, ask_for_feedback),
    ):
        router.message.register(handler, Wishes(wish))
    for wish in SMALL_TALK:
        router.message.register(say_in_a_sentence, Wishes(wish))
    return router


def wishes_of_admins() -> Router:
    """Return the router of settings and subscriptions. In groups it is for admins only."""
    router = admins_only(Router(name="wishes-of-admins"))
    for wish, handler in (
        (Wish.SETTINGS, open_settings),
        (Wish.ZONE, open_zone),
        (Wish.LANGUAGE, open_language),
        (Wish.PAUSE, open_pause),
        (Wish.SUBSCRIPTIONS, open_topics),
        (Wish.STOP, ask_to_stop),
    ):
        router.message.register(handler, Wishes(wish))
    return router


async def open_wished_plan(message: Message, context: ChatContext, asked: Question) -> None:
    """Show the plan of the year that is named, else of this year."""
    await show_plan(message, context, asked.span.first.year if asked.span else context.today.year)


async def open_zone(message: Message, context: ChatContext) -> None:
    """Show the choice of the time zone."""
    await reply(message, zone_message(context.words, context.chat, context.now))


async def open_language(message: Message, context: ChatContext) -> None:
    """Show the choice of the language."""
    await reply(message, language_message(context.words, context.chat))


async def open_pause(message: Message, context: ChatContext) -> None:
    """Show the choice of a pause."""
    await reply(message, pause_message(context.words, context.chat, context.today))


async def say_in_a_sentence(message: Message, context: ChatContext, asked: Question) -> None:
    """Answer a greeting, thanks, or a wish that the bot leads to by other buttons."""
    if asked.wish is not None:
        await reply(message, small_talk_message(context.words, asked.wish))
