"""A bulletin that is due in a database file, for bots in processes of their own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.calendar.topics import Subscription, Topic
from data.store.notices import NewNotice, NoticeKind, Priority
from data.store.store import store_over
from tests.cast import new_chat
from tests.world.storage import open_new

POSTED = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EXPIRES = datetime(2100, 1, 1, tzinfo=UTC)


async def post_bulletin(path: Path, readers: list[int]) -> None:
    """Write an issue that is due to all of these readers."""
    database = await open_new(path)
    store = store_over(database)
    for reader in readers:
        await store.chats.ensure(new_chat(reader), POSTED)
        await store.subscriptions.add(reader, Subscription(Topic.BULLETIN), POSTED)
    payload = '{"ru": "Бюллетень", "en": "Bulletin"}'
    new = NewNotice("bulletin", NoticeKind.BULLETIN, "bulletin:2026-W48", EXPIRES, payload=payload)
    notice = await store.outbox.post(new, POSTED)
    await store.outbox.address(notice.id, readers, Priority.BULK, POSTED - timedelta(days=1))
    await database.close()
