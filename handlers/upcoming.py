"""Answer /upcoming and /today, and every other request for a list.

answer_agenda is for features that list occasions: they make an OpenAgenda and pass it on. OpenAgenda() is
the next thirty days, OpenAgenda(kind=…, city=…).over(first, last) the days from first to last. For a question
in plain words, request_of in handlers/agenda/arguments.py makes it.
"""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.agenda.listing import Listing, list_occasions
from handlers.callbacks.agenda import AgendaScreen, OpenAgenda, OpenFormerAgenda
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.render_cache import RenderCache
from handlers.sending.replies import reply
from handlers.views.agenda.choices import choice_message, filter_message
from handlers.views.agenda.pages import agenda_message
from handlers.views.message import Message as View

YEARS_AHEAD = 10
"""Years after this one that can be asked for. City days and anniversaries are calculated."""


# one for all handlers: thousands of chats are shown the same on the same day
_pages = RenderCache[View]()


def build_router() -> Router:
    """Return the router of the agenda."""
    router = Router(name="upcoming")
    router.message.register(open_agenda, Command("upcoming", ignore_case=True))
    router.message.register(open_today, Command("today", ignore_case=True))
    router.callback_query.register(open_choice, OpenAgenda.filter(F.screen == AgendaScreen.CHOICE))
    router.callback_query.register(open_filter, OpenAgenda.filter(F.screen == AgendaScreen.FILTER))
    router.callback_query.register(turn_agenda, OpenAgenda.filter())
    router.callback_query.register(open_former, OpenFormerAgenda.filter())
    return router


async def open_agenda(message: Message, command: CommandObject, context: ChatContext) -> None:
    """Show the next thirty days, or what the arguments name."""
    await answer_agenda(message, context, _asked(command, context, OpenAgenda()))


async def open_today(message: Message, command: CommandObject, context: ChatContext) -> None:
    """Show what is on today, or on the days that the arguments name."""
    await answer_agenda(message, context, _asked(command, context, OpenAgenda(days=0)))


async def turn_agenda(press: CallbackQuery, callback_data: OpenAgenda, context: ChatContext) -> None:
    """Show another page, span, month or kind."""
    await answer_agenda(press, context, callback_data)


async def answer_agenda(event: Message | CallbackQuery, context: ChatContext, request: OpenAgenda) -> None:
    """Answer with the list that is asked for, or with what comes next where it is empty.

    Raises UserError for years that nothing is known of, and for a city that is gone.
    """
    key = context.words.language, context.today, request.pack()
    await reply(event, _pages.get(context.almanac, key, lambda: _agenda(request, context)))


async def open_filter(press: CallbackQuery, callback_data: OpenAgenda, context: ChatContext) -> None:
    """Show the choices of kind, span and month."""
    _check(callback_data, context)
    await reply(press, filter_message(context.words, callback_data, context.today))


async def open_choice(press: CallbackQuery, callback_data: OpenAgenda, context: ChatContext) -> None:
    """Show a button for each row of a page, which opens its card."""
    await reply(press, choice_message(context.words, _listing(callback_data, context), context.today))


async def open_former(press: CallbackQuery, callback_data: OpenFormerAgenda, context: ChatContext) -> None:
    """Show what a button of the former form stands for."""
    request = callback_data.request
    if request.screen is AgendaScreen.FILTER:
        await open_filter(press, request, context)
    else:
        await answer_agenda(press, context, request)


def _asked(command: CommandObject, context: ChatContext, bare: OpenAgenda) -> OpenAgenda:
    """Return what a command asks for, by its arguments or without any."""
    if not (command.args or "").strip():
        return bare
    # imported when first used, so that start stays fast
    from handlers.agenda.arguments import MisreadArguments, read_arguments

    try:
        return read_arguments(command.args or "", context.almanac, context.today)
    except MisreadArguments as misread:
        raise UserError(misread.key, **misread.arguments) from misread


def _agenda(request: OpenAgenda, context: ChatContext) -> View:
    return agenda_message(context.words, _listing(request, context), context.today)


def _listing(request: OpenAgenda, context: ChatContext) -> Listing:
    _check(request, context)
    return list_occasions(context.almanac, request, context.today)


def _check(request: OpenAgenda, context: ChatContext) -> None:
    """Raise UserError for years that nothing is known of, and for a city that is gone."""
    known, first = context.almanac.years(context.today), request.first_day
    last_year = max(known[-1], context.today.year + YEARS_AHEAD)
    if first is not None and not known[0] <= first.year <= last_year:
        raise UserError("agenda-out-of-years", first=str(known[0]), last=str(last_year))
    if request.city and request.city not in context.almanac.cities.by_id:
        raise UserError("city-gone")
