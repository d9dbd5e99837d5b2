"""/upcoming and /today."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.answering import show
from handlers.callbacks import OpenAgenda
from handlers.listing import list_occasions, list_today
from handlers.reader import Reader
from handlers.views.agenda import agenda_message, filter_message, today_message


def build_router() -> Router:
    """The agenda's handlers."""
    router = Router(name="upcoming")
    router.message.register(open_agenda, Command("upcoming", ignore_case=True))
    router.message.register(open_today, Command("today", ignore_case=True))
    router.callback_query.register(press_filter, OpenAgenda.filter(F.menu))
    router.callback_query.register(press_agenda, OpenAgenda.filter())
    return router


async def open_agenda(message: Message, reader: Reader) -> None:
    """The next thirty days."""
    listing = list_occasions(reader.almanac, OpenAgenda(), reader.today)
    await show(message, agenda_message(reader.words, listing, reader.today))


async def press_agenda(press: CallbackQuery, callback_data: OpenAgenda, reader: Reader) -> None:
    """Another page, span, month or kind."""
    listing = list_occasions(reader.almanac, callback_data, reader.today)
    await show(press, agenda_message(reader.words, listing, reader.today))


async def press_filter(press: CallbackQuery, callback_data: OpenAgenda, reader: Reader) -> None:
    """What may be chosen."""
    await show(press, filter_message(reader.words, callback_data, reader.today))


async def open_today(message: Message, reader: Reader) -> None:
    """What is on today, or what is next."""
    listing = list_today(reader.almanac, reader.today)
    await show(message, today_message(reader.words, listing, reader.today))
