"""What falls due for a chat in one hour is told in one message, so it waits until all of it is planned."""

from datetime import timedelta

from data.store.notices import NoticeKind, Priority
from data.store.targeting.recipients import Recipients
from scheduler.briefing import Briefing
from scheduler.delivery.sending import NoticeSender
from scheduler.delivery.worker import DeliveryWorker
from scheduler.planned_until import LONGEST_WAIT, Horizon
from tests.scheduler.delivery.test_worker import NEAR, post
from tests.scheduler.stage import Said, Stage, moment

NOW = moment("2026-03-01 12:00")


def test_nothing_is_due_beyond_what_is_planned() -> None:
    """Until planning has come so far, or has failed for two minutes."""
    horizon = Horizon()
    assert horizon.through(NOW) == NOW - LONGEST_WAIT
    horizon.reached(NOW)
    assert horizon.through(NOW) == NOW
    assert horizon.through(NOW + timedelta(seconds=20)) == NOW
    assert horizon.through(NOW + timedelta(hours=1)) == NOW + timedelta(hours=1) - LONGEST_WAIT


def test_a_clock_that_was_ahead_lets_nothing_go_early() -> None:
    """What was planned by it is not due yet."""
    horizon = Horizon()
    horizon.reached(NOW + timedelta(hours=1))
    assert horizon.through(NOW) == NOW


async def test_a_digest_waits_for_the_rest_of_it(stage: Stage) -> None:
    """News due at the hour and what is planned some seconds later are one message; an alert does not wait."""
    horizon = Horizon()
    notice_sender = NoticeSender(stage.chats, stage.outbox, stage.renderer, stage.sender, stage.clock)
    briefing = Briefing(Recipients(stage.database), stage.current)
    delivery: DeliveryWorker[Said] = DeliveryWorker(
        stage.outbox, briefing, notice_sender, stage.clock, 3, horizon
    )
    horizon.reached(stage.clock.now())
    stage.clock.at += timedelta(seconds=5)
    await post(stage, "news", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await post(stage, "alert", 2, rank=Priority.URGENT)
    await delivery.deliver_due()
    assert stage.sender.sent == [(2, ("alert",))]
    stage.clock.at += timedelta(seconds=15)
    await post(stage, "more news", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    horizon.reached(stage.clock.now())
    await delivery.deliver_due()
    assert stage.sender.sent[1:] == [(1, ("news", "more news"))]
