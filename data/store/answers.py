"""Remember which messages of ours answer which message, for as long as an edit is answered.

Only numbers are kept, no text.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.slices import delete_in_slices
from data.store.sqlite.steps import Steps
from data.store.sqlite.timestamps import to_text

_SQL = Queries("answers")

ANSWERS_KEPT = timedelta(hours=48)
"""How long an edit is answered, and answers are kept. Telegram lets people edit a message for as long."""

ANSWERS_OF_CHAT = 200
"""How many answered messages of one chat are kept: the newest. Flood control answers 100 at once."""

ALBUMS_OF_CHAT = 50
"""How many albums of one chat are kept: the newest. The parts of an album come within seconds."""


class SentAnswer(NamedTuple):
    """A message of ours that answers another one.

    mark is a checksum of its text, None for a file.
    """

    message_id: int
    mark: int | None


class Answers:
    """Answers by the message they were given to, and the answered part of each album."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, chat_id: int, message_id: int, sent: Sequence[SentAnswer], now: datetime) -> None:
        """Note the messages that answer a message, in place of those noted before."""
        values: dict[str, Value] = {
            "chat_id": chat_id,
            "message_id": message_id,
            "sent": json.dumps(list(sent)),
        }

        def keep(steps: Steps) -> None:
            steps.execute(_SQL["keep"], **values, at=to_text(now))
            steps.execute(_SQL["trim_answers"], chat_id=chat_id, most=ANSWERS_OF_CHAT)

        await self._database.write_at_once(keep)

    async def find(self, chat_id: int, message_id: int, since: datetime) -> list[SentAnswer] | None:
        """Return what answers a message that was first answered after since, or None."""
        row = await self._database.fetch_one(
            _SQL["find"], chat_id=chat_id, message_id=message_id, since=to_text(since)
        )
        return None if row is None else [SentAnswer(*one) for one in json.loads(row["sent"])]

    async def claim_album(self, chat_id: int, group: str, message_id: int, now: datetime) -> int:
        """Return which message of an album is answered. The first to ask becomes the answered one."""
        album: dict[str, Value] = {"chat_id": chat_id, "media_group_id": group}

        def claim(steps: Steps) -> int:
            steps.execute(_SQL["claim_album"], **album, message_id=message_id, at=to_text(now))
            [row] = steps.fetch_all(_SQL["album"], **album)
            steps.execute(_SQL["trim_albums"], chat_id=chat_id, most=ALBUMS_OF_CHAT)
            return int(row["message_id"])

        return await self._database.write_at_once(claim)

    async def purge(self, before: datetime) -> int:
        """Delete what was answered before a moment. Return how many rows there were. In slices."""
        moment = to_text(before)
        answers = await delete_in_slices(self._database, _SQL["purge_answers"], before=moment)
        return answers + await delete_in_slices(self._database, _SQL["purge_albums"], before=moment)
