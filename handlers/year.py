"""Answer /year and /map with pictures of a year."""

from collections.abc import Callable
from datetime import date

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from data.calendar.almanac import Almanac
from handlers.callbacks.browsing import OpenYearPicture
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.render_cache import RenderCache
from handlers.sending.replies import reply
from handlers.text.words import Words
from handlers.views.message import Message as View
from handlers.views.pictures.captions import map_message, year_message


def build_router() -> Router:
    """Return the router of the pictures of a year."""
    router, pictures = Router(name="year"), YearHandlers()
    router.message.register(pictures.open_year, Command("year", ignore_case=True))
    router.message.register(pictures.open_map, Command("map", ignore_case=True))
    router.callback_query.register(pictures.turn, OpenYearPicture.filter())
    return router


class YearHandlers:
    """The handlers of a year's pictures, with a cache of captions: a year has one a day."""

    def __init__(self) -> None:
        self._views = RenderCache[View]()

    async def open_year(self, message: Message, command: CommandObject, context: ChatContext) -> None:
        """Show the sheet of the year given, else of this year."""
        year = _year_asked(command.args, context, "year-not-understood")
        await reply(message, self._view(OpenYearPicture(year=year), context))

    async def open_map(self, message: Message, command: CommandObject, context: ChatContext) -> None:
        """Show the map of the jubilees of the year given, else of this year."""
        year = _year_asked(command.args, context, "map-not-understood")
        await reply(message, self._view(OpenYearPicture(year=year, map=True), context))

    async def turn(self, press: CallbackQuery, callback_data: OpenYearPicture, context: ChatContext) -> None:
        """Show another year, or the other picture. Below a text it is a new message."""
        await reply(press, self._view(callback_data, context))

    def _view(self, asked: OpenYearPicture, context: ChatContext) -> View:
        words, almanac, today = context.words, context.almanac, context.today
        years = almanac.years(today)
        if asked.year not in years:
            raise UserError("year-out-of-range", first=str(years[0]), last=str(years[-1]))
        render: Callable[[Words, Almanac, int, date], View] = map_message if asked.map else year_message
        key = words.language, today, asked.pack()
        return self._views.get(almanac, key, lambda: render(words, almanac, asked.year, today))


def _year_asked(text: str | None, context: ChatContext, refusal: str) -> int:
    """Return the one year that a text names, else this year for no text at all."""
    if not text:
        return context.today.year
    # imported here: the grammar of dates would be a tenth of the start
    from data.calendar.questions.years import read_year

    year = read_year(text, context.today)
    if year is None:
        raise UserError(refusal, year=str(context.today.year + 1))
    return year
