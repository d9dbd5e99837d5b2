"""An editor who changes the plan of 2026, and the planning of notices about the changes."""

from dataclasses import replace
from datetime import date, timedelta

from data.store.revisions import Authorship, StoredChange
from scheduler.plan_changes import ChangePlanner
from tests.factories import on, placed, plan
from tests.world.clocks import moment
from tests.world.engine import EngineWorld

EMPTY = plan(2026)
JUNE_5 = date(2026, 6, 5)
FIVE_MINUTES = timedelta(minutes=5)
"""After so long all changes are told."""


class PlanEditor:
    """The engine with event 1 on 5 June, and changes of the plan made one at a time."""

    def __init__(self, world: EngineWorld) -> None:
        self._world = world
        self.plans = world.store.plans
        self.changes = ChangePlanner(self.plans, world.chats, world.outbox, world.audience, world.current)
        world.agenda.put(replace(on(1, JUNE_5), event=placed(1)))

    async def change(self, kind: str = "moved", subject: str = "event:1") -> None:
        """Store a change of the plan, made now."""
        before, after = {"when": "5 июня"}, {"when": "8 июня"}
        by = Authorship(self._world.clock.now(), 7)
        await self.plans.save(EMPTY, by, changes=[StoredChange(kind, subject, before, after)])

    async def tick(self, at: str | None = None) -> None:
        """Plan and deliver the notices of changes, at a time in UTC or five minutes later."""
        if at is None:
            self._world.clock.at += FIVE_MINUTES
        else:
            self._world.clock.at = moment(at)
        await self.changes.plan(self._world.clock.now())
        await self._world.delivery.deliver_due()
