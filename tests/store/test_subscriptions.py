"""Subscriptions: the topics, lead times and mutes of chats."""

from datetime import UTC, datetime, timedelta

import pytest

from data.calendar.topics import LEAD_DAYS, Subscription, Topic, default_leads
from data.store.chat_values import ChatState
from data.store.chats import Chats
from data.store.sqlite.database import Database
from data.store.sqlite.errors import Conflict
from data.store.sqlite.named_queries import Query
from data.store.subscriptions import Subscriptions
from tests.cast import new_chat

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINSK = Subscription(Topic.CITY, "minsk")


@pytest.fixture
async def subscriptions(database: Database) -> Subscriptions:
    """Return the subscriptions of a database with the chats 1, 2 and 3."""
    for number in (1, 2, 3):
        await Chats(database).ensure(new_chat(number), NOW)
    return Subscriptions(database)


async def test_following_twice_is_following_once(database: Database, subscriptions: Subscriptions) -> None:
    """The second time changes nothing, not even the date of the first."""
    assert await subscriptions.add(1, MINSK, NOW)
    assert not await subscriptions.add(1, MINSK, NOW + timedelta(days=9))
    assert await subscriptions.add(1, Subscription(Topic.JUBILEES), NOW)
    assert await subscriptions.list(1) == (MINSK, Subscription(Topic.JUBILEES))
    dates = await database.fetch_all(Query("dates", "SELECT DISTINCT created_at FROM subscriptions"))
    assert [row[0] for row in dates] == ["2026-11-22T09:00:00.000000Z"]


async def test_following_ends_one_by_one_or_all_at_once(subscriptions: Subscriptions) -> None:
    """One subscription ends by remove, all of the chat by clear, and none of another chat."""
    for chat_id in (1, 2):
        await subscriptions.add(chat_id, MINSK, NOW)
        await subscriptions.add(chat_id, Subscription(Topic.BULLETIN), NOW)
    assert await subscriptions.remove(1, MINSK)
    assert not await subscriptions.remove(1, MINSK)
    assert await subscriptions.clear(2) == 2
    assert await subscriptions.list(1) == (Subscription(Topic.BULLETIN),)
    assert await subscriptions.list(2) == ()


async def test_an_unknown_chat_follows_nothing(subscriptions: Subscriptions) -> None:
    """A subscription needs a stored chat."""
    with pytest.raises(Conflict):
        await subscriptions.add(404, MINSK, NOW)
    assert await subscriptions.list(404) == ()


async def test_only_active_chats_are_counted(database: Database, subscriptions: Subscriptions) -> None:
    """Chats that have stopped or blocked the bot are not counted as followers."""
    for chat_id in (1, 2, 3):
        await subscriptions.add(chat_id, MINSK, NOW)
    await Chats(database).set_state(3, ChatState.BLOCKED, NOW)
    assert await subscriptions.count(Topic.CITY, "minsk") == 2
    assert await subscriptions.count(Topic.CITY, "kazan") == 0


async def test_lead_times_are_the_chosen_ones_or_the_defaults(subscriptions: Subscriptions) -> None:
    """Each topic has its own, none is a choice too, and a number of days not offered is refused."""
    await subscriptions.set_leads(1, Topic.CITY, (0, 14))
    await subscriptions.set_leads(1, Topic.OWN, ())
    await subscriptions.set_leads(1, Topic.CITY, LEAD_DAYS)
    with pytest.raises(KeyError):
        await subscriptions.set_leads(1, Topic.CITY, (2,))
    leads = await subscriptions.leads(1)
    assert leads[Topic.CITY] == LEAD_DAYS
    assert leads[Topic.OWN] == ()
    assert {topic: leads[topic] for topic in set(Topic) - {Topic.CITY, Topic.OWN}} == {
        topic: default_leads(topic) for topic in set(Topic) - {Topic.CITY, Topic.OWN}
    }


async def test_what_is_muted_can_be_heard_again(subscriptions: Subscriptions) -> None:
    """Mutes are the chat's own, and muting or unmuting twice is harmless."""
    for _ in range(2):
        await subscriptions.mute(1, "event:12:0")
        await subscriptions.mute(1, "jubilee:kazan:2025")
    await subscriptions.mute(2, "event:12:0")
    for _ in range(2):
        await subscriptions.unmute(1, "event:12:0")
    assert await subscriptions.mutes(1) == {"jubilee:kazan:2025"}
    assert await subscriptions.mutes(2) == {"event:12:0"}


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        pytest.param(
            "SELECT s.chat_id FROM chats AS c JOIN subscriptions AS s ON s.chat_id = c.chat_id"
            " WHERE c.zone = 'UTC' AND c.hour = 1 AND c.state = 'active' AND c.chat_id > 5"
            " AND s.topic = 'city' AND s.subject = 'minsk' ORDER BY c.chat_id LIMIT 9",
            ["chats_by_hour (zone=? AND hour=? AND chat_id>?)", "(chat_id=? AND topic=? AND subject=?)"],
            id="of one hour",
        ),
        pytest.param(
            "SELECT chat_id FROM subscriptions WHERE topic = 'city' AND subject = 'minsk' AND chat_id > 5"
            " ORDER BY chat_id LIMIT 9",
            ["PRIMARY KEY (topic=? AND subject=? AND chat_id>?)"],
            id="of one subject",
        ),
        pytest.param(
            "SELECT * FROM subscriptions WHERE chat_id = 5",
            ["subscriptions_by_chat (chat_id=?)"],
            id="of one chat",
        ),
    ],
)
async def test_recipients_are_found_along_an_index(sql: str, wanted: list[str], database: Database) -> None:
    """Among any number of chats, followers are one range of an index, and nothing is sorted."""
    plan = await database.fetch_all(Query("plan", f"EXPLAIN QUERY PLAN {sql}"))
    details = [row["detail"] for row in plan]
    assert len(details) == len(wanted)
    assert all(detail.startswith("SEARCH") for detail in details)
    assert all(detail.endswith(ending) for detail, ending in zip(details, wanted, strict=True))
