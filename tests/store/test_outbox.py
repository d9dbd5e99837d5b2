"""The outbox: unique rows, exclusive claims, order, reports, deletion."""

from datetime import UTC, date, datetime, timedelta

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatState, LocalHour
from data.store.chats import Chats
from data.store.notices import (
    DeliveryState,
    HandedBack,
    NewNotice,
    Notice,
    NoticeKind,
    Postponed,
    Priority,
    Queue,
    Settled,
    priority_until,
)
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query
from data.store.subscriptions import Subscriptions
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes
from tests.cast import new_chat

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LEASE = NOON + timedelta(minutes=10)
MINUTE = timedelta(minutes=1)
SLOT = LocalHour("Europe/Moscow", 10)
FOLLOWED = Subscription(Topic.OWN)


@pytest.fixture
def outbox(database: Database) -> Outbox:
    """Return an empty outbox."""
    return Outbox(database)


async def post(
    outbox: Outbox, key: str, *chat_ids: int, rank: int = 1, due_at: datetime = NOON, days: int = 7
) -> Notice:
    """Post a notice to some chats."""
    new = NewNotice(key, NoticeKind.CHANGE, key, NOON + timedelta(days=days))
    notice = await outbox.post(new, NOON)
    await outbox.address(notice.id, chat_ids, rank, due_at)
    return notice


async def test_a_notice_is_posted_once(outbox: Outbox) -> None:
    """The first wording of a key stays, and every field comes back."""
    new = NewNotice("k", NoticeKind.REMINDER, "event:1:0", LEASE, 7, date(2026, 11, 29), '{"a": 1}')
    first = await outbox.post(new, NOON)
    again = await outbox.post(NewNotice("k", NoticeKind.BULLETIN, "other", NOON), LEASE)
    assert again == first == await outbox.find("k")
    assert (first.kind, first.lead, first.begins, first.expires_at, first.payload, first.created_at) == (
        NoticeKind.REMINDER,
        7,
        date(2026, 11, 29),
        LEASE,
        '{"a": 1}',
        NOON,
    )
    assert await outbox.find("nothing") is None


async def test_a_chat_is_addressed_once(outbox: Outbox) -> None:
    """Addressing again adds only who is new."""
    notice = await post(outbox, "k", 1, 2)
    assert await outbox.address(notice.id, [2, 3], 1, NOON) == 1
    assert [row.chat_id for row in await outbox.deliveries(notice.id)] == [1, 2, 3]


async def test_what_is_claimed_is_nobody_elses(outbox: Outbox) -> None:
    """Two claims at one instant share the rows, and none is in both."""
    await post(outbox, "k", *range(1, 11))
    first = await outbox.claim(NOON, LEASE, 6)
    second = await outbox.claim(NOON, LEASE, 6)
    assert len(first) == 6
    assert len(second) == 4
    assert {one.key for one in first} & {one.key for one in second} == set()
    assert await outbox.claim(NOON, LEASE, 6) == []


async def test_a_claim_takes_all_that_is_due_for_a_chat(outbox: Outbox) -> None:
    """Deliveries due together are claimed together, and later ones stay."""
    await post(outbox, "urgent", 2, rank=0)
    await post(outbox, "late", 1, 2, rank=3)
    await post(outbox, "tomorrow", 2, rank=0, due_at=NOON + MINUTE)
    claimed = await outbox.claim(NOON, LEASE, 1)
    assert [(one.chat_id, one.notice.key) for one in claimed] == [(2, "urgent"), (2, "late")]


async def test_claims_go_by_priority_and_then_by_time(outbox: Outbox) -> None:
    """In any order of planning a lower priority number goes first, then the earlier due time."""
    for key, chat_id, rank, ago in (
        ("a", 1, 3, 9),
        ("b", 2, 1, 1),
        ("c", 3, 1, 5),
        ("d", 4, 0, 0),
        ("e", 5, 2, 9),
    ):
        await post(outbox, key, chat_id, rank=rank, due_at=NOON - ago * MINUTE)
    order = []
    while claimed := await outbox.claim(NOON, LEASE, 1):
        order += [one.notice.key for one in claimed]
    assert order == ["d", "c", "b", "e", "a"]


