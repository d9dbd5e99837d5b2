"""Answer /upcoming and /today."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.agenda_listing import list_occasions, list_today
from handlers.callbacks.browsing import OpenAgenda
from handlers.chat_context import ChatContext
from handlers.render_cache import RenderCache
from handlers.replies import reply
from handlers.views.agenda import agenda_message, filter_message, today_message
from handlers.views.message import Message as View
from handlers.wiring.errors import UserError


def build_router() -> Router:
    """Return the router of the agenda."""
    router, agendas = Router(name="upcoming"), AgendaHandlers()
    router.message.register(agendas.open_agenda, Command("upcoming", ignore_case=True))
    router.message.register(open_today, Command("today", ignore_case=True))
    router.callback_query.register(open_filter, OpenAgenda.filter(F.menu))
    router.callback_query.register(agendas.turn_agenda, OpenAgenda.filter())
    return router


class AgendaHandlers:
    """The handlers of agenda pages, with a cache: the same request has one page a day."""

    def __init__(self) -> None:
        self._pages = RenderCache[View]()

    async def open_agenda(self, message: Message, context: ChatContext) -> None:
        """Show the next thirty days."""
        await reply(message, self._page(OpenAgenda(), context))

    async def turn_agenda(
        self, press: CallbackQuery, callback_data: OpenAgenda, context: ChatContext
    ) -> None:
        """Show another page, span, month or kind."""
        await reply(press, self._page(callback_data, context))

    def _page(self, request: OpenAgenda, context: ChatContext) -> View:
        words, almanac, today = context.words, context.almanac, context.today
        _check_year(request, context)
        key = words.language, today, request.pack()
        return self._pages.get(
            almanac, key, lambda: agenda_message(words, list_occasions(almanac, request, today), today)
        )


def _check_year(request: OpenAgenda, context: ChatContext) -> None:
    """Raise UserError for a month of a year that no button offers."""
    years = context.almanac.years(context.today)
    if request.month and request.month // 100 not in years:
        raise UserError("agenda-out-of-years", first=str(years[0]), last=str(years[-1]))


async def open_filter(press: CallbackQuery, callback_data: OpenAgenda, context: ChatContext) -> None:
    """Show the choices of kind, span and month."""
    _check_year(callback_data, context)
    await reply(press, filter_message(context.words, callback_data, context.today))


async def open_today(message: Message, context: ChatContext) -> None:
    """Show what is on today, or what comes next."""
    listing = list_today(context.almanac, context.today)
    await reply(message, today_message(context.words, listing, context.today))
