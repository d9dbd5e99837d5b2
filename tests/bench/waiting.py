"""A tool: put a bulletin for every chat of a database into the outbox."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.resources import open_resources
from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.amendments import AmendedKind, NewAmendment, WordedAmendment
from data.store.broadcasts.editorial import EditorContent
from data.store.notices import NewNotice, NoticeKind, Priority
from data.store.revisions import Authorship
from data.store.targeting.audience import DueTimes
from scheduler.clock import SystemClock
from tests.bench.sample_message import TEXT
from tests.factories import settings_over

KEY = "bulletin:bench"
_SOME_YEAR = "9998-01-01T00:00:00.000000+00:00"
_NOT_COUNTED = "9998-06-01T00:00:00.000000+00:00"
_FAR = "9999-01-01T00:00:00.000000+00:00"


def put_bulletin(path: Path, key: str = KEY) -> int:
    """Plan the bulletin for every chat that follows it. Return the number of chats."""
    clock = SystemClock()

    async def plan() -> int:
        now = clock.now()
        payload = json.dumps({"ru": TEXT, "en": TEXT}, ensure_ascii=False)
        settings = settings_over(path)
        async with open_resources(settings, clock) as resources:
            new = NewNotice(key, NoticeKind.BULLETIN, key, now + timedelta(days=7), payload=payload)
            notice = await resources.store.outbox.post(new, now)
            following = Subscription(Topic.BULLETIN, "")
            return await resources.audience.issue(notice, following, now.date(), DueTimes(Priority.BULK, now))

    return asyncio.run(plan())


def amend_bulletin(path: Path) -> int:
    """Mark the bulletin as sent everywhere, and plan its correction. Return the number of chats."""
    clock = SystemClock()

    async def plan() -> int:
        now = clock.now()
        async with open_resources(settings_over(path), clock) as resources:
            store = resources.store
            notice = await store.outbox.find(KEY)
            assert notice is not None
            with closing(sqlite3.connect(path)) as connection, connection:
                # no longer due, so that neither of the two below counts them
                connection.execute(
                    "UPDATE deliveries SET state = 'sent', message_id = 7, sent_at = due_at, due_at = ?",
                    (_NOT_COUNTED,),
                )
                connection.execute(
                    "INSERT INTO bulletins (week, state, body, due_at, created_at, notice_id) "
                    "VALUES ('2026-W48', 'sent', '{}', '', '', ?)",
                    (notice.id,),
                )
            new = NewAmendment(AmendedKind.BULLETIN, 1, notice.id, EditorContent(), 1)
            texts = {"ru": TEXT, "en": TEXT}
            worded = WordedAmendment(texts, {}, now + timedelta(days=7))
            draft = await store.amendments.create(new, now)
            return await store.amendments.address(
                await store.amendments.begin(draft, worded, Authorship(now, 1))
            )

    return asyncio.run(plan())


def put_off(path: Path, but: int) -> None:
    """Make all deliveries due in the year 9998, except those to the first `but` chats.

    They stay in the queue without being due.
    """
    _set_due(path, but, _SOME_YEAR)


def hold_back(path: Path, but: int) -> None:
    """Make all deliveries wait for let_go, except those to the first `but` chats."""
    _set_due(path, but, _FAR)


def let_go(path: Path) -> int:
    """Make the deliveries due that were held back. Return their number."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(
            "UPDATE deliveries SET due_at = (SELECT created_at FROM notices WHERE id = notice_id) "
            "WHERE due_at = ?",
            (_FAR,),
        ).rowcount


def _set_due(path: Path, but: int, due: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE deliveries SET due_at = ? WHERE due_at < ? AND chat_id NOT IN "
            "(SELECT chat_id FROM chats ORDER BY chat_id LIMIT ?)",
            (due, _SOME_YEAR, but),
        )
