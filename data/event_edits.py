"""Edit one event of the plan by hand: what changes, and what the log says of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from data.calendar.event_details import EventDetails, HandField
from data.calendar.plan import EventStatus, Occurrence, Plan, PlanEvent
from data.city_changes import QUIET
from data.event_changes import notified_kind
from data.plans.editions.comparison import compare
from data.store.editions.change_facts import event_facts
from data.store.editions.event_drafts import NewDraft
from data.store.editions.plan_edits import PlanEdit
from data.store.editions.plan_writing import new_event
from data.store.revisions import Authorship, Facts, StoredChange
from data.store.secretariat.action_log import Action

# Fields that are merged one by one where the event has changed since an edit was proposed.
_MERGED = frozenset({"details", "occurrences", "by_hand", "id"})


class EventChanged(Exception):
    """The event is no longer what the edit was shown with.

    event is the present one, None if it is gone.
    """

    def __init__(self, event: PlanEvent | None) -> None:
        super().__init__(event)
        self.event = event


@dataclass(frozen=True, slots=True)
class EventEdit:
    """An edit as it would be: the plan with it, and the change.

    The kind is QUIET where no reader is notified.
    """

    plan: Plan
    change: StoredChange

    @property
    def is_notified(self) -> bool:
        """Return whether the change is of a kind that readers are notified of."""
        return self.change.kind != QUIET


def edit_event(plan: Plan, draft: NewDraft, *, is_silent: bool = False) -> EventEdit:
    """Return the plan with the edit, and its change for readers.

    A silent edit corrects a slip, so it does not say of the event that it was moved. Raises EventChanged
    where the event is not what it was when the edit was proposed.
    """
    after = without_move(draft) if is_silent else draft.after
    if draft.before is None:
        position, events = len(plan.events), (*plan.events, after)
    else:
        position = _position_of(plan, draft.before)
        events = (*plan.events[:position], after, *plan.events[position + 1 :])
    edited = replace(plan, events=events)
    same = {place: place for place in range(len(plan.events))}
    kinds = {one.kind for one in compare(plan, edited, same) if one.list_name is None}
    kind = QUIET if is_silent else notified_kind(kinds)
    subject = new_event(position) if draft.before is None else f"event:{after.id}"
    return EventEdit(edited, StoredChange(kind, subject, event_facts(draft.before), event_facts(after)))


def without_move(draft: NewDraft) -> PlanEvent:
    """Return the event as edited, without the mark that it was moved unless it had that before."""
    before, after = draft.before, draft.after
    if before is None or after.status is not EventStatus.MOVED or before.status is EventStatus.MOVED:
        return after
    by_hand = after.by_hand - ({HandField.STATUS} - before.by_hand)
    return replace(after, status=before.status, by_hand=by_hand)


def plan_edit(draft: NewDraft, by: Authorship, *, is_silent: bool) -> Callable[[Plan], PlanEdit]:
    """Return what makes the edit of the plan in force. It raises EventChanged."""

    def make(plan: Plan) -> PlanEdit:
        edit = edit_event(plan, draft, is_silent=is_silent)
        return PlanEdit(edit.plan, (edit.change,), _action(draft, edit, by, is_silent=is_silent))

    return make


def rebased(draft: NewDraft, current: PlanEvent) -> NewDraft:
    """Return the same edit of the event as it is now. What it does not touch stays."""
    before, after = draft.before, draft.after
    if before is None:
        return draft
    event = replace(
        current,
        **_touched(before, after),
        occurrences=_rebased_occurrences(before.occurrences, after.occurrences, current.occurrences),
        details=_rebased_details(before.details, after.details, current.details),
        by_hand=(current.by_hand | after.by_hand) - (before.by_hand - after.by_hand),
    )
    return replace(draft, before=current, after=event)


def _rebased_occurrences(
    before: tuple[Occurrence, ...], after: tuple[Occurrence, ...], current: tuple[Occurrence, ...]
) -> tuple[Occurrence, ...]:
    """Return the present places and dates with what an edit sets in each of them.

    Where an edit adds or removes some, there is no saying which is which, and it decides alone.
    """
    if before == after:
        return current
    if not len(before) == len(after) == len(current):
        return after
    rows = zip(before, after, current, strict=True)
    return tuple(replace(now, **_touched(old, new)) for old, new, now in rows)


def _rebased_details(before: EventDetails, after: EventDetails, current: EventDetails) -> EventDetails:
    """Return the present details with what an edit sets. Files are merged one by one."""
    touched = _touched(before, after)
    if "files" in touched:
        kept = tuple(file for file in current.files if file not in before.files or file in after.files)
        touched["files"] = (*kept, *(file for file in after.files if file not in (*before.files, *kept)))
    return replace(current, **touched)


def _touched(before: Any, after: Any) -> dict[str, Any]:
    """Return the fields of a dataclass that an edit sets otherwise."""
    names = (field.name for field in fields(before) if field.name not in _MERGED)
    return {name: getattr(after, name) for name in names if getattr(before, name) != getattr(after, name)}


def _position_of(plan: Plan, event: PlanEvent) -> int:
    for position, present in enumerate(plan.events):
        if present.id == event.id:
            if present != event:
                raise EventChanged(present)
            return position
    raise EventChanged(None)


def _action(draft: NewDraft, edit: EventEdit, by: Authorship, *, is_silent: bool) -> Action:
    before, after = draft.before, draft.after
    old = None if before is None else dict(_words_of(before))
    new = dict(_words_of(after))
    if old is not None:
        differing = [key for key in old | new if old.get(key) != new.get(key)]
        old, new = ({key: facts[key] for key in differing if key in facts} for facts in (old, new))
    after_facts: Facts = {**new, "silent": True} if is_silent else new
    return Action.of(by, _code(draft), edit.change.subject, before=old, after=after_facts)


def _code(draft: NewDraft) -> str:
    if draft.before is None:
        return "event-added"
    statuses = draft.before.status, draft.after.status
    if statuses[0] is not statuses[1] and EventStatus.CANCELLED in statuses:
        return "event-cancelled" if statuses[1] is EventStatus.CANCELLED else "event-restored"
    return "event-edited"


def _words_of(event: PlanEvent) -> Iterator[tuple[str, object]]:
    """Yield what the log shows of an event, field by field, without what is empty."""
    details = event.details
    for code, text in (
        ("title", event.title),
        ("when", "; ".join(one.when.raw for one in event.occurrences if one.when)),
        ("time", "; ".join(f"{one.time.start:%H:%M}" for one in event.occurrences if one.time)),
        ("place", "; ".join(_place_of(event))),
        ("organisers", ", ".join(event.organisers)),
        ("kind", event.kind.value),
        ("status", event.status.value),
        ("link", details.link.url if details.link else ""),
        ("description", details.description),
        ("files", ", ".join(file.name or file.kind.value for file in details.files)),
        ("register-by", details.register_by.isoformat() if details.register_by else ""),
    ):
        if text:
            yield code, text


def _place_of(event: PlanEvent) -> Iterator[str]:
    for one in event.occurrences:
        if one.place is not None:
            yield ", ".join(filter(None, (one.place.raw, one.place.venue)))
