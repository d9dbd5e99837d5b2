"""Answer /cityday: the secretariat confirms or moves the day of a city.

Example: /cityday Казань 29 августа 2027.
"""

from dataclasses import replace
from datetime import date, timedelta

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.calendar.almanac import Almanac
from data.calendar.anniversaries import on_days
from data.calendar.cities import City
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion
from data.city_changes import QUIET
from data.handwriting.respelling import respell_dates
from data.store.editions.change_facts import city_facts
from data.store.open_questions import Dialogue
from data.store.revisions import StoredChange
from handlers.callbacks.cities import AskCityDay
from handlers.callbacks.city_days import MOST_DAYS, SetCityDay, SetCityDaySilently
from handlers.chat_context import ChatContext
from handlers.cities import require_city
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly, signed
from handlers.questions import IsAnswerTo, ask_below, close_question
from handlers.sending.replies import Toast, reply
from handlers.views.city_day import DayChoice, ask_day_message, day_set_message, propose_day_message
from scheduler.reach import ChangeReach

QUESTION = "city-day"


def build_router() -> Router:
    """Return the router of city days."""
    router = Router(name="city-day")
    editors = StaffOnly(Right.EDIT_PLAN)
    router.message.register(propose_day, Command("cityday", ignore_case=True), editors)
    router.callback_query.register(ask_day, AskCityDay.filter(), editors)
    router.message.register(answer_day, IsAnswerTo(QUESTION), editors)
    router.callback_query.register(set_day, SetCityDay.filter(), editors)
    router.callback_query.register(set_day_silently, SetCityDaySilently.filter(), editors)
    return router


async def propose_day(message: Received, command: CommandObject, context: ChatContext) -> None:
    """Show what would change. A name without a date confirms the day in force."""
    city, rest = _read_city(command.args or "", context)
    wanted = _read_days(rest, context) if rest else _next_day(city, context)
    await _propose(message, context, city, wanted)


async def ask_day(press: CallbackQuery, callback_data: AskCityDay, context: ChatContext) -> None:
    """Ask for the day of the city whose card was pressed."""
    city = require_city(context, callback_data.id)
    view = ask_day_message(context.words, city)
    await ask_below(press, context.store, context.now, QUESTION, view, {"city": city.id})


async def answer_day(message: Received, context: ChatContext, question: Dialogue) -> None:
    """Show what would change. A text that is no day leaves the question open."""
    city = require_city(context, str(question.data.get("city", "")))
    wanted = _read_days((message.text or "").strip(), context)
    await close_question(message, context, question, question.data)
    await _propose(message, context, city, wanted)


async def _propose(
    event: Received | CallbackQuery, context: ChatContext, city: City, wanted: ImpreciseDate
) -> None:
    begins, ends = _exact_days(wanted)
    first, days = int(f"{begins:%Y%m%d}"), (ends - begins).days + 1
    current = _day_in_year(city, begins.year, context.almanac)
    over, readers = _written(current), await _readers(context, city, (begins, ends))
    choice = DayChoice(
        SetCityDay(id=city.id, first=first, days=days, over=over),
        SetCityDaySilently(id=city.id, first=first, days=days, over=over),
        readers,
    )
    await reply(event, propose_day_message(context.words, city, current, wanted, choice))


async def set_day(
    press: CallbackQuery, callback_data: SetCityDay, context: ChatContext, toast: Toast
) -> None:
    """Put the day in force. Followers are notified if it has moved."""
    await _set(press, callback_data, context, toast, is_silent=False)


async def set_day_silently(
    press: CallbackQuery, callback_data: SetCityDaySilently, context: ChatContext, toast: Toast
) -> None:
    """Put the day in force and notify no one."""
    await _set(press, callback_data, context, toast, is_silent=True)


async def _set(
    press: CallbackQuery,
    data: SetCityDay | SetCityDaySilently,
    context: ChatContext,
    toast: Toast,
    *,
    is_silent: bool,
) -> None:
    """Put the day in force, or ask again if it has changed since the button was shown."""
    city = require_city(context, data.id)
    begins = _day_of(data.first)
    ends = begins + timedelta(days=data.days - 1)
    if ends < context.today:
        raise UserError("named-day-over")
    in_force = _written(_day_in_year(city, begins.year, context.almanac))
    if in_force not in (data.over, _span(begins, ends)):
        toast.say(context.words.plain("named-day-outrun"))
        return await _propose(press, context, city, on_days(begins, ends))
    changes = _changes_by(context, city, (begins, ends))
    if is_silent:
        changes = tuple(replace(one, kind=QUIET) for one in changes)
    by = signed(press, context.now)
    revision = await context.store.city_days.put(city.id, (begins, ends), by, changes)
    await reply(press, day_set_message(context.words, city, begins, ends, revision))
    return None


