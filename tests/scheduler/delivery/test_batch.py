"""A batch hands out chats while their snapshot is fresh."""

import asyncio
from collections.abc import Iterable

import pytest

from data.store.notices import Claimed, NewNotice, Notice, NoticeKind, Priority
from data.store.targeting.recipients import Recipient, Recipients
from scheduler.delivery import snapshot
from scheduler.delivery.batch import Batch
from scheduler.delivery.snapshot import Snapshot
from tests.world.clocks import moment
from tests.world.engine import EngineWorld, InMemoryAgenda

NOW = moment("2026-03-01 12:00")
NEWS = NewNotice("news", NoticeKind.MESSAGE, "news", NOW)
NOTICE = Notice(1, NEWS.key, NEWS.kind, NEWS.subject, None, None, NEWS.expires_at, NEWS.payload, NOW)


def claimed(*chats: int) -> list[Claimed]:
    """Return the claim of one delivery for each chat."""
    return [Claimed(NOTICE, chat, 1, doubtful=False) for chat in chats]


def read(seconds_ago: float = 0.0) -> Snapshot:
    """Return an empty snapshot that was read this many seconds ago."""
    return Snapshot({}, InMemoryAgenda(), asyncio.get_running_loop().time() - seconds_ago)


async def test_ready_chats_are_taken_in_order() -> None:
    """Chats are taken one after the other, and each counts as being delivered."""
    batch = Batch(probe=False)
    batch.add(claimed(1, 2, 3))
    batch.make_ready(2, read())
    first, second = batch.take_ready(), batch.take_ready()
    assert first is not None
    assert second is not None
    assert (first.chat_batch.chat_id, second.chat_batch.chat_id, batch.busy) == (1, 2, 2)
    assert batch.take_ready() is None
    assert [one.chat_id for one in batch.not_taken()] == [3]


async def test_stale_snapshot_puts_ready_chats_back() -> None:
    """Chats may have left since the read: all go back in their order to be read again, and none is lost."""
    batch = Batch(probe=False)
    batch.add(claimed(1, 2, 3))
    batch.make_ready(2, read(seconds_ago=60))
    assert batch.take_ready() is None
    assert batch.next_chats(9) == [1, 2, 3]
    assert batch.busy == 0
    batch.make_ready(3, read())
    ready = batch.take_ready()
    assert ready is not None
    assert ready.chat_batch.chat_id == 1
    assert [one.chat_id for one in batch.not_taken()] == [2, 3]


async def test_slow_snapshots_do_not_stop_delivery(
    world: EngineWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a read takes longer than its result stays fresh, all chats are still delivered, one by one."""
    notice = await world.outbox.post(NEWS, world.clock.now())
    world.clock.at = moment("2026-03-01 11:00")
    for chat_id in range(1, 8):
        await world.chat(chat_id)
    await world.outbox.address(notice.id, range(1, 8), Priority.URGENT, world.clock.now())
    delivery = world.new_delivery()
    known = Recipients.read

    async def slowly(recipients: Recipients, chat_ids: Iterable[int]) -> dict[int, Recipient]:
        found = await known(recipients, chat_ids)
        await asyncio.sleep(0.02)
        return found

    monkeypatch.setattr(Recipients, "read", slowly)
    monkeypatch.setattr(snapshot, "_FRESH_SECONDS", 0.01)
    await asyncio.wait_for(delivery.deliver_due(), 20)
    assert set((await world.states("news")).values()) == {"sent"}
