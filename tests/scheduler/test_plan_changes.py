"""Changes of the plan: whom they concern, when they come, and that they come once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.calendar.plan import Occurrence, Plan, PlanEvent
from data.calendar.topics import Subscription, Topic
from data.store.chats import Frequency
from data.store.plans import Plans
from data.store.revisions import Authorship, StoredChange
from scheduler.plan_changes import WORTH_TELLING, Changes
from tests.scheduler.stage import Stage, event, moment, on

EMPTY = Plan("План", 2026, (), (), ())
JUNE_5 = date(2026, 6, 5)


def with_place(number: int) -> PlanEvent:
    """An event with one place and time, as the agenda finds it."""
    return replace(event(number), occurrences=(Occurrence(None, None),))


class Newsroom:
    """A stage on which plans are changed."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.plans = Plans(stage.database)
        self.changes = Changes(self.plans, stage.chats, stage.outbox, stage.audience, stage.current)
        stage.agenda.put(replace(on(1, JUNE_5), event=with_place(1)))

    async def change(self, kind: str = "moved", subject: str = "event:1") -> None:
        """An editor changes something now."""
        facts = {"when": "5 июня"}
        by = Authorship(self.stage.clock.now(), 7)
        await self.plans.save(EMPTY, by, changes=[StoredChange(kind, subject, facts, {"when": "8 июня"})])

    async def tick(self, at: str | None = None) -> None:
        """Plan changes and deliver."""
        if at is not None:
            self.stage.clock.at = moment(at)
        await self.changes.plan(self.stage.clock.now())
        await self.stage.delivery.deliver_due()


@pytest.fixture
def newsroom(stage: Stage) -> Newsroom:
    """A newsroom at noon UTC, three in the afternoon in Moscow."""
    return Newsroom(stage)


async def test_those_concerned_are_told_once(stage: Stage, newsroom: Newsroom) -> None:
    """Followers of changes, of the event and of its kind are told; others are not; ticks may repeat."""
    await stage.chat(1, Topic.CHANGES)
    await stage.chat(2, Subscription(Topic.EVENT, "1"))
    await stage.chat(3, Topic.OWN, Topic.CHANGES)
    await stage.chat(4, Topic.PARTNER)
    await stage.chat(5, Subscription(Topic.EVENT, "2"))
    await newsroom.change()
    await newsroom.tick()
    await newsroom.tick()
    assert sorted(chat_id for chat_id, _ in stage.sender.sent) == [1, 2, 3]
    notice = await stage.outbox.find("change:1")
    assert notice is not None
    assert notice.subject == "event:1"
    assert "5 июня" in notice.payload
    assert "8 июня" in notice.payload


async def test_who_was_told_of_it_is_told_of_its_change(stage: Stage, newsroom: Newsroom) -> None:
    """Also when they no longer follow anything that would bring the event to them."""
    await stage.chat(leads={Topic.OWN: (7,)})
    await stage.tick("2026-05-29 07:00")
    assert stage.sender.told() == ["reminder:event:1:0:2026-06-05:7"]
    await stage.subscriptions.clear(1)
    stage.clock.at += timedelta(hours=1)
    await newsroom.change("cancelled")
    await newsroom.tick()
    assert stage.sender.told()[1:] == ["change:1"]


async def test_a_neighbour_with_a_longer_number_is_not_meant(stage: Stage, newsroom: Newsroom) -> None:
    """Event 1 is not event 11."""
    stage.agenda.put(on(11, JUNE_5))
    await stage.chat(1, Subscription(Topic.EVENT, "11"))
    await stage.tick("2026-05-29 07:00")
    assert len(stage.sender.sent) == 1
    await newsroom.change()
    await newsroom.tick()
    assert len(stage.sender.sent) == 1