def _written(day: Occasion | None) -> str:
    """Return the first and the last day as a button carries them, empty for none."""
    if day is None or day.when.start is None or day.when.end is None:
        return ""
    return _span(day.when.start, day.when.end)


def _span(begins: date, ends: date) -> str:
    return f"{begins:%y%m%d}-{ends:%y%m%d}"


async def _readers(context: ChatContext, city: City, days: tuple[date, date]) -> int:
    """Return how many readers would be notified of a day."""
    almanac = context.almanac.with_set_day(city, days[0].year, on_days(*days))
    changes = _changes_by(context, city, days)
    return await ChangeReach(context.store.reach).count(changes, almanac, days[0].year, context.now)


def _changes_by(context: ChatContext, city: City, days: tuple[date, date]) -> tuple[StoredChange, ...]:
    """Return what a day changes for followers."""
    current = _day_in_year(city, days[0].year, context.almanac)
    return _changes(current, days) if current else _first_day(city, on_days(*days), context)


def _read_city(text: str, context: ChatContext) -> tuple[City, str]:
    """Return the city that a text begins with, and the rest. Raises UserError for none."""
    found = context.almanac.cities.leading(text)
    if found is None:
        raise UserError("named-day-usage")
    return found[0], text[found[1] :].strip(" ,:—–-")


def _read_days(text: str, context: ChatContext) -> ImpreciseDate:
    """Return exact days to come.

    A wording without a year means this year, or the next one if it is over.
    """
    # imported here, because the grammar of dates takes 0.05 s of a start and few updates need it
    from data.calendar.wording import read_wording

    words = respell_dates(text)
    for year in (context.today.year, context.today.year + 1):
        when = read_wording(words, year)
        if when is not None and when.precision is Precision.INVALID:
            raise UserError("named-day-impossible", text=text)
        if when is None or not when.is_day:
            raise UserError("named-day-unclear", text=text)
        begins, ends = _exact_days(when)
        if (ends - begins).days >= MOST_DAYS:
            raise UserError("named-day-unclear", text=text)
        if not when.is_over(context.today):
            return when
    raise UserError("named-day-over")


def _next_day(city: City, context: ChatContext) -> ImpreciseDate:
    coming = context.almanac.city_view(city, context.today).coming
    if coming is None or not coming.when.is_day:
        raise UserError("named-day-none", city=city.name)
    return coming.when


def _day_in_year(city: City, year: int, almanac: Almanac) -> Occasion | None:
    days = almanac.city_view(city, date(year, 1, 1)).days
    return days[0] if days else None


def _changes(current: Occasion, days: tuple[date, date]) -> tuple[StoredChange, ...]:
    """Return the change that followers are notified of, or none if the day stays the same."""
    if current.when.is_day and (current.when.start, current.when.end) == days:
        return ()
    # a day that replaces a calculated one is new, not moved
    kind = "set" if current.calculated else "moved"
    named = replace(current, when=on_days(*days), calculated=False)
    return (StoredChange(kind, current.key, city_facts(current), city_facts(named)),)


def _first_day(city: City, when: ImpreciseDate, context: ChatContext) -> tuple[StoredChange, ...]:
    """Return the change that names the day of a city whose date was open until now."""
    begins, _ = _exact_days(when)
    named = _day_in_year(city, begins.year, context.almanac.with_set_day(city, begins.year, when))
    if named is None:
        return ()
    open_date = replace(named, when=ImpreciseDate("", Precision.UNSCHEDULED))
    return (StoredChange("set", named.key, city_facts(open_date), city_facts(named)),)


def _exact_days(when: ImpreciseDate) -> tuple[date, date]:
    if when.start is None or when.end is None:
        raise UserError("named-day-unclear", text=when.raw)
    return when.start, when.end


def _day_of(number: int) -> date:
    """Return the date of yyyymmdd. Raises UserError for an impossible one, which is forged."""
    try:
        return date(number // 10000, number // 100 % 100, number % 100)
    except ValueError as error:
        raise UserError("stale-button") from error
