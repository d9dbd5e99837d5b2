"""Edit the plan in force: read it, change it and write it in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from data.calendar.plan import Plan
from data.store.editions.plan_writing import NewEdition, current_plan, put_in_force
from data.store.revisions import Authorship, StoredChange
from data.store.secretariat.action_log import Action
from data.store.sqlite.errors import UnknownRow
from data.store.sqlite.transactions import Transaction


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """A plan as edited, what changes in it for readers, and what the log says of it."""

    plan: Plan
    changes: tuple[StoredChange, ...]
    action: Action


async def edit_plan(
    tx: Transaction, year: int, make: Callable[[Plan], PlanEdit], by: Authorship
) -> tuple[int, Plan]:
    """Put what make returns of the plan in force in its place.

    Return the revision and the plan with the ids of events.

    What make raises leaves everything as it was. Raises UnknownRow where the year has no plan.
    """
    current = await current_plan(tx, year)
    if current is None:
        raise UnknownRow(f"plan:{year}")
    edit = make(current)
    return await put_in_force(tx, NewEdition(edit.plan, tuple(edit.changes), action=edit.action), by)
