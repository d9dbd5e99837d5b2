"""The notices of one hour go to a chat in one message, so they wait until all are planned."""

from datetime import timedelta

from data.store.notices import NoticeKind, Priority, priority_until
from data.store.targeting.recipients import Recipients
from scheduler.delivery.sending import NoticeSender
from scheduler.delivery.snapshot import SnapshotReader
from scheduler.delivery.worker import DeliveryWorker
from scheduler.planned_until import LONGEST_WAIT, Horizon
from tests.world.clocks import moment
from tests.world.engine import EngineWorld
from tests.world.recording import KeysMessage

NEAR = priority_until(moment("2026-03-03 00:00"))

NOW = moment("2026-03-01 12:00")


def test_horizon_ends_where_planning_has_come() -> None:
    """Until planning has come so far, or has failed for two minutes."""
    horizon = Horizon()
    assert horizon.through(NOW) == NOW - LONGEST_WAIT
    horizon.reached(NOW)
    assert horizon.through(NOW) == NOW
    assert horizon.through(NOW + timedelta(seconds=20)) == NOW
    assert horizon.through(NOW + timedelta(hours=1)) == NOW + timedelta(hours=1) - LONGEST_WAIT


def test_horizon_planned_by_a_fast_clock_is_bounded_by_now() -> None:
    """Notices planned by a fast clock are not due yet."""
    horizon = Horizon()
    horizon.reached(NOW + timedelta(hours=1))
    assert horizon.through(NOW) == NOW


async def test_digest_waits_until_its_hour_is_planned(world: EngineWorld) -> None:
    """News due at the hour and reminders planned seconds later are one message. An alert does not wait."""
    horizon = Horizon()
    notice_sender = NoticeSender(world.chats, world.outbox, world.renderer, world.sender, world.clock)
    snapshots = SnapshotReader(Recipients(world.database), world.current)
    delivery: DeliveryWorker[KeysMessage] = DeliveryWorker(
        world.outbox, snapshots, notice_sender, world.clock, 3, horizon
    )
    horizon.reached(world.clock.now())
    world.clock.at += timedelta(seconds=5)
    await world.post("news", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.post("alert", 2, rank=Priority.URGENT)
    await delivery.deliver_due()
    assert world.sender.sent == [(2, ("alert",))]
    world.clock.at += timedelta(seconds=15)
    await world.post("more news", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    horizon.reached(world.clock.now())
    await delivery.deliver_due()
    assert world.sender.sent[1:] == [(1, ("news", "more news"))]
