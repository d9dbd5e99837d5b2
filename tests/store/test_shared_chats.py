"""The groups and channels that the bot is connected to."""

from datetime import timedelta

from data.store.chat_values import ChatKind, ChatState
from data.store.sqlite.database import Database
from data.store.store import store_over
from tests.cast import LONG_AGO, new_chat


async def test_connected_channels_come_newest_first(database: Database) -> None:
    """Groups, people and channels that have removed the bot are no connected channels."""
    store = store_over(database)
    known = {-1: ChatKind.CHANNEL, -2: ChatKind.SUPERGROUP, -3: ChatKind.CHANNEL, -4: ChatKind.CHANNEL}
    for age, (chat_id, kind) in enumerate((known | {5: ChatKind.PRIVATE}).items()):
        await store.chats.ensure(new_chat(chat_id, kind), LONG_AGO + timedelta(days=age))
    await store.chats.set_state(-3, ChatState.GONE, LONG_AGO)
    assert [one.chat_id for one in await store.shared_chats.channels(9)] == [-4, -1]
    assert [one.chat_id for one in await store.shared_chats.channels(1)] == [-4]
    assert [one.chat_id for one in await store.shared_chats.page(0, 9)] == [-4, -2, -1]
