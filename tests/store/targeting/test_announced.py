"""An announcement goes to the followers who want it, and is counted before."""

from datetime import UTC, date, datetime

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.announced import AnnouncementAudience, following_of
from data.store.broadcasts.announcements import EVERYBODY, subscription_code
from data.store.chat_values import ChatState, Frequency
from data.store.notices import NewNotice, NoticeKind
from data.store.sqlite.database import Database
from data.store.store import Store, store_over
from tests.cast import new_chat

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
EVENT = Subscription(Topic.EVENT, "12")
USUAL, WEEKLY, PAUSED, BLOCKED, MUTED, OTHER = range(1, 7)


@pytest.fixture
async def store(database: Database) -> Store:
    """Return a store with chats in different states.

    All follow an event and the bulletin, except the last, which follows neither."""
    store = store_over(database)
    for chat_id in range(USUAL, OTHER + 1):
        await store.chats.ensure(new_chat(chat_id), NOW)
        for following in (EVENT, EVERYBODY) if chat_id != OTHER else (Subscription(Topic.OWN),):
            await store.subscriptions.add(chat_id, following, NOW)
    await store.chats.set_frequency(WEEKLY, Frequency.WEEKLY, NOW)
    await store.chats.set_paused_until(PAUSED, TODAY, NOW)
    await store.chats.set_state(BLOCKED, ChatState.BLOCKED, NOW)
    await store.subscriptions.mute(MUTED, "event:12")
    return store


@pytest.mark.parametrize(
    ("following", "chats"),
    [
        (EVENT, {USUAL}),
        (EVERYBODY, {USUAL, WEEKLY, MUTED}),
        (Subscription(Topic.OWN), {OTHER}),
        (Subscription(Topic.CITY, "kazan"), set()),
    ],
)
async def test_followers_who_want_it_are_addressed(
    store: Store, database: Database, following: Subscription, chats: set[int]
) -> None:
    """An announcement to all goes to weekly chats too. The count agrees, and a second call adds no chat."""
    audience = AnnouncementAudience(database, chunk=2)
    new = NewNotice("a", NoticeKind.ANNOUNCEMENT, subscription_code(following), NOW)
    notice = await store.outbox.post(new, NOW)
    assert await audience.count(following, TODAY) == len(chats)
    assert await audience.address(notice, following, TODAY, NOW) == len(chats)
    assert await audience.address(notice, following, TODAY, NOW) == 0
    assert {one.chat_id for one in await store.outbox.deliveries(notice.id)} == chats


@pytest.mark.parametrize("topic", Topic)
def test_subject_names_what_is_followed(topic: Topic) -> None:
    """Delivery reads from the subject whom an announcement is for."""
    subject = "12" if topic in {Topic.EVENT, Topic.CITY} else ""
    following = Subscription(topic, subject)
    assert following_of(subscription_code(following)) == following
