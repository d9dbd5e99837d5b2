"""The day of a city, confirmed or moved by the secretariat: /cityday Казань 29 августа 2027."""

from datetime import date, timedelta
from typing import Annotated

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received
from pydantic import Field

from data.calendar.cities import City
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion
from data.store.revisions import Authorship, Facts, StoredChange
from handlers.callbacks.browsing import CityId
from handlers.chat_context import ChatContext
from handlers.cities import city_or_mistake
from handlers.replies import show
from handlers.rights import is_in_private
from handlers.roles import Roles
from handlers.views.city_day import day_set_message, propose_day_message
from handlers.wiring.errors import UserError

LONGEST = 14
"""Days a celebration may last; a month is no day of a city."""

_FIRST_DAY = 20000101
_LAST_DAY = 21991231


class SetCityDay(CallbackData, prefix="cd"):
    """Let a city's day begin on yyyymmdd and last so many days."""

    id: CityId
    first: Annotated[int, Field(ge=_FIRST_DAY, le=_LAST_DAY)]
    days: Annotated[int, Field(ge=1, le=LONGEST)]


def build_router() -> Router:
    """The handlers of a city's day."""
    router = Router(name="city-day")
    router.message.register(propose_day, Command("cityday", ignore_case=True))
    router.callback_query.register(set_day, SetCityDay.filter())
    return router


async def propose_day(message: Received, command: CommandObject, reader: ChatContext, roles: Roles) -> None:
    """Show what would change; a name without a date confirms the day as it stands."""
    _check_right(message, roles)
    city, rest = _read_city(command.args or "", reader)
    wanted = _read_days(rest, reader) if rest else _coming(city, reader)
    begins, ends = _ends(wanted)
    data = SetCityDay(id=city.id, first=int(f"{begins:%Y%m%d}"), days=(ends - begins).days + 1)
    known = _of_year(city, begins.year, reader)
    await show(message, propose_day_message(reader.words, city, known, wanted, data))


async def set_day(press: CallbackQuery, callback_data: SetCityDay, reader: ChatContext, roles: Roles) -> None:
    """Put the day in force; those concerned are told when it has moved."""
    _check_right(press, roles)
    city = city_or_mistake(reader, callback_data.id)
    begins = _day_of(callback_data.first)
    ends = begins + timedelta(days=callback_data.days - 1)
    if ends < reader.today:
        raise UserError("named-day-over")
    known = _of_year(city, begins.year, reader)
    by = Authorship(reader.now, press.from_user.id)
    await reader.store.city_days.put(city.id, (begins, ends), by, _changes(known, (begins, ends)))
    await show(press, day_set_message(reader.words, city, begins, ends))


def _check_right(event: Received | CallbackQuery, roles: Roles) -> None:
    if not roles.is_owner(event.from_user):
        raise UserError("named-day-owners-only")
    if not is_in_private(event):
        raise UserError("named-day-private-only")


def _read_city(text: str, reader: ChatContext) -> tuple[City, str]:
    """The city a text begins with, and what follows its name. Mistake where it begins with none."""
    found = reader.almanac.cities.leading(text)
    if found is None:
        raise UserError("named-day-usage")
    return found[0], text[found[1] :].strip(" ,:—–-")


def _read_days(text: str, reader: ChatContext) -> ImpreciseDate:
    """Real days to come. A wording without a year means this year, or the next where it is over."""
    # the grammar of dates, 0.05 s of every start, is wanted by whoever moves a day only
    from data.calendar.wording import read_wording

    for year in (reader.today.year, reader.today.year + 1):
        when = read_wording(text, year)
        if when is None or not when.is_day:
            raise UserError("named-day-unclear", text=text)
        begins, ends = _ends(when)
        if (ends - begins).days >= LONGEST:
            raise UserError("named-day-unclear", text=text)
        if not when.is_over(reader.today):
            return when
    raise UserError("named-day-over")


def _coming(city: City, reader: ChatContext) -> ImpreciseDate:
    coming = reader.almanac.city_view(city, reader.today).coming
    if coming is None or not coming.when.is_day:
        raise UserError("named-day-none", city=city.name)
    return coming.when


def _of_year(city: City, year: int, reader: ChatContext) -> Occasion | None:
    days = reader.almanac.city_view(city, date(year, 1, 1)).days
    return days[0] if days else None


def _changes(known: Occasion | None, days: tuple[date, date]) -> tuple[StoredChange, ...]:
    """What those concerned are told: nothing where the day stays the same."""
    if known is None or (known.when.start, known.when.end) == days:
        return ()
    # what replaces a guess of ours has not been moved by anybody
    kind = "set" if known.calculated else "moved"
    before = _facts(known.when.start, known.when.end, calculated=known.calculated)
    return (StoredChange(kind, known.key, before, _facts(*days)),)


def _facts(first: date | None, last: date | None, *, calculated: bool = False) -> Facts:
    return {
        "calculated": calculated,
        "start": None if first is None else first.isoformat(),
        "end": None if last is None else last.isoformat(),
        "precision": "day" if first == last else "days",
    }


def _ends(when: ImpreciseDate) -> tuple[date, date]:
    if when.start is None or when.end is None:
        raise UserError("named-day-unclear", text=when.raw)
    return when.start, when.end


def _day_of(number: int) -> date:
    """The day of yyyymmdd. Mistake for one the calendar lacks: such data was made up."""
    try:
        return date(number // 10000, number // 100 % 100, number % 100)
    except ValueError as error:
        raise UserError("stale-button") from error
