"""Answer /stats: how many read the bot, what they follow, what they were sent."""

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from handlers.callbacks.figures import OpenStatistics, StatisticsPart
from handlers.chat_context import ChatContext
from handlers.permissions import Right, StaffOnly
from handlers.sending.replies import reply
from handlers.views.secretariat.statistics import figures_message, statistics_message
from scheduler.statistics import StatisticsReader


def build_router() -> Router:
    """Return the router of the statistics."""
    router, owners = Router(name="statistics"), StaffOnly(Right.OWN)
    router.message.register(open_statistics, Command("stats", ignore_case=True), owners)
    for part, handler in (
        (StatisticsPart.SUMMARY, refresh_statistics),
        (StatisticsPart.ALL, show_figures),
    ):
        router.callback_query.register(handler, OpenStatistics.filter(F.part == part), owners)
    return router


async def open_statistics(message: Received, context: ChatContext, statistics: StatisticsReader) -> None:
    """Show the summary with its picture."""
    figures = await statistics.read(context.now)
    await reply(message, statistics_message(context.words, context.almanac, figures))


async def refresh_statistics(
    press: CallbackQuery, context: ChatContext, statistics: StatisticsReader
) -> None:
    """Put the present figures into the pressed message."""
    figures = await statistics.read(context.now)
    await reply(press, statistics_message(context.words, context.almanac, figures))


async def show_figures(
    press: CallbackQuery, context: ChatContext, statistics: StatisticsReader, bot: Bot
) -> None:
    """Show all figures below the picture, or in place of earlier ones."""
    figures = await statistics.read(context.now)
    name = (await bot.me()).username or ""
    await reply(press, figures_message(context.words, context.almanac, figures, name))
