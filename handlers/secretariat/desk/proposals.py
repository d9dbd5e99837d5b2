"""Show an edit as readers will see it, before it is stored."""

from dataclasses import replace

from aiogram.types import CallbackQuery, Message

from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.plan import EventKind, EventStatus, PlanEvent
from data.city_changes import QUIET
from data.event_edits import EventChanged, edit_event
from data.store.editions.event_drafts import NewDraft
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.events import cities_of, date_moved_from, year_of
from handlers.notices.plan_changes import read_change
from handlers.sending.replies import reply, reply_address
from handlers.views.events import EventCard
from handlers.views.secretariat.proposals import EditPreview, proposal_message
from scheduler.reach import ChangeReach

NEW_SUBJECT = "event:0"
"""The subject of an event that has no id yet, in the almanac that would be."""


async def propose(
    event: Message | CallbackQuery, context: ChatContext, new: NewDraft, *, is_outrun: bool = False
) -> None:
    """Store an edit as a proposal and show what readers will see.

    Raises UserError where nothing changes.
    """
    if new.before is not None and _is_same(new.before, new.after):
        raise UserError("desk-nothing-changes")
    proposal = await _proposal(context, new, is_outrun=is_outrun)
    draft_id = await context.store.event_drafts.put(new, context.now)
    await reply(event, proposal_message(context.words, proposal, draft_id, context.today))


def draft_of(
    event: Message | CallbackQuery,
    before: PlanEvent | None,
    after: PlanEvent,
    year: int,
) -> NewDraft:
    """Return the edit of an event, made by the sender in this chat."""
    person = event.from_user
    if person is None:
        raise UserError("desk-needs-name")
    chat_id, _ = reply_address(event)
    return NewDraft(chat_id, person.id, year, before, after)


def edit_of(
    event: Message | CallbackQuery, context: ChatContext, before: PlanEvent, after: PlanEvent
) -> NewDraft:
    """Return the edit of an event that is in a plan."""
    return draft_of(event, before, after, year_of(context, before))


async def _proposal(context: ChatContext, new: NewDraft, *, is_outrun: bool) -> EditPreview:
    try:
        edit = edit_event(context.almanac.plans[new.year], new)
    except EventChanged as error:
        # changed by another editor since this update came
        raise UserError("desk-event-changed") from error
    almanac = context.almanac.with_plan(edit.plan)
    subject = NEW_SUBJECT if new.before is None else edit.change.subject
    change = (
        None
        if edit.change.kind == QUIET
        else read_change(context.words, almanac, subject, edit.change.before)
    )
    reach = ChangeReach(context.store.reach)
    readers = await reach.count((edit.change,), almanac, new.year, context.now)
    card = EventCard(
        event=new.after,
        year=new.year,
        cities=cities_of(context, new.after),
        followed=False,
        moved_from=await _moved_from(context, new),
    )
    return EditPreview(
        card,
        change,
        readers,
        is_new=new.before is None,
        is_outrun=is_outrun,
        kind_before=_kind_before(new),
    )


def _kind_before(new: NewDraft) -> EventKind | None:
    """Return whose event it was where the edit changes that."""
    is_other = new.before is not None and new.before.kind is not new.after.kind
    return new.before.kind if new.before is not None and is_other else None


async def _moved_from(context: ChatContext, new: NewDraft) -> ImpreciseDate | None:
    """Return the date from which the edit moves the event, or an earlier edit has moved it."""
    before, after = new.before, new.after
    if before is None or after.status is not EventStatus.MOVED or len(before.occurrences) != 1:
        return None
    was, is_now = before.occurrences[0].when, after.occurrences[0].when
    return await date_moved_from(context, after) if was == is_now else was


def _is_same(before: PlanEvent, after: PlanEvent) -> bool:
    """Return whether an edit changes nothing that can be seen."""
    return replace(before, by_hand=after.by_hand) == after
