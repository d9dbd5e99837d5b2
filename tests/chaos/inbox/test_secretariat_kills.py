"""Edits, their undoing, city days and editors' rights survive a kill at any step."""

import random
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data.calendar.almanac import Almanac
from data.calendar.plan import Plan
from data.calendar.topics import Subscription, Topic
from data.event_edits import plan_edit
from data.plan_changes import CityRules
from data.store.editions.event_drafts import NewDraft
from data.store.notices import DeliveryState, Settled
from data.store.revisions import Authorship
from data.store.secretariat.staff import Right
from data.store.store import Store, store_over
from data.store.targeting.audience import Audience
from data.undoing import NotUndoable, prepare_undoing, undo
from handlers.callbacks.city_days import SetCityDay
from handlers.callbacks.staff import DismissEditor, NameEditor, SetEditorRight
from scheduler.plan_changes import ChangePlanner
from tests.cast import ANNA, LONG_AGO, OWNER, new_chat
from tests.chaos.conftest import Record
from tests.chaos.scale import times
from tests.factories import day_of
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld
from tests.world.crash_points import CrashingDatabase, Killed

READERS = (1, 2, 3)
LATER = date(2020, 10, 10)
STEPS = 40
"""A little more than the database steps of one piece of work."""

PRESS_STEPS = 12
"""The same for a press of an owner."""

Work = Callable[[CrashingDatabase, Store], Awaitable[None]]


