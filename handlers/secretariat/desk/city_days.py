"""Take back the day of a city that an editor has set."""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from aiogram import Router
from aiogram.types import CallbackQuery

from data.calendar.almanac import Almanac
from data.calendar.cities import City
from data.calendar.occasions import Occasion
from data.city_changes import QUIET
from data.plan_changes import city_day_changes
from data.store.revisions import GroundChanged, StoredChange
from handlers.callbacks.desk import ProposeDayReset, ResetCityDay
from handlers.chat_context import ChatContext
from handlers.cities import require_city
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly, signed
from handlers.secretariat.documents.in_hand import city_rules
from handlers.sending.replies import reply
from handlers.views.secretariat.plan.city_resets import DayReset, day_reset_done_message, day_reset_message
from scheduler.reach import ChangeReach


def build_router() -> Router:
    """Return the router that takes set days back."""
    router, editors = Router(name="desk-city-days"), StaffOnly(Right.EDIT_PLAN)
    router.callback_query.register(propose_reset, ProposeDayReset.filter(), editors)
    router.callback_query.register(reset_day, ResetCityDay.filter(), editors)
    return router


async def propose_reset(press: CallbackQuery, callback_data: ProposeDayReset, context: ChatContext) -> None:
    """Show the day that would hold again, and how many readers would be told."""
    city = require_city(context, callback_data.id)
    await _show(press, context, city, callback_data.year)


async def reset_day(press: CallbackQuery, callback_data: ResetCityDay, context: ChatContext) -> None:
    """Take the day back, aloud or silently, if that does what was shown. Else show it anew."""
    city, year = require_city(context, callback_data.id), callback_data.year
    prepared = await _prepared(context, city, year)
    if prepared.view.mark != callback_data.shown:
        await _show(press, context, city, year, is_outrun=True)
        return
    changes = prepared.changes
    if not callback_data.tell:
        changes = tuple(replace(one, kind=QUIET) for one in changes)
    by = signed(press, context.now)
    try:
        await context.store.city_days.remove(city.id, year, by, changes, ground=prepared.ground)
    except GroundChanged:
        await _show(press, context, city, year, is_outrun=True)
        return
    told = prepared.view.reach if callback_data.tell else 0
    await reply(press, day_reset_done_message(context.words, prepared.view, told))


@dataclass(frozen=True, slots=True)
class _PreparedReset:
    """What taking a day back does. ground is the newest revision that it was prepared on."""

    view: DayReset
    changes: tuple[StoredChange, ...]
    ground: int


async def _show(
    press: CallbackQuery, context: ChatContext, city: City, year: int, *, is_outrun: bool = False
) -> None:
    prepared = await _prepared(context, city, year)
    await reply(press, day_reset_message(context.words, prepared.view, is_outrun=is_outrun))


async def _prepared(context: ChatContext, city: City, year: int) -> _PreparedReset:
    """Return what taking the day back would do. Raises UserError where none is set."""
    almanac, ground = context.almanac, context.almanac.revision
    if (city.id, year) not in almanac.set_days:
        raise UserError("desk-day-reset-unset")
    rules = city_rules(context)
    changes = city_day_changes(almanac.plans, rules, city.id, year, None)
    after = almanac.with_set_days(rules.with_day(city.id, year, None).set_days or {})
    reach = await ChangeReach(context.store.reach).count(changes, after, year, context.now)
    view = DayReset(
        city=city,
        year=year,
        now=_day(almanac, city, year),
        then=_day(after, city, year),
        reach=reach,
        mark=sha256(repr(changes).encode()).hexdigest()[:8],
    )
    return _PreparedReset(view, changes, ground)


def _day(almanac: Almanac, city: City, year: int) -> Occasion | None:
    days = almanac.city_view(city, date(year, 1, 1)).days
    return days[0] if days else None
