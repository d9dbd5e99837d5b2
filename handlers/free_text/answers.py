"""Answer questions in plain words about cities, days and events."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.filters import Filter
from aiogram.types import Message, TelegramObject

from data.calendar.city_search.lookup import SearchResult, SearchStep
from data.calendar.questions.event_search import Fit
from data.calendar.questions.question import Question, Subject
from data.calendar.questions.wishes import AskedKind
from data.store.open_questions import Dialogue
from handlers.callbacks.agenda import OpenAgenda
from handlers.chat_context import ChatContext
from handlers.cities import ask_city, show_city, territory_choice
from handlers.free_text.filters import IsFreeText, text_of
from handlers.free_text.finding import show_found
from handlers.free_text.wishes import open_wishes, wishes_of_admins
from handlers.questions import ask_again, close_question, replied_to
from handlers.sending.replies import reply
from handlers.upcoming import answer_agenda
from handlers.views.cities import city_candidates_message
from handlers.views.message import Message as View
from handlers.views.questions.city_facts import asked_cities_message, asked_fact
from handlers.views.questions.not_understood import no_such_day_message, unknown_question_message

_NOT_UNDERSTOOD = frozenset({Subject.UNKNOWN, Subject.UNKNOWN_CITY})
_LISTED_KINDS = frozenset({AskedKind.OWN, AskedKind.PARTNERS})


def build_router() -> Router:
    """Return the router of questions in plain words. It follows all features but the fallback."""
    router = Router(name="free-text")
    router.message.filter(IsFreeText())
    router.message.middleware(CloseAnswered())
    router.include_router(open_wishes())
    router.include_router(wishes_of_admins())
    answers = Router(name="answers")
    answers.message.register(refuse_day, AsksMissingDay())
    answers.message.register(answer_about_cities, IsAbout(Subject.CITIES))
    answers.message.register(answer_about_days, IsAbout(Subject.AGENDA))
    answers.message.register(answer_about_events, IsAbout(Subject.EVENTS))
    answers.message.register(answer_not_understood)
    router.include_router(answers)
    return router


class IsAbout(Filter):
    """Pass a question about this."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    async def __call__(self, _message: Message, asked: Question) -> bool:
        """Return whether the question that was read is about it."""
        return asked.subject is self._subject


class AsksMissingDay(Filter):
    """Pass a question about a day that the calendar does not have."""

    async def __call__(self, _message: Message, asked: Question) -> bool:
        """Return whether the question that was read names such a day."""
        return asked.span is not None and asked.span.missing_day is not None


class CloseAnswered(BaseMiddleware):
    """Close the question which city before its answer is answered.

    A reply in a group that is not understood leaves it open.
    """

    async def __call__(
        self, handler: Callable[..., Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
    ) -> Any:
        """Call the handler."""
        answered: Dialogue | None = data["answered"]
        if answered is not None and isinstance(event, Message) and not _stays_open(event, data["asked"]):
            await close_question(event, data["context"], answered)
        return await handler(event, data)


def _stays_open(message: Message, asked: Question) -> bool:
    is_reply_in_group = message.chat.type != "private" and replied_to(message) is not None
    return is_reply_in_group and asked.subject in _NOT_UNDERSTOOD


async def refuse_day(message: Message, context: ChatContext, asked: Question) -> None:
    """Say that there is no such day."""
    day = asked.span.missing_day if asked.span is not None else None
    await reply(message, no_such_day_message(context.words, day or ""))


def _request_of(message: Message, asked: Question, context: ChatContext) -> OpenAgenda:
    # imported when first used, so that start stays fast
    from handlers.agenda.arguments import request_of

    return request_of(asked, text_of(message), context.today)


async def answer_about_cities(message: Message, context: ChatContext, asked: Question) -> None:
    """Show a city's card below the fact asked for, what happens there, or a choice."""
    if len(asked.cities) > 1:
        views = [context.almanac.city_view(city, context.today) for city in asked.cities]
        request = _request_of(message, asked, context) if _wants_list(asked) else None
        await reply(message, asked_cities_message(context.words, views, request, context.today))
    elif _wants_list(asked):
        await answer_agenda(message, context, _request_of(message, asked, context))
    else:
        view = context.almanac.city_view(asked.cities[0], context.today)
        fact = asked_fact(context.words, asked, view, context.today)
        await show_city(message, context, asked.cities[0], guessed=asked.guessed, note=fact)


def _wants_list(asked: Question) -> bool:
    """Return whether what happens in a city is wanted, and not its card."""
    if asked.asks_age:
        return False
    return asked.span is not None or asked.asks_occasions or asked.kind in _LISTED_KINDS


async def answer_about_days(message: Message, context: ChatContext, asked: Question) -> None:
    """List the occasions of the days and the kind that are named."""
    await answer_agenda(message, context, _request_of(message, asked, context))


async def answer_about_events(message: Message, context: ChatContext, asked: Question) -> None:
    """Open the event that is meant, or offer several.

    The name of a region is more than an event that has one of its words: «Пермский край» and «… края».
    """
    of_territory = None if asked.found.fit is Fit.FULL else territory_choice(context, text_of(message))
    if of_territory is not None:
        await reply(message, of_territory)
        return
    days = (asked.span.first, asked.span.last) if asked.span is not None else None
    await show_found(message, context, asked.found, days)


async def answer_not_understood(
    message: Message, context: ChatContext, asked: Question, answered: Dialogue | None
) -> None:
    """Ask back, or say plainly that nothing was found."""
    if asked.subject is Subject.UNKNOWN and asked.asks_age:
        await ask_city(message, context)
        return
    view = _unknown_view(message, context, asked)
    if answered is not None and _stays_open(message, asked):
        await ask_again(message, context, answered, view)
    else:
        await reply(message, view)


def _unknown_view(message: Message, context: ChatContext, asked: Question) -> View:
    of_territory = None if asked.is_ambiguous else territory_choice(context, text_of(message))
    if of_territory is not None:
        return of_territory
    if asked.subject is Subject.UNKNOWN:
        return unknown_question_message(context.words, asked.unread)
    step = SearchStep.AMBIGUOUS if asked.is_ambiguous else SearchStep.UNKNOWN
    name = asked.unknown_name or text_of(message)
    return city_candidates_message(context.words, SearchResult(name, None, asked.candidates, step))
