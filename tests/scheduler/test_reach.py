"""The number of readers that an editor is shown equals the number of those notified."""

from dataclasses import replace
from datetime import date

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatState, Frequency
from data.store.editions.change_facts import event_facts
from data.store.revisions import Authorship, StoredChange
from data.store.targeting.reach import Reach
from scheduler.plan_changes import ChangePlanner
from scheduler.reach import ChangeReach
from tests.factories import on, placed
from tests.world.engine import EngineWorld
from tests.world.plan_editor import EMPTY, FIVE_MINUTES, JUNE_5


async def furnish(world: EngineWorld) -> None:
    """Add readers of every kind, of whom some take no notices."""
    world.agenda.put(replace(on(1, JUNE_5), event=placed(1)))
    await world.chat(1, Topic.OWN)
    await world.chat(2, Subscription(Topic.EVENT, "1"), Topic.OWN)
    await world.chat(3, Topic.CHANGES)
    await world.chat(4, Topic.JUBILEES)
    for number in range(5, 12):
        await world.chat(number, Topic.OWN, zone="Asia/Almaty")
    now = world.clock.now()
    await world.chats.set_frequency(5, Frequency.WEEKLY, now)
    await world.subscriptions.mute(6, "event:1")
    await world.subscriptions.mute(7, "event:1:0")
    await world.chats.set_state(8, ChatState.BLOCKED, now)
    await world.chats.set_paused_until(9, date(2030, 1, 1), now)
    await world.chats.set_frequency(10, Frequency.DAILY, now)


@pytest.mark.parametrize("kind", ["moved", "cancelled", "added", "renumbered"])
async def test_the_readers_counted_are_the_readers_told(world: EngineWorld, kind: str) -> None:
    """Followers of topic, event and changes count once. Muted, paused, blocked and weekly ones do not."""
    await furnish(world)
    now = world.clock.now()
    facts = event_facts(placed(1))
    change = StoredChange(kind, "event:1", None if kind == "added" else facts, facts)
    counted = await ChangeReach(Reach(world.database, chunk=2)).count((change,), world.agenda, 2026, now)
    await world.store.plans.save(EMPTY, Authorship(now), changes=[change])
    world.clock.at += FIVE_MINUTES
    planner = ChangePlanner(world.store.plans, world.chats, world.outbox, world.audience, world.current)
    assert counted == await planner.plan(world.clock.now())
    assert (counted > 0) == (kind != "renumbered")


async def test_what_is_over_reaches_no_one(world: EngineWorld) -> None:
    """A correction of a past event is for the record."""
    await furnish(world)
    past = replace(on(1, date(2020, 6, 5)), event=placed(1))
    world.agenda.put(past)
    now = world.clock.now()
    change = StoredChange("moved", "event:1", {"when": {"start": "2020-06-04", "end": "2020-06-04"}}, None)
    assert await ChangeReach(Reach(world.database)).count((change,), world.agenda, 2026, now) == 0
