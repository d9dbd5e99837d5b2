"""Changes of the plan: whom they concern, when they come, and that they come once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Frequency
from data.store.notices import NoticeKind
from data.store.revisions import Authorship, StoredChange
from scheduler.delivery.retry_policy import EXPIRY
from tests.factories import on, placed
from tests.world.clocks import moment
from tests.world.engine import EngineWorld
from tests.world.plan_editor import EMPTY, JUNE_5, PlanEditor


@pytest.fixture
def editor(world: EngineWorld) -> PlanEditor:
    """Return an editor at noon UTC, three in the afternoon in Moscow."""
    return PlanEditor(world)


async def test_change_is_sent_once_to_each_follower(world: EngineWorld, editor: PlanEditor) -> None:
    """Followers of changes, of the event and of its kind are told once, however often it ticks."""
    await world.chat(1, Topic.CHANGES)
    await world.chat(2, Subscription(Topic.EVENT, "1"))
    await world.chat(3, Topic.OWN, Topic.CHANGES)
    await world.chat(4, Topic.PARTNER)
    await world.chat(5, Subscription(Topic.EVENT, "2"))
    await editor.change()
    await editor.tick()
    await editor.tick()
    assert sorted(chat_id for chat_id, _ in world.sender.sent) == [1, 2, 3]
    notice = await world.outbox.find("change:1")
    assert notice is not None
    assert notice.subject == "event:1"
    assert "5 июня" in notice.payload
    assert "8 июня" in notice.payload


async def test_reminded_chat_that_has_unfollowed_is_not_sent_the_change(
    world: EngineWorld, editor: PlanEditor
) -> None:
    """A chat that follows nothing about the event any more has had enough of it."""
    await world.chat(leads={Topic.OWN: (7,)})
    await world.tick("2026-05-29 07:00")
    assert world.sender.told() == ["reminder:event:1:0:2026-06-05:7"]
    await world.subscriptions.clear(1)
    world.clock.at += timedelta(hours=1)
    await editor.change("cancelled")
    await editor.tick()
    assert world.sender.told()[1:] == []


async def test_event_with_a_longer_number_is_not_confused(world: EngineWorld, editor: PlanEditor) -> None:
    """Event 1 is not event 11."""
    world.agenda.put(on(11, JUNE_5))
    await world.chat(1, Subscription(Topic.EVENT, "11"))
    await world.tick("2026-05-29 07:00")
    assert len(world.sender.sent) == 1
    await editor.change()
    await editor.tick()
    assert len(world.sender.sent) == 1


@pytest.mark.parametrize(
    ("frequency", "changed_at", "told_at"),
    [
        (Frequency.EACH, "2026-03-01 12:00", "2026-03-01 12:05"),
        (Frequency.EACH, "2026-03-01 19:00", "2026-03-02 07:00"),
        (Frequency.EACH, "2026-03-01 23:00", "2026-03-02 07:00"),
        (Frequency.DAILY, "2026-03-01 12:00", "2026-03-02 07:00"),
        (Frequency.DAILY, "2026-03-01 05:00", "2026-03-01 07:00"),
    ],
)
async def test_change_is_sent_by_day_or_with_the_digest(
    world: EngineWorld, editor: PlanEditor, frequency: Frequency, changed_at: str, told_at: str
) -> None:
    """It comes within five minutes from 9:00 to 21:00, else in the morning, or with the daily digest."""
    await world.chat(1, Topic.CHANGES)
    await world.chats.set_frequency(1, frequency, world.clock.now())
    world.clock.at = moment(changed_at)
    await editor.change()
    await editor.tick(changed_at)
    assert world.sender.sent == []
    await editor.tick()
    if world.clock.at != moment(told_at):
        world.clock.at = moment(told_at) - timedelta(minutes=6)
        await editor.tick()
        assert world.sender.sent == []
        await editor.tick(told_at)
    assert world.sender.told() == ["change:1"]


async def test_change_is_not_sent_to_weekly_muting_pausing_or_later_chats(
    world: EngineWorld, editor: PlanEditor
) -> None:
    """Weekly, muting and pausing chats and later followers are not told."""
    for chat_id in (1, 2, 3):
        await world.chat(chat_id, Topic.CHANGES)
    await world.chats.set_frequency(1, Frequency.WEEKLY, world.clock.now())
    await world.subscriptions.mute(2, "event:1")
    await world.chats.set_paused_until(3, date(2026, 3, 2), world.clock.now())
    await editor.change()
    world.clock.at += timedelta(seconds=1)
    await world.chat(4, Topic.CHANGES, since=world.clock.now())
    await editor.tick()
    assert world.sender.sent == []


@pytest.mark.parametrize(
    ("kind", "told"), [("renumbered", []), ("added", [1]), ("removed", [1, 2]), ("placed", [1, 2, 3])]
)
async def test_each_kind_of_change_has_its_own_audience(
    world: EngineWorld, editor: PlanEditor, kind: str, told: list[int]
) -> None:
    """A new number has no audience, a new event has followers of changes, a removed one its own ones too."""
    await world.chat(1, Topic.CHANGES)
    await world.chat(2, Subscription(Topic.EVENT, "1"))
    await world.chat(3, Topic.OWN)
    if kind == "removed":
        world.agenda.known.clear()
    await editor.change(kind)
    await editor.tick()
    assert sorted(chat_id for chat_id, _ in world.sender.sent) == told


async def test_removed_event_is_sent_to_followers_of_its_topic(
    world: EngineWorld, editor: PlanEditor
) -> None:
    """The removal of an event is told to the followers of its kind of events."""
    world.agenda.known.clear()
    await world.chat(1, Topic.OWN)
    await world.chat(2, Topic.PARTNER)
    gone = StoredChange("removed", "event:1", {"kind": "own", "occurrences": []}, None)
    strange = StoredChange("removed", "event:2", {"kind": ["own"]}, None)
    await editor.plans.save(EMPTY, Authorship(world.clock.now()), changes=[gone, strange])
    await editor.tick()
    assert [(chat_id, len(keys)) for chat_id, keys in world.sender.sent] == [(1, 1)]


async def test_correction_of_a_past_event_is_not_sent(world: EngineWorld, editor: PlanEditor) -> None:
    """A correction of a past event is only recorded."""
    world.agenda.put(replace(on(1, date(2026, 2, 5)), event=placed(1)))
    await world.chat(1, Topic.CHANGES)
    await editor.change()
    await editor.tick()
    assert world.sender.sent == []


async def test_expired_change_is_not_sent(world: EngineWorld, editor: PlanEditor) -> None:
    """After a long outage old news are not sent, because the agenda has the present dates."""
    await world.chat(1, Topic.CHANGES)
    await editor.change()
    world.clock.at += EXPIRY[NoticeKind.CHANGE]
    await editor.tick()
    assert world.sender.sent == []


async def test_changes_of_one_revision_are_one_message(world: EngineWorld, editor: PlanEditor) -> None:
    """Forty corrections of an edition do not ring forty times."""
    await world.chat(1, Topic.CHANGES)
    for number in range(2, 42):
        world.agenda.put(replace(on(number, JUNE_5), event=placed(number)))
    changes = [StoredChange("moved", f"event:{number}", None, None) for number in range(2, 42)]
    await editor.plans.save(EMPTY, Authorship(world.clock.now()), changes=changes)
    await editor.tick()
    assert [len(keys) for _, keys in world.sender.sent] == [40]