async def test_each_ending_is_written_as_it_is(outbox: Outbox) -> None:
    """Sent, postponed and returned deliveries are written in one batch. Unclaimed ones stay as they are."""
    notice = await post(outbox, "k", 1, 2, 3, 4)
    later = NOON + timedelta(hours=1)
    await outbox.write([Settled(notice.id, 1, DeliveryState.SENT)])
    assert set(await outbox.counts(notice.id)) == {DeliveryState.PENDING}
    await outbox.claim(NOON, LEASE, 3)
    await outbox.write(
        [
            Settled(notice.id, 1, DeliveryState.SENT, None, False, 77, NOON),
            Postponed(notice.id, 2, later, "too many requests", doubtful=True),
            HandedBack(notice.id, 3),
        ]
    )
    rows = {row.chat_id: row for row in await outbox.deliveries(notice.id)}
    assert (rows[1].state, rows[1].message_id, rows[1].sent_at, rows[1].attempts) == (
        DeliveryState.SENT,
        77,
        NOON,
        1,
    )
    assert (rows[2].state, rows[2].due_at, rows[2].outcome, rows[2].attempts) == (
        DeliveryState.PENDING,
        later,
        "too many requests",
        1,
    )
    assert (rows[3].state, rows[3].due_at, rows[3].attempts) == (DeliveryState.PENDING, NOON, 0)
    assert rows[4].attempts == 0
    [again] = [one for one in await outbox.claim(later, LEASE, 10) if one.chat_id == 2]
    assert (again.doubtful, again.attempts) == (True, 2)


async def test_a_lapsed_claim_is_found(outbox: Outbox) -> None:
    """Only claimed deliveries are found, and only when the lease has run out."""
    notice = await post(outbox, "k", 1, 2)
    await outbox.claim(NOON, LEASE, 1)
    assert await outbox.lapsed(LEASE) == []
    [lapsed] = await outbox.lapsed(LEASE + MINUTE)
    assert (lapsed.notice_id, lapsed.chat_id, lapsed.attempts) == (notice.id, 1, 1)


async def test_closed_chat_has_its_pending_deliveries_voided(outbox: Outbox) -> None:
    """Its pending rows are void with the reason, and rows of other chats are untouched."""
    notice = await post(outbox, "k", 1, 2)
    assert await outbox.void_chat(1, "stopped") == 1
    assert await outbox.void_chat(1, "stopped") == 0
    rows = {row.chat_id: row for row in await outbox.deliveries(notice.id)}
    assert (rows[1].state, rows[1].outcome) == (DeliveryState.VOID, "stopped")
    assert rows[2].state is DeliveryState.PENDING


async def test_the_queue_is_measured(outbox: Outbox) -> None:
    """The measure has the number of due deliveries, since when they wait, and when the next is due."""
    assert await outbox.queue(NOON) == Queue(0, None)
    assert await outbox.next_due() is None
    await post(outbox, "k", 1, 2, due_at=NOON - MINUTE)
    await post(outbox, "later", 1, due_at=NOON + MINUTE)
    assert await outbox.queue(NOON) == Queue(2, NOON - MINUTE)
    assert await outbox.next_due() == NOON - MINUTE


async def test_what_expired_long_ago_is_forgotten(outbox: Outbox) -> None:
    """Expired deliveries are deleted, and then their notice. Deliveries that are still useful stay."""
    await post(outbox, "old", 1, 2, days=1)
    await post(outbox, "young", 1, days=100)
    assert await outbox.purge(NOON + timedelta(days=60)) == 2
    assert await outbox.find("old") is None
    assert await outbox.find("young") is not None
    assert await outbox.purge(NOON + timedelta(days=60)) == 0


