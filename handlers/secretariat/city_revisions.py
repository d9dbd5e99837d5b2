"""Show a revision of what editors have set of a city, and undo it."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery

from data.calendar.occasions import Occasion
from data.city_undoing import CityUndoing, prepare_city_undoing, undo_city
from data.store.editions.city_revisions import CityFact, CityRevision
from data.store.revisions import GroundChanged
from data.undoing import NotUndoable
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import signed
from handlers.secretariat.documents.in_hand import city_rules
from handlers.secretariat.log_subjects import name_of_subject
from handlers.sending.replies import reply
from handlers.views.message import Message
from handlers.views.secretariat.plan.city_revisions import (
    CityState,
    CityUndoingView,
    city_revision_message,
    city_undone_message,
)
from handlers.views.secretariat.plan.revisions import what_was_done_to
from scheduler.reach import ChangeReach


async def what_was_done_to_city(context: ChatContext, one: CityRevision) -> str:
    """Return what a revision has done to a city, in the words of the log."""
    name = await name_of_subject(context, one.action.subject)
    return what_was_done_to(context.words, one.action, name, is_undone=one.undone_by is not None)


async def city_revision_card(context: ChatContext, one: CityRevision, *, is_outrun: bool = False) -> Message:
    """Return a revision with what undoing it would do."""
    prepared = await _prepared(context, one)
    view = CityUndoingView(
        revision=one,
        what=await what_was_done_to_city(context, one),
        state=None if prepared is None else prepared.state,
        undone=0 if prepared is None else len(prepared.undoing.undone),
        reach=0 if prepared is None else prepared.reach,
        mark="" if prepared is None else prepared.mark,
        is_outrun=is_outrun,
    )
    return city_revision_message(context.words, view, local_now(context))


async def undo_city_revision(
    press: CallbackQuery, context: ChatContext, one: CityRevision, shown: str
) -> None:
    """Undo a revision, if that does what was shown. Else show what it would do now."""
    prepared = await _prepared(context, one)
    if prepared is None:
        raise UserError("desk-revision-gone")
    if prepared.mark != shown:
        await reply(press, await city_revision_card(context, one, is_outrun=True))
        return
    try:
        await undo_city(prepared.undoing, context.store.city_revisions, signed(press, context.now))
    except GroundChanged:
        await reply(press, await city_revision_card(context, one, is_outrun=True))
        return
    await reply(press, city_undone_message(context.words, prepared.state, prepared.reach))


def local_now(context: ChatContext) -> datetime:
    """Return the present time of the chat's own clock."""
    return context.now.astimezone(ZoneInfo(context.chat.zone))


@dataclass(frozen=True, slots=True)
class _PreparedCity:
    """What undoing would do, what holds then, how many would be told, and a mark of all."""

    undoing: CityUndoing
    state: CityState
    reach: int
    mark: str


async def _prepared(context: ChatContext, one: CityRevision) -> _PreparedCity | None:
    """Return what undoing a revision would do, or None where it cannot be undone."""
    store = context.store
    try:
        undoing = await prepare_city_undoing(
            one.revision, store.city_revisions, store.plans, city_rules(context), context.now
        )
    except NotUndoable:
        return None
    reach = await _reach(context, undoing)
    shown = ([same.revision for same in undoing.undone], undoing.changes)
    mark = sha256(repr(shown).encode()).hexdigest()[:8]
    return _PreparedCity(undoing, _state(context, undoing), reach, mark)


async def _reach(context: ChatContext, undoing: CityUndoing) -> int:
    after = context.almanac.with_set_days(undoing.rules.set_days or {})
    year = undoing.undone[0].year
    return await ChangeReach(context.store.reach).count_undoing(
        undoing.changes, after, year, undoing.since, context.now
    )


def _state(context: ChatContext, undoing: CityUndoing) -> CityState:
    """Return what holds of the city once it is undone."""
    oldest = undoing.undone[-1]
    text = str((undoing.state or {}).get("text", ""))
    return CityState(
        city=context.almanac.cities.by_id[oldest.city_id],
        fact=undoing.fact,
        text=oldest.name or text,
        is_set=undoing.state is not None,
        day=_day(context, undoing) if undoing.fact is CityFact.DAY else None,
    )


def _day(context: ChatContext, undoing: CityUndoing) -> Occasion | None:
    """Return the city's day as it would be."""
    oldest = undoing.undone[-1]
    city = context.almanac.cities.by_id[oldest.city_id]
    almanac = context.almanac.with_set_days(undoing.rules.set_days or {})
    days = almanac.city_view(city, date(oldest.year, 1, 1)).days
    return days[0] if days else None