@pytest.mark.parametrize(
    ("frequency", "changed_at", "told_at"),
    [
        (Frequency.EACH, "2026-03-01 12:00", "2026-03-01 12:00"),
        (Frequency.EACH, "2026-03-01 19:00", "2026-03-02 07:00"),
        (Frequency.EACH, "2026-03-01 23:00", "2026-03-02 07:00"),
        (Frequency.DAILY, "2026-03-01 12:00", "2026-03-02 07:00"),
        (Frequency.DAILY, "2026-03-01 05:00", "2026-03-01 07:00"),
    ],
)
async def test_news_comes_by_day_or_with_the_digest(
    stage: Stage, newsroom: Newsroom, frequency: Frequency, changed_at: str, told_at: str
) -> None:
    """At once from nine to nine, else in the morning; a daily reader gets it at the daily hour."""
    await stage.chat(1, Topic.CHANGES)
    await stage.chats.set_frequency(1, frequency, stage.clock.now())
    stage.clock.at = moment(changed_at)
    await newsroom.change()
    await newsroom.tick()
    stage.clock.at = moment(told_at) - timedelta(minutes=1)
    await newsroom.tick()
    assert len(stage.sender.sent) == (1 if changed_at == told_at else 0)
    await newsroom.tick(told_at)
    assert stage.sender.told() == ["change:1"]


async def test_who_is_not_to_be_told_is_not(stage: Stage, newsroom: Newsroom) -> None:
    """Weekly readers, those who muted the event, who pause, or who followed only afterwards."""
    for chat_id in (1, 2, 3):
        await stage.chat(chat_id, Topic.CHANGES)
    await stage.chats.set_frequency(1, Frequency.WEEKLY, stage.clock.now())
    await stage.subscriptions.mute(2, "event:1")
    await stage.chats.set_paused_until(3, date(2026, 3, 2), stage.clock.now())
    await newsroom.change()
    stage.clock.at += timedelta(seconds=1)
    await stage.chat(4, Topic.CHANGES, since=stage.clock.now())
    await newsroom.tick()
    assert stage.sender.sent == []


@pytest.mark.parametrize(
    ("kind", "told"), [("renumbered", []), ("added", [1]), ("removed", [1, 2]), ("placed", [1, 2, 3])]
)
async def test_kinds_of_changes_concern_different_people(
    stage: Stage, newsroom: Newsroom, kind: str, told: list[int]
) -> None:
    """A new number concerns nobody; news only who follows changes; what is removed also its own followers."""
    await stage.chat(1, Topic.CHANGES)
    await stage.chat(2, Subscription(Topic.EVENT, "1"))
    await stage.chat(3, Topic.OWN)
    if kind == "removed":
        stage.agenda.known.clear()
    await newsroom.change(kind)
    await newsroom.tick()
    assert sorted(chat_id for chat_id, _ in stage.sender.sent) == told


async def test_what_left_the_plan_concerns_its_topic(stage: Stage, newsroom: Newsroom) -> None:
    """An event that is gone from the almanac is told to those who follow the kind of events it was."""
    stage.agenda.known.clear()
    await stage.chat(1, Topic.OWN)
    await stage.chat(2, Topic.PARTNER)
    gone = StoredChange("removed", "event:1", {"kind": "own", "occurrences": []}, None)
    strange = StoredChange("removed", "event:2", {"kind": ["own"]}, None)
    await newsroom.plans.save(EMPTY, Authorship(stage.clock.now()), changes=[gone, strange])
    await newsroom.tick()
    assert [(chat_id, len(keys)) for chat_id, keys in stage.sender.sent] == [(1, 1)]


async def test_mending_what_is_over_tells_nobody(stage: Stage, newsroom: Newsroom) -> None:
    """It is for the record."""
    stage.agenda.put(replace(on(1, date(2026, 2, 5)), event=with_place(1)))
    await stage.chat(1, Topic.CHANGES)
    await newsroom.change()
    await newsroom.tick()
    assert stage.sender.sent == []


async def test_old_news_is_not_told(stage: Stage, newsroom: Newsroom) -> None:
    """After a long outage the agenda speaks for itself."""
    await stage.chat(1, Topic.CHANGES)
    await newsroom.change()
    stage.clock.at += WORTH_TELLING
    await newsroom.tick()
    assert stage.sender.sent == []


async def test_one_revision_is_one_message(stage: Stage, newsroom: Newsroom) -> None:
    """Forty corrections of an edition do not ring forty times."""
    await stage.chat(1, Topic.CHANGES)
    for number in range(2, 42):
        stage.agenda.put(replace(on(number, JUNE_5), event=with_place(number)))
    changes = [StoredChange("moved", f"event:{number}", None, None) for number in range(2, 42)]
    await newsroom.plans.save(EMPTY, Authorship(stage.clock.now()), changes=changes)
    await newsroom.tick()
    assert [len(keys) for _, keys in stage.sender.sent] == [40]
