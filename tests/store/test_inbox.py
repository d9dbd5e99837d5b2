"""The inbox: nothing twice, nothing lost, nothing kept longer than needed."""

from datetime import UTC, datetime, timedelta

import pytest

from data.store.inbox import Arrival, Backlog, Inbox, PendingUpdate
from data.store.sqlite.database import Database
from data.store.sqlite.errors import Unstorable

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def inbox(database: Database) -> Inbox:
    """Return an empty inbox."""
    return Inbox(database)


def arrival(update_id: int, queue: str = "11") -> Arrival:
    """Return an update that says its number."""
    return Arrival(update_id, queue, f'{{"update_id": {update_id}}}')


async def test_an_update_is_kept_once(inbox: Inbox) -> None:
    """However often it comes, before or after it was handled, it is one row."""
    assert await inbox.keep([arrival(1), arrival(2)], NOON) == 2
    assert await inbox.keep([arrival(2), arrival(3)], NOON) == 1
    await inbox.finish(1, NOON)
    assert await inbox.keep([arrival(1)], NOON) == 0
    assert [one.update_id for one in await inbox.waiting("11", 10)] == [2, 3]


async def test_a_batch_is_kept_whole_or_not_at_all(inbox: Inbox) -> None:
    """One update that no column can hold leaves none of its neighbours behind."""
    with pytest.raises(Unstorable):
        await inbox.keep([arrival(1), arrival(2**63)], NOON)
    assert await inbox.backlog() == Backlog(0, None, 0)


async def test_queues_come_in_the_order_of_their_oldest_update(inbox: Inbox) -> None:
    """The queue that waits longest is served first, and within a queue ids rise."""
    await inbox.keep([arrival(5, "b"), arrival(3, "c"), arrival(4, "a"), arrival(6, "c")], NOON)
    assert await inbox.waiting_queues(10) == ["c", "a", "b"]
    assert await inbox.waiting_queues(2) == ["c", "a"]
    assert [one.update_id for one in await inbox.waiting("c", 10)] == [3, 6]
    assert [one.update_id for one in await inbox.waiting("c", 1)] == [3]


async def test_quarantine_is_listed_newest_first_without_what_was_written(inbox: Inbox) -> None:
    """A page names the kind of each update and whether it came from a private chat."""
    message = '{"update_id": 1, "message": {"text": "secret"}}'
    press = '{"callback_query": {"data": "secret"}, "update_id": 2}'
    arrivals = [Arrival(1, "11", message), Arrival(2, "-40", press), Arrival(3, "3", '{"update_id": 3}')]
    await inbox.keep(arrivals, NOON)
    for number in (1, 2, 3):
        await inbox.quarantine(number, NOON + number * DAY, "KeyError", f"K7QX2{number}")
    page = await inbox.quarantined(0, 2)
    assert (page.pages, page.total) == (2, 3)
    assert [(one.reference, one.kind, one.is_private) for one in page.updates] == [
        ("K7QX23", "", False),
        ("K7QX22", "callback_query", False),
    ]
    [last] = (await inbox.quarantined(9, 2)).updates
    assert (last.reference, last.kind, last.is_private) == ("K7QX21", "message", True)
    assert last == await inbox.find_quarantined("K7QX21")
    assert "secret" not in repr(last)


async def test_dropped_update_is_gone_and_not_taken_in_again(inbox: Inbox) -> None:
    """A dropped update can be neither retried nor dropped again."""
    await inbox.keep([arrival(1)], NOON)
    await inbox.quarantine(1, NOON, "KeyError", "K7QX2M")
    assert await inbox.drop_quarantined("K7QX2M")
    assert not await inbox.drop_quarantined("K7QX2M")
    assert not await inbox.retry_quarantined("K7QX2M")
    assert await inbox.find_quarantined("K7QX2M") is None
    assert await inbox.keep([arrival(1)], NOON) == 0
    assert await inbox.backlog() == Backlog(0, None, 0)


async def test_tries_are_counted_and_uncounted(inbox: Inbox) -> None:
    """A try counts before it is made, one given back does not, and a done update cannot begin."""
    await inbox.keep([arrival(1)], NOON)
    assert [await inbox.begin(1), await inbox.begin(1)] == [1, 2]
    await inbox.give_back(1)
    assert await inbox.waiting("11", 1) == [PendingUpdate(1, '{"update_id": 1}', 1)]
    await inbox.finish(1, NOON)
    assert await inbox.begin(1) is None
    assert await inbox.begin(2) is None


async def test_what_is_set_aside_can_be_tried_again(inbox: Inbox) -> None:
    """After a repair it goes back into its queue, once, with its content and no tries counted."""
    await inbox.keep([arrival(1), arrival(2)], NOON)
    await inbox.begin(1)
    await inbox.quarantine(1, NOON, "ZeroDivisionError", "K7QX2M")
    assert await inbox.waiting_queues(10) == ["11"]
    assert await inbox.backlog() == Backlog(1, NOON, 1)
    assert await inbox.retry_quarantined("K7QX2M")
    assert not await inbox.retry_quarantined("K7QX2M")
    assert await inbox.waiting("11", 1) == [PendingUpdate(1, '{"update_id": 1}', 0)]


async def test_the_newest_update_is_remembered_for_its_time(inbox: Inbox) -> None:
    """The offset follows from recent updates. An id of last week says nothing."""
    assert await inbox.newest(NOON - DAY) is None
    await inbox.keep([arrival(900)], NOON - 7 * DAY)
    await inbox.keep([arrival(7), arrival(9)], NOON)
    await inbox.finish(9, NOON)
    assert await inbox.newest(NOON - DAY) == 9
    assert await inbox.newest(NOON) is None


async def test_the_purge_spares_what_waits(inbox: Inbox) -> None:
    """Old rows go when they are dealt with, and only then."""
    await inbox.keep([arrival(1), arrival(2), arrival(3)], NOON - 2 * DAY)
    await inbox.keep([arrival(4)], NOON)
    await inbox.finish(1, NOON - 2 * DAY)
    await inbox.quarantine(2, NOON - 2 * DAY, "ZeroDivisionError", "K7QX2M")
    await inbox.finish(4, NOON)
    assert await inbox.purge(NOON - DAY) == 2
    assert await inbox.backlog() == Backlog(1, NOON - 2 * DAY, 0)
    assert await inbox.newest(NOON - DAY) == 4
