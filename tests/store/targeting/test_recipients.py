"""The data that is read of chats before they are sent a notice."""

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatKind, Language, NewChat
from data.store.chats import Chats
from data.store.sqlite.database import Database
from data.store.subscriptions import Subscriptions
from data.store.targeting.recipients import Recipients
from tests.store.targeting.readers import NOW

JUBILEES, BULLETIN = Subscription(Topic.JUBILEES), Subscription(Topic.BULLETIN)
CITY = Subscription(Topic.CITY, "омск")
FOLLOWED: tuple[frozenset[Subscription], ...] = (
    frozenset(),
    frozenset({JUBILEES}),
    frozenset({JUBILEES, BULLETIN}),
    frozenset({BULLETIN, CITY}),
    frozenset({JUBILEES, Subscription(Topic.CITY, 'a "quoted" \\ one')}),
)


async def chats_following(database: Database, *followed: frozenset[Subscription]) -> list[int]:
    """Store a chat for each of these sets of subscriptions, and return their ids."""
    chats, subscriptions = Chats(database), Subscriptions(database)
    for chat_id, wanted in enumerate(followed, 1):
        await chats.ensure(NewChat(chat_id, ChatKind.PRIVATE, Language.RU, "Europe/Moscow", 10), NOW)
        for one in sorted(wanted):
            await subscriptions.add(chat_id, one, NOW)
    return list(range(1, len(followed) + 1))


async def test_recipients_have_what_each_of_them_follows(database: Database) -> None:
    """Chats that follow the same, more, less, or nothing are told apart when they are read together."""
    chat_ids = await chats_following(database, *FOLLOWED, *FOLLOWED)
    found = await Recipients(database).read([*chat_ids, 99])
    assert [found[chat_id].follows for chat_id in chat_ids] == [*FOLLOWED, *FOLLOWED]
    assert found.keys() == set(chat_ids)


@pytest.mark.parametrize("subscription", [JUBILEES, BULLETIN])
async def test_recipient_read_again_has_what_it_follows_now(
    database: Database, subscription: Subscription
) -> None:
    """A chat that unfollows is not taken for one that follows what it has followed, nor are its equals."""
    leaver, stayer = await chats_following(database, frozenset({JUBILEES, BULLETIN}), FOLLOWED[2])
    recipients = Recipients(database)
    await recipients.read([leaver, stayer])
    await Subscriptions(database).remove(leaver, subscription)
    found = await recipients.read([leaver, stayer])
    assert found[leaver].follows == FOLLOWED[2] - {subscription}
    assert found[stayer].follows == FOLLOWED[2]


async def test_recipient_has_its_mutes(database: Database) -> None:
    """Mutes are those of the chat alone."""
    muter, other = await chats_following(database, FOLLOWED[1], FOLLOWED[1])
    await Subscriptions(database).mute(muter, "event:12")
    found = await Recipients(database).read([muter, other])
    assert (found[muter].mutes, found[other].mutes) == (frozenset({"event:12"}), frozenset())
