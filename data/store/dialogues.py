"""Open questions: what a person in a chat is expected to answer next, kept so that a restart forgets none."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data.store.database import Database, Row
from data.store.instants import from_text, to_text
from data.store.queries import Queries

_SQL = Queries("dialogues")

QUESTIONS_OF_CHAT = 100
"""Open questions of one chat at a time, one to each of its people: in a large group the oldest give way."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A question put to one person in one chat; data is what its asker needs to make sense of the answer."""

    chat_id: int
    user_id: int
    kind: str
    data: Mapping[str, object]
    expires_at: datetime


class Dialogues:
    """At most one open question per person and chat, so that nobody answers for another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, dialogue: Dialogue) -> None:
        """Ask, in place of an earlier question. TypeError for data that is no JSON.

        Beyond QUESTIONS_OF_CHAT the question that would end first is dropped.
        """
        data = json.dumps(dialogue.data)
        async with self._database.transaction() as tx:
            await tx.execute(
                _SQL["put"],
                chat_id=dialogue.chat_id,
                user_id=dialogue.user_id,
                kind=dialogue.kind,
                data=data,
                expires_at=to_text(dialogue.expires_at),
            )
            await tx.execute(_SQL["trim"], chat_id=dialogue.chat_id, most=QUESTIONS_OF_CHAT)

    async def peek(self, chat_id: int, user_id: int, now: datetime) -> Dialogue | None:
        """The question still open at now, left open."""
        row = await self._database.fetch_one(_SQL["peek"], chat_id=chat_id, user_id=user_id, now=to_text(now))
        return None if row is None else _dialogue(row)

    async def take(self, chat_id: int, user_id: int, now: datetime) -> Dialogue | None:
        """The question still open at now; whoever takes it is the only one who gets it."""
        async with self._database.transaction() as tx:
            row = await tx.fetch_one(_SQL["take"], chat_id=chat_id, user_id=user_id)
        if row is None:
            return None
        dialogue = _dialogue(row)
        return dialogue if dialogue.expires_at > now else None

    async def clear(self, chat_id: int, user_id: int) -> None:
        """Drop the question, if any."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["clear"], chat_id=chat_id, user_id=user_id)

    async def purge(self, now: datetime) -> int:
        """Delete the questions whose time is over; how many there were."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["purge"], now=to_text(now))


def _dialogue(row: Row) -> Dialogue:
    return Dialogue(
        row["chat_id"], row["user_id"], row["kind"], json.loads(row["data"]), from_text(row["expires_at"])
    )
