"""An editor changes an event, and the process is killed at any step of the database."""

import random
from dataclasses import replace
from pathlib import Path

from data.calendar.almanac import Almanac
from data.calendar.plan import Plan
from data.store.revisions import Authorship
from data.store.store import Store, store_over
from handlers.callbacks.desk import AskEventField, DecideDraft, DeskField, DraftStep
from tests.cast import LONG_AGO, OWNER
from tests.chaos.conftest import Record
from tests.chaos.scale import times
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld, Person
from tests.world.crash_points import CrashingDatabase, Killed

GROZNY = 11
"""The conference of 3 and 4 October."""

STEPS = 60
"""A little more than the database steps of one step of the conversation."""


class KilledDesk:
    """Processes one after another over the same file. Each repeats the update of the last one."""

    def __init__(self, path: Path, dice: random.Random) -> None:
        self._path = path
        self._dice = dice
        self._pressed = 0
        self.kills = 0

    async def take(self, step: str) -> None:
        """Handle one step of the editor in a process that is killed, then in one that is not."""
        self.kills += not await self._live(step, self._dice.randrange(STEPS))
        assert await self._live(step, None)

    async def _live(self, step: str, dies_after: int | None) -> bool:
        """Handle the step in one process. Return whether it was done before the process died."""
        database = await CrashingDatabase.open(self._path)
        store = store_over(database)
        plan = await store.plans.load(2020)
        assert plan is not None
        CrashingDatabase.crash.left = dies_after
        try:
            await self._do(step, store, plan)
        except Killed:
            return False
        finally:
            CrashingDatabase.crash.left = None
            await database.close()
        return True

    async def _do(self, step: str, store: Store, plan: Plan) -> None:
        almanac = Almanac(cities_2020(), {2020: plan})
        editor = ConversationWorld(store, FrozenClock(NOW), lambda: almanac).person(OWNER)
        if step == "press":
            await editor.presses(AskEventField(id=GROZNY, field=DeskField.WHEN).pack())
        elif step == "answer":
            await editor.says("10–11 октября", number=2000)
        else:
            await self._decide(editor, store)

    async def _decide(self, editor: Person, store: Store) -> None:
        # the editor presses the button of the last proposal, again after a kill
        draft = await store.event_drafts.newest(OWNER, OWNER)
        number = self._pressed if draft is None else draft.id
        self._pressed = number
        await editor.presses(DecideDraft(id=number, step=DraftStep.TELL).pack())


async def test_an_edit_is_in_force_once_whenever_it_is_killed(
    tmp_path: Path, dice: random.Random, record: Record
) -> None:
    """Killed at each of the three steps, an edit is in force once, not before the last press."""
    rounds = times(4, 200)
    kills = lost = doubled = 0
    for number in range(rounds):
        path = tmp_path / f"{number}.db"
        database = await CrashingDatabase.open(path)
        await store_over(database).plans.save(plan_without_ids(), Authorship(LONG_AGO))
        await database.close()
        desk = KilledDesk(path, dice)
        for step in ("press", "answer"):
            await desk.take(step)
        assert await revisions(path) == []
        await desk.take("decide")
        found = await revisions(path)
        lost += not found
        doubled += max(0, len(found) - 1)
        assert set(found) <= {("moved", "event-edited")}
        kills += desk.kills
    record("F3", kills, edits=rounds, lost=lost, twice=doubled)
    assert (lost, doubled) == (0, 0)
    assert kills > 0


def plan_without_ids() -> Plan:
    """Return the plan of 2020 as its document gives it."""
    plan = plan_2020()
    return replace(plan, events=tuple(replace(event, id=0) for event in plan.events))


async def revisions(path: Path) -> list[tuple[str, str]]:
    """Return the kind of change and the code in the log of each edit that is in force."""
    database = await CrashingDatabase.open(path)
    store = store_over(database)
    try:
        changes = await store.plans.changes_since(1)
        actions = [one for one in await store.actions.latest(9) if one.action.action.startswith("event-")]
        return [
            (change.kind, one.action.action) for change, one in zip(changes, reversed(actions), strict=True)
        ]
    finally:
        await database.close()
