"""A round hands out what is ready while what is known of it is fresh."""

import asyncio
from collections.abc import Iterable

import pytest

from data.store.notices import Claimed, NewNotice, Notice, NoticeKind, Priority
from data.store.targeting.recipients import Recipient
from scheduler import briefing
from scheduler.briefing import Snapshot
from scheduler.delivery.batch import Batch
from tests.scheduler.stage import HandMadeAgenda, Stage, moment

NOW = moment("2026-03-01 12:00")
NEWS = NewNotice("news", NoticeKind.MESSAGE, "news", NOW)
NOTICE = Notice(1, NEWS.key, NEWS.kind, NEWS.subject, None, None, NEWS.expires_at, NEWS.payload, NOW)


def claimed(*chats: int) -> list[Claimed]:
    """A claim of one delivery for each chat."""
    return [Claimed(NOTICE, chat, 1, doubtful=False) for chat in chats]


def brief(seconds_ago: float = 0.0) -> Snapshot:
    """What was read so long ago."""
    return Snapshot({}, HandMadeAgenda(), asyncio.get_running_loop().time() - seconds_ago)


async def test_what_is_ready_is_handed_out_in_order() -> None:
    """One after the other, each counted as being delivered."""
    ride = Batch(probe=False)
    ride.take(claimed(1, 2, 3))
    ride.brief(2, brief())
    first, second = ride.hand_out(), ride.hand_out()
    assert first is not None
    assert second is not None
    assert (first.parcel.chat_id, second.parcel.chat_id, ride.busy) == (1, 2, 2)
    assert ride.hand_out() is None
    assert [one.chat_id for one in ride.left()] == [3]


async def test_what_was_read_too_long_ago_is_read_again() -> None:
    """Whoever has left meanwhile is not written to: the parcels go back, in their order, none is lost."""
    ride = Batch(probe=False)
    ride.take(claimed(1, 2, 3))
    ride.brief(2, brief(seconds_ago=60))
    assert ride.hand_out() is None
    assert [parcel.chat_id for parcel in ride.next(9)] == [1, 2, 3]
    assert ride.busy == 0
    ride.brief(3, brief())
    ready = ride.hand_out()
    assert ready is not None
    assert ready.parcel.chat_id == 1
    assert [one.chat_id for one in ride.left()] == [2, 3]


async def test_reading_that_takes_long_keeps_nobody_from_being_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a read takes longer than what it finds stays fresh, all are told nevertheless, one by one."""
    notice = await stage.outbox.post(NEWS, stage.clock.now())
    stage.clock.at = moment("2026-03-01 11:00")
    for chat_id in range(1, 8):
        await stage.chat(chat_id)
    await stage.outbox.address(notice.id, range(1, 8), Priority.URGENT, stage.clock.now())
    delivery = stage.new_delivery()
    known = delivery._briefing._recipients.read

    async def slowly(chat_ids: Iterable[int]) -> dict[int, Recipient]:
        found = await known(chat_ids)
        await asyncio.sleep(0.02)
        return found

    monkeypatch.setattr(delivery._briefing._recipients, "read", slowly)
    monkeypatch.setattr(briefing, "_FRESH_SECONDS", 0.01)
    await asyncio.wait_for(delivery.deliver_due(), 20)
    assert set((await stage.states("news")).values()) == {"sent"}
