"""The counts of /stats: chats by state, followers, arrivals, deliveries of a span."""

from datetime import UTC, datetime, timedelta

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatState
from data.store.figures.live_counts import SOURCES_COUNTED
from data.store.notices import DeliveryState, NewNotice, NoticeKind, Postponed, Settled
from data.store.sqlite.database import Database
from data.store.store import Store, store_over
from tests.cast import new_chat

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
KAZAN, MINSK = Subscription(Topic.CITY, "kazan"), Subscription(Topic.CITY, "minsk")


@pytest.fixture
def store(database: Database) -> Store:
    """Return the store over an empty database."""
    return store_over(database)


async def follow(store: Store, chat_id: int, *topics: Subscription) -> None:
    """Add a chat that follows these topics."""
    await store.chats.ensure(new_chat(chat_id), NOW)
    for topic in topics:
        await store.subscriptions.add(chat_id, topic, NOW)


async def test_chats_that_take_no_notices_follow_nothing(store: Store) -> None:
    """A blocked chat keeps what it follows, and counts neither as a subscriber nor as a follower."""
    await follow(store, 1, Subscription(Topic.OWN), KAZAN, MINSK)
    await follow(store, 2, KAZAN)
    await follow(store, 3, KAZAN)
    await follow(store, 4)
    await store.chats.set_state(3, ChatState.BLOCKED, NOW)
    counted = await store.live_counts.chats()
    assert counted.subscribers == 2
    assert counted.states == {"active": 3, "blocked": 1, "stopped": 0, "gone": 0}
    assert counted.topics[Topic.OWN] == 1
    # the first chat follows two cities, and is one chat
    assert counted.topics[Topic.CITY] == 2
    assert counted.topics[Topic.JOURNAL] == 0
    assert counted.cities == {"kazan": 2, "minsk": 1}


async def test_only_the_first_link_of_a_chat_counts(store: Store) -> None:
    """A second link changes nothing, and a forgotten chat takes its link with it."""
    for chat_id, source in ((1, "site"), (2, "site"), (1, "poster"), (3, "vk")):
        await store.chats.ensure(new_chat(chat_id), NOW)
        await store.arrival_links.note(chat_id, source)
    assert (await store.live_counts.chats()).sources == {"site": 2, "vk": 1}
    await store.chats.forget(2)
    counted = await store.live_counts.chats()
    assert (counted.sources, counted.arrived) == ({"site": 1, "vk": 1}, 2)


async def test_link_moves_with_a_group(store: Store) -> None:
    """A group that becomes a supergroup has come by the same link."""
    await store.chats.ensure(new_chat(-5), NOW)
    await store.arrival_links.note(-5, "site")
    await store.chats.migrate(-5, -1005, NOW)
    assert (await store.chats.export(-1005))["arrival_links"] == [{"chat_id": -1005, "source": "site"}]
    assert (await store.live_counts.chats()).arrived == 1


async def test_invented_links_are_counted_together(store: Store) -> None:
    """A stranger can make up any number of labels: the most frequent have a figure of their own."""
    for chat_id in range(SOURCES_COUNTED + 12):
        await store.chats.ensure(new_chat(chat_id + 1), NOW)
        await store.arrival_links.note(chat_id + 1, "site" if chat_id < 5 else f"x{chat_id:03}")
    counted = await store.live_counts.chats()
    assert len(counted.sources) == SOURCES_COUNTED
    assert next(iter(counted.sources.items())) == ("site", 5)
    assert counted.arrived == SOURCES_COUNTED + 12


async def test_deliveries_belong_to_the_day_of_their_notice(store: Store) -> None:
    """The span includes its first moment and not its last. Deliveries refused by a chat count as failed."""
    notices = []
    for hours, kind in ((0, NoticeKind.REMINDER), (1, NoticeKind.BULLETIN), (24, NoticeKind.BULLETIN)):
        new = NewNotice(f"n{hours}", kind, "x", NOW + timedelta(days=9))
        notices.append(await store.outbox.post(new, NOW + timedelta(hours=hours)))
    for notice in notices:
        await store.outbox.address(notice.id, [1, 2, 3], 1, NOW)
    await store.outbox.claim(NOW, NOW + timedelta(minutes=1), 100)
    reminder = notices[0].id
    await store.outbox.write(
        [
            Settled(reminder, 1, DeliveryState.SENT),
            Settled(reminder, 2, DeliveryState.GONE),
            Postponed(reminder, 3, NOW + timedelta(days=1), "barred: no rights"),
        ]
    )
    first, second = await store.live_counts.deliveries([NOW + timedelta(days=day) for day in range(3)])
    assert first == {
        NoticeKind.REMINDER: {DeliveryState.SENT: 1, DeliveryState.GONE: 1, DeliveryState.FAILED: 1},
        NoticeKind.BULLETIN: {DeliveryState.LEASED: 3},
    }
    assert second == {NoticeKind.BULLETIN: {DeliveryState.LEASED: 3}}
