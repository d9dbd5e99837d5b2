"""Answer /plan with the plan of a year, and list the years that have one."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.browsing import OpenNewPlan, OpenPlan, OpenPlanYears
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.sending.replies import reply, reply_below
from handlers.views.message import Message as View
from handlers.views.plans import plan_message, plan_years_message


def build_router() -> Router:
    """Return the router of the plan handlers."""
    router = Router(name="plan")
    router.message.register(open_plan, Command("plan", ignore_case=True))
    router.callback_query.register(turn_plan, OpenPlan.filter())
    router.callback_query.register(open_new_plan, OpenNewPlan.filter())
    router.callback_query.register(open_years, OpenPlanYears.filter())
    return router


async def open_plan(message: Message, command: CommandObject, context: ChatContext) -> None:
    """Show the plan of the year given, else of this year."""
    await show_plan(message, context, _read_year(command.args) if command.args else context.today.year)


async def show_plan(message: Message, context: ChatContext, year: int) -> None:
    """Show the first page of a year's plan."""
    await reply(message, _plan_page(context, year, None))


async def turn_plan(press: CallbackQuery, callback_data: OpenPlan, context: ChatContext) -> None:
    """Show another page, part or year."""
    await reply(press, _plan_page(context, callback_data.year, callback_data))


async def open_new_plan(press: CallbackQuery, callback_data: OpenNewPlan, context: ChatContext) -> None:
    """Show the plan of a year below the news that it has come out."""
    await reply_below(press, _plan_page(context, callback_data.year, None))


async def open_years(press: CallbackQuery, context: ChatContext) -> None:
    """List the years that have a plan."""
    await reply(press, plan_years_message(context.words, tuple(context.almanac.plans)))


def _plan_page(context: ChatContext, year: int, wanted: OpenPlan | None) -> View:
    plan = context.almanac.plan(year)
    if plan is None:
        return plan_years_message(context.words, tuple(context.almanac.plans), absent=year)
    return plan_message(context.words, plan, wanted or OpenPlan(year=year), context.almanac.cities.by_id)


def _read_year(text: str) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4 and 1900 <= int(digits) <= 2999):
        raise UserError("plan-bad-year")
    return int(digits)
