"""Messages to editors: a draft, a report, an alert; rows of the ledger like everything that is told."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from data.store.notices import NewNotice, Notice, NoticeKind, Priority
from data.store.outbox import Outbox

WORTH_TELLING = timedelta(days=7)

Payload = Mapping[str, object]
"""The text by language, and whatever its buttons are made from."""


async def tell_editors(
    outbox: Outbox, key: str, chat_ids: Collection[int], payload: Payload, now: datetime
) -> Notice:
    """Let each of these private chats be told once; a key that was used before adds nobody twice."""
    text = json.dumps(payload, ensure_ascii=False)
    new = NewNotice(key, NoticeKind.MESSAGE, key, now + WORTH_TELLING, payload=text)
    notice = await outbox.post(new, now)
    await outbox.address(notice.id, sorted(chat_ids), Priority.URGENT, now)
    return notice