class KilledProcesses:
    """Processes one after another over the same file. Each begins the last one's work again."""

    def __init__(self, path: Path, dice: random.Random) -> None:
        self.path = path
        self._dice = dice
        self.now = NOW
        self.kills = 0

    async def run(self, work: Work, steps: int = STEPS) -> None:
        """Do the work in a process that is killed at some step, then in one that is not."""
        self.kills += not await self._live(work, self._dice.randrange(steps))
        assert await self._live(work, None)

    async def _live(self, work: Work, dies_after: int | None) -> bool:
        """Do the work in one process. Return whether it was done before the process died."""
        database = await CrashingDatabase.open(self.path)
        CrashingDatabase.crash.left = dies_after
        try:
            await work(database, store_over(database))
        except Killed:
            return False
        finally:
            CrashingDatabase.crash.left = None
            await database.close()
        return True

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query as they are stored."""
        with closing(sqlite3.connect(self.path)) as database:
            return database.execute(query).fetchall()

    async def furnish(self, _: CrashingDatabase, store: Store) -> None:
        """Store the plan and the readers."""
        plan = plan_2020()
        events = tuple(replace(event, id=0) for event in plan.events)
        await store.plans.save(replace(plan, events=events), Authorship(LONG_AGO))
        for reader in READERS:
            await store.chats.ensure(new_chat(reader), LONG_AGO)
            await store.subscriptions.add(reader, Subscription(Topic.OWN), LONG_AGO)

    async def edit(self, _: CrashingDatabase, store: Store) -> None:
        """Move the conference of 3 October, as the last press of an editor does."""
        draft = await store.event_drafts.of(1)
        if draft is None:
            event = (await current(store)).events[10]
            [one] = event.occurrences
            later = replace(event, occurrences=(replace(one, when=day_of(LATER)),))
            await store.event_drafts.put(NewDraft(OWNER, OWNER, 2020, event, later), self.now)
            draft = await store.event_drafts.of(1)
        assert draft is not None
        by = Authorship(self.now, OWNER)
        await store.event_drafts.apply(draft, plan_edit(draft.edit, by, is_silent=False), by)

    async def tell(self, database: CrashingDatabase, store: Store) -> None:
        """Plan the notices of the change, as a tick does."""

        async def agenda() -> Almanac:
            return Almanac(cities_2020(), {2020: await current(store)})

        planner = ChangePlanner(store.plans, store.chats, store.outbox, Audience(database), agenda)
        await planner.plan(self.now)

    async def send(self, _: CrashingDatabase, store: Store) -> None:
        """Mark all due deliveries as sent."""
        claimed = await store.outbox.claim(self.now, self.now + timedelta(minutes=1), 10)
        sent = DeliveryState.SENT
        await store.outbox.write(
            [Settled(one.notice.id, one.chat_id, sent, message_id=1, sent_at=self.now) for one in claimed]
        )

    async def undo(self, _: CrashingDatabase, store: Store) -> None:
        """Undo the edit, unless it is undone already."""
        rules = CityRules(cities_2020())
        try:
            undoing = await prepare_undoing(2, store.plans, rules, self.now)
        except NotUndoable:
            return
        await undo(undoing, store.plans, Authorship(self.now, OWNER))


async def current(store: Store) -> Plan:
    """Return the plan in force."""
    plan = await store.plans.load(2020)
    assert plan is not None
    return plan


async def test_an_edit_is_told_once_and_its_undoing_to_those_who_heard(
    tmp_path: Path, dice: random.Random, record: Record
) -> None:
    """An edit that is undone early is never told. If it was told, its undoing is told too."""
    rounds, kills, wrong = times(6, 200), 0, 0
    for number in range(rounds):
        world = KilledProcesses(tmp_path / f"{number}.db", dice)
        database = await CrashingDatabase.open(world.path)
        await world.furnish(database, store_over(database))
        await database.close()
        undone_after = dice.randrange(3)
        await world.run(world.edit)
        for moment in range(3):
            if moment == undone_after:
                await world.run(world.undo)
            world.now += timedelta(minutes=6)
            await world.run(world.tell)
            if moment:
                world.now += timedelta(minutes=1)
                database = await CrashingDatabase.open(world.path)
                await world.send(database, store_over(database))
                await database.close()
        wrong += told(world) != (2 * len(READERS) if undone_after == 2 else 0)
        kills += world.kills
    record("C15", kills, edits=rounds, wrong=wrong)
    assert wrong == 0
    assert kills > 0


def told(world: KilledProcesses) -> int:
    """Return how many messages were sent. Fail if one is left over or sent twice."""
    states = dict(world.rows("SELECT state, count(*) FROM deliveries GROUP BY state"))
    assert set(states) <= {"sent", "void"}
    assert len(world.rows("SELECT 1 FROM undone_revisions")) == 1
    assert len(world.rows("SELECT 1 FROM revisions")) == 3
    return int(states.get("sent", 0))


async def test_the_day_of_a_city_is_set_once_whenever_it_is_killed(
    tmp_path: Path, dice: random.Random, record: Record
) -> None:
    """A press that is handled again after a kill makes no second revision."""
    rounds, kills = times(3, 200), 0
    first = SetCityDay(id="kazan", first=20200829, days=1, over="200830-200830").pack()
    for number in range(rounds):
        world = KilledProcesses(tmp_path / f"{number}.db", dice)

        async def press(_: CrashingDatabase, store: Store) -> None:
            almanac = Almanac(cities_2020(), {2020: plan_2020()})
            owner = ConversationWorld(store, FrozenClock(NOW), lambda: almanac).person(OWNER)
            await owner.presses(first)

        await world.run(press, PRESS_STEPS)
        assert world.rows("SELECT first_day FROM city_overrides") == [("2020-08-29",)]
        assert len(world.rows("SELECT 1 FROM revisions")) == 1
        assert len(world.rows("SELECT 1 FROM plan_changes")) == 1
        kills += world.kills
    record("C17", kills, days=rounds, twice=0)
    assert kills > 0


async def test_an_editor_has_each_right_once_whenever_it_is_killed(
    tmp_path: Path, dice: random.Random, record: Record
) -> None:
    """Each right given to or taken from an editor is in force once, and once in the log."""
    rounds, kills = times(4, 200), 0
    buttons = (
        NameEditor(id=ANNA, edit_plan=True, send=False),
        SetEditorRight(id=ANNA, right=Right.SEND, on=True),
        DismissEditor(id=ANNA, sure=True),
    )
    rights: tuple[list[tuple[int, int]], ...] = ([(1, 0)], [(1, 1)], [])
    for number in range(rounds):
        world = KilledProcesses(tmp_path / f"{number}.db", dice)
        for button, expected in zip(buttons, rights, strict=True):

            async def press(_: CrashingDatabase, store: Store, data: str = button.pack()) -> None:
                almanac = Almanac(cities_2020(), {})
                owner = ConversationWorld(store, FrozenClock(NOW), lambda: almanac).person(OWNER)
                await owner.presses(data)

            await world.run(press, PRESS_STEPS)
            assert world.rows("SELECT may_edit_plan, may_send FROM editors") == expected
        log = [code for (code,) in world.rows("SELECT action FROM actions ORDER BY id")]
        assert log == ["editor-named", "editor-rights", "editor-dismissed"]
        kills += world.kills
    record("C16", kills, people=rounds, wrong=0)
    assert kills > 0
