"""Queues are counted up to a bound, and their oldest rows are found."""

from datetime import UTC, datetime, timedelta

import pytest

from data.store.figures import queue_lengths
from data.store.figures.queue_lengths import QueueLengths, count_queues
from data.store.inbox import Arrival
from data.store.notices import NewNotice, NoticeKind
from data.store.sqlite.database import Database
from data.store.store import Store, store_over
from tests.cast import new_chat

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


async def _notice(store: Store, key: str, due: datetime, chats: int) -> int:
    notice = await store.outbox.post(NewNotice(key, NoticeKind.MESSAGE, key, NOW + timedelta(days=9)), NOW)
    for chat in range(1, chats + 1):
        await store.chats.ensure(new_chat(chat), NOW)
    return await store.outbox.address(notice.id, range(1, chats + 1), 5, due)


async def test_empty_queues_have_no_oldest(database: Database) -> None:
    """An empty queue has no time of its oldest row."""
    assert await count_queues(database, NOW) == QueueLengths(0, None, 0, 0, 0, None, 0)


async def test_each_state_is_counted(database: Database) -> None:
    """Handled rows are not counted, and rows that are not due yet count as pending only."""
    store = store_over(database)
    for number in (1, 2, 3):
        await store.inbox.keep([Arrival(number, str(number), "{}")], NOW - timedelta(minutes=9 - number))
    await store.inbox.finish(1, NOW)
    await store.inbox.begin(2)
    await store.inbox.quarantine(2, NOW, "ZeroDivisionError", "ABCDEF")
    await _notice(store, "due", NOW - timedelta(seconds=30), 2)
    await _notice(store, "later", NOW + timedelta(hours=1), 3)
    await _notice(store, "oldest", NOW - timedelta(days=1), 1)
    claimed = await store.outbox.claim(NOW, NOW + timedelta(minutes=1), 1)
    lengths = await count_queues(database, NOW)
    assert (lengths.waiting, lengths.waiting_since) == (1, NOW - timedelta(minutes=6))
    assert lengths.quarantined == 1
    assert lengths.leased == len(claimed) > 0
    assert lengths.pending == 6 - len(claimed)
    assert lengths.due == 3 - len(claimed)


async def test_long_queue_counts_up_to_the_bound(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million rows take no longer than the bound."""
    monkeypatch.setattr(queue_lengths, "MOST_COUNTED", 4)
    store = store_over(database)
    await store.inbox.keep([Arrival(number, str(number), "{}") for number in range(1, 8)], NOW)
    await _notice(store, "due", NOW, 7)
    lengths = await count_queues(database, NOW)
    assert (lengths.waiting, lengths.pending, lengths.due) == (4, 4, 4)
