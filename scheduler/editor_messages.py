"""Put messages to editors into the outbox: a draft, a report, an alert."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from data.store.notices import NewNotice, Notice, NoticeKind, Priority
from data.store.outbox import Outbox
from scheduler.delivery.retry_policy import EXPIRY

Payload = Mapping[str, object]
"""The text by language, and the data that its buttons are made from."""


async def tell_editors(
    outbox: Outbox, key: str, chat_ids: Collection[int], payload: Payload, now: datetime
) -> Notice:
    """Send a message to each of these private chats once.

    A key used before adds no second message.
    """
    text = json.dumps(payload, ensure_ascii=False)
    new = NewNotice(key, NoticeKind.MESSAGE, key, now + EXPIRY[NoticeKind.MESSAGE], payload=text)
    notice = await outbox.post(new, now)
    await outbox.address(notice.id, sorted(chat_ids), Priority.URGENT, now)
    return notice
