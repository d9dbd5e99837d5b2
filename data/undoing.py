"""Take revisions of a plan back: the state before them comes into force again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from data.calendar.plan import Plan
from data.event_changes import RESTORED
from data.plan_changes import CityRules, plan_changes, withdrawal_changes
from data.plans.editions.comparison import EditionChange, compare
from data.store.editions.change_facts import left_out_facts
from data.store.editions.made_revisions import MadeRevision
from data.store.editions.plan_writing import RESTORABLE_FOR, NewEdition, is_new_event, with_event_id
from data.store.editions.plans import Plans
from data.store.revisions import Authorship, StoredChange
from data.store.secretariat.action_log import Action


class NotUndoable(Exception):
    """The revision is unknown, too old or undone, or the state before it is no longer kept."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing a revision would do.

    undone are the revision and all later ones of its year, newest first. plan is what comes into force again,
    None where the year is left without a plan. differences are those of the two plans, changes what is
    recorded. ground is the newest revision of anything that it was prepared on.
    """

    undone: tuple[MadeRevision, ...]
    plan: Plan | None
    in_force: Mapping[int, Plan]
    differences: tuple[EditionChange, ...]
    changes: tuple[StoredChange, ...]
    ground: int

    @property
    def year(self) -> int:
        """Return the year whose plan is taken back."""
        return self.undone[0].year

    @property
    def since(self) -> datetime:
        """Return when the first of the undone revisions was made."""
        return self.undone[-1].by.at


async def recent_revisions(plans: Plans, now: datetime) -> tuple[MadeRevision, ...]:
    """Return the revisions of plans that were made lately, newest first."""
    return await plans.made_since(now - RESTORABLE_FOR)


async def prepare_undoing(revision: int, plans: Plans, rules: CityRules, now: datetime) -> Undoing:
    """Return what undoing a revision, and all later ones of its year, would do. Store nothing.

    Revisions that are undone already, and those that undid them, are passed over. Raises NotUndoable.
    """
    ground = await plans.revision()
    recent = await recent_revisions(plans, now)
    wanted = next((one for one in recent if one.revision == revision), None)
    if wanted is None or not may_undo(wanted):
        raise NotUndoable(revision)
    undone = tuple(one for one in recent if one.year == wanted.year and one.revision >= revision)
    in_force = await plans.load_all()
    if wanted.year not in in_force:
        raise NotUndoable(revision)
    if wanted.before is None:
        gone = tuple(withdrawal_changes(in_force, wanted.year, rules))
        return Undoing(undone, None, in_force, (), gone, ground)
    plan = await plans.at_revision(wanted.before)
    if plan is None:
        raise NotUndoable(revision)
    current = in_force[wanted.year]
    matched = _same_events(current, plan)
    differences = compare(current, plan, matched)
    changes = tuple(_as_restored(one, plan) for one in plan_changes(in_force, plan, differences, rules))
    return Undoing(undone, plan, in_force, differences, changes, ground)


def may_undo(revision: MadeRevision) -> bool:
    """Return whether a revision stands and the state before it is known."""
    return revision.undone_by is None and revision.is_restorable and not revision.is_withdrawal


async def undo(undoing: Undoing, plans: Plans, by: Authorship) -> int:
    """Put the state before in force again and return the new revision.

    What is still to be sent about the undone revisions is taken back in the same transaction. Raises
    GroundChanged, with nothing stored, where something was changed since it was prepared.
    """
    numbers = tuple(one.revision for one in undoing.undone)
    if undoing.plan is None:
        return await plans.withdraw(undoing.year, by, numbers, undoing.changes, ground=undoing.ground)
    facts = {"edition": undoing.undone[0].edition, "events": undoing.undone[0].events}
    after = {"events": len(undoing.plan.events)}
    action = Action.of(by, "plan-undone", f"plan:{undoing.year}", before=facts, after=after)
    before = undoing.undone[-1].before
    new = NewEdition(undoing.plan, undoing.changes, action=action, restores=before, undoes=numbers)
    return await plans.put(new, by, ground=undoing.ground)


def _as_restored(change: StoredChange, plan: Plan) -> StoredChange:
    """Return the change of an event that comes back as restored, and any other as it is.

    The event has its id still, by which those who know that it went are found.
    """
    if not is_new_event(change.subject):
        return change
    subject = with_event_id(change.subject, plan)
    return replace(change, kind=RESTORED, subject=subject, before=left_out_facts(change.after))


def _same_events(current: Plan, plan: Plan) -> Mapping[int, int]:
    """Return the positions of the restored events with those of the same events now."""
    positions: Sequence[int] = [event.id for event in current.events]
    return {
        position: positions.index(event.id)
        for position, event in enumerate(plan.events)
        if event.id in positions
    }