async def test_an_issue_goes_to_every_active_follower(database: Database, outbox: Outbox) -> None:
    """In chunks, counted beforehand, without stopped and paused chats, and once to each chat."""
    chats, subscriptions, audience = Chats(database), Subscriptions(database), Audience(database, chunk=2)
    following = Subscription(Topic.BULLETIN)
    for chat_id in range(-3, 8):
        new = new_chat(chat_id)
        await chats.ensure(new, NOON)
        await subscriptions.add(chat_id, following, NOON)
    await chats.set_state(1, ChatState.BLOCKED, NOON)
    await chats.set_paused_until(2, NOON.date(), NOON)
    await subscriptions.remove(3, following)
    notice = await post(outbox, "bulletin")
    assert await audience.count_issue(following, NOON.date()) == 8
    assert await audience.issue(notice, following, NOON.date(), DueTimes(3, NOON)) == 8
    assert await audience.issue(notice, following, NOON.date(), DueTimes(3, NOON)) == 0


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
async def test_chat_notified_of_a_part_is_notified_of_its_change(
    database: Database, outbox: Outbox, chunk: int
) -> None:
    """Each chat that was notified of a part and still follows is notified once, in chunks of any size."""
    for chat_id in range(-3, 8):
        new = new_chat(chat_id, zone=SLOT.zone, hour=SLOT.hour)
        await Chats(database).ensure(new, NOON)
        if chat_id != 4:
            await Subscriptions(database).add(chat_id, FOLLOWED, NOON)
    await post(outbox, "event:1", 1, 3, 4)
    await post(outbox, "event:1:0", -3, -2, -1, 0, 1, 2, 3)
    await post(outbox, "event:1:1", 7)
    await post(outbox, "event:11", 5, 6)
    taken = await outbox.claim(NOON, LEASE, 100)
    await outbox.write([Settled(one.notice.id, one.chat_id, DeliveryState.SENT) for one in taken])
    # who still waits for it will be told how it stands
    await post(outbox, "event:1:2", 5)
    news = await outbox.post(NewNotice("news", NoticeKind.CHANGE, "event:1", LEASE), NOON)
    turn = AudienceSlice(SLOT, NOON.date(), NOON, NOON)
    followings = Subscription(Topic.CHANGES), FOLLOWED
    due = DueTimes(1, NOON)
    assert await Audience(database, chunk).notify_informed(news, followings, turn, due) == 8
    assert [row.chat_id for row in await outbox.deliveries(news.id)] == [-3, -2, -1, 0, 1, 2, 3, 7]


async def test_planning_remembers_how_far_it_is(database: Database) -> None:
    """Slots, revisions and settings each have their mark, and a slot can be forgotten."""
    audience, slot = Audience(database), LocalHour("Europe/Moscow", 10)
    assert await audience.marks.planned_hours() == {}
    assert await audience.marks.revision_seen() == 0
    assert await audience.marks.settings_seen() is None
    for day in (date(2026, 11, 21), date(2026, 11, 22)):
        await audience.marks.mark_hour(slot, day)
    await audience.marks.mark_revision(5)
    await audience.marks.mark_settings(NOON)
    assert await audience.marks.planned_hours() == {slot: date(2026, 11, 22)}
    assert await audience.marks.revision_seen() == 5
    assert await audience.marks.settings_seen() == NOON
    await audience.marks.drop_hour(slot)
    assert await audience.marks.planned_hours() == {}


async def test_due_rows_are_found_along_their_index(database: Database) -> None:
    """A claim reads the head of each rank, not the whole queue."""
    query = Queries("outbox")["claim"]
    plan = await database.fetch_all(
        Query("plan", f"EXPLAIN QUERY PLAN {query.sql}", query.parameters),
        **dict.fromkeys(query.parameters),
    )
    details = [row["detail"] for row in plan]
    heads = [detail for detail in details if "deliveries_due (rank=? AND due_at<?)" in detail]
    assert len(heads) == 1
    assert not [detail for detail in details if "TEMP B-TREE" in detail]
    assert any("deliveries_of_chat (chat_id=?)" in detail for detail in details)


def test_statements_know_the_priorities_by_their_numbers() -> None:
    """A claim treats the first and the last priority apart, by the numbers of the code."""
    ends = f"rank IN ({Priority.URGENT:d}, {Priority.BULK:d})"
    assert Queries("outbox")["claim"].sql.count(ends) == 2


@pytest.mark.parametrize(
    ("useful_until", "priority"),
    [
        (datetime(1999, 12, 31, tzinfo=UTC), 1),
        (datetime(2000, 1, 2, tzinfo=UTC), 1),
        (datetime(2000, 1, 3, tzinfo=UTC), 2),
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), 9822),
        (datetime(2026, 11, 23, tzinfo=UTC), 9823),
        (datetime(2100, 1, 1, tzinfo=UTC), 32_766),
        (datetime.max.replace(tzinfo=UTC), 32_766),
    ],
)
def test_what_expires_sooner_is_sent_first(useful_until: datetime, priority: int) -> None:
    """Days are priorities, and none of them is as urgent as URGENT or as late as BULK."""
    assert priority_until(useful_until) == priority
    assert Priority.URGENT < priority < Priority.BULK
