"""Store the questions that wait for an answer in a chat. A restart does not lose them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.slices import delete_in_slices
from data.store.sqlite.timestamps import from_text, to_text
from data.store.sqlite.transactions import Row

_SQL = Queries("open_questions")

NOT_SENT = 0
"""Stands for the message id of a question that is not sent yet."""
QUESTIONS_OF_CHAT = 100
"""How many open questions of one chat are kept, one to each person: the newest."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A question put to a person in a chat. data is what its answer needs to be understood.

    message_id is the message of the question. answered_by is the message of the answer, None before there
    is one.
    """

    chat_id: int
    user_id: int
    kind: str
    data: Mapping[str, object]
    expires_at: datetime
    message_id: int = NOT_SENT
    answered_by: int | None = None


class OpenQuestions:
    """The open questions: one in a private chat, any number in a group, each on its own message."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, dialogue: Dialogue) -> None:
        """Store a question. In a private chat it replaces the earlier one.

        Beyond QUESTIONS_OF_CHAT those that would expire first are deleted. Raises TypeError for data that
        is no JSON.
        """
        values = _values(dialogue)
        async with self._database.transaction() as tx:
            if dialogue.chat_id == dialogue.user_id:
                await tx.execute(_SQL["clear"], chat_id=dialogue.chat_id, user_id=dialogue.user_id)
            await tx.execute(_SQL["put"], **values)
            await tx.execute(_SQL["trim"], chat_id=dialogue.chat_id, most=QUESTIONS_OF_CHAT)

    async def place(self, dialogue: Dialogue, message_id: int) -> None:
        """Note by which message a question was asked."""
        async with self._database.transaction() as tx:
            await tx.execute(
                _SQL["drop"], chat_id=dialogue.chat_id, user_id=dialogue.user_id, message_id=NOT_SENT
            )
            await tx.execute(_SQL["put"], **_values(replace(dialogue, message_id=message_id)))

    async def peek(self, chat_id: int, user_id: int, now: datetime) -> Dialogue | None:
        """Return the newest question open to a person at now, and leave it open."""
        row = await self._database.fetch_one(_SQL["peek"], chat_id=chat_id, user_id=user_id, now=to_text(now))
        return None if row is None else _dialogue(row)

    async def live(self, chat_id: int, now: datetime) -> list[Dialogue]:
        """Return the questions of a chat that have not expired, answered or not, the newest last."""
        rows = await self._database.fetch_all(_SQL["live"], chat_id=chat_id, now=to_text(now))
        return [_dialogue(row) for row in rows]

    async def answer(
        self, dialogue: Dialogue, message_id: int, data: Mapping[str, object] | None = None
    ) -> None:
        """Close a question and those that repeat it. An edit of the answer will find data."""
        values = _values(replace(dialogue, data=dialogue.data if data is None else data))
        async with self._database.transaction() as tx:
            await tx.execute(
                _SQL["close"], chat_id=dialogue.chat_id, user_id=dialogue.user_id, kind=dialogue.kind
            )
            await tx.execute(_SQL["keep_answered"], **values, answered_by=message_id)

    async def take(self, chat_id: int, user_id: int, now: datetime) -> Dialogue | None:
        """Close what is open to a person. Return the newest of it, to the first caller only."""
        async with self._database.transaction() as tx:
            rows = await tx.fetch_all(_SQL["take"], chat_id=chat_id, user_id=user_id)
        open_ones = [one for one in map(_dialogue, rows) if one.expires_at > now]
        return max(open_ones, key=lambda one: one.message_id, default=None)

    async def drop(self, dialogue: Dialogue) -> None:
        """Delete a question and those that repeat it."""
        async with self._database.transaction() as tx:
            await tx.execute(
                _SQL["close"], chat_id=dialogue.chat_id, user_id=dialogue.user_id, kind=dialogue.kind
            )

    async def withdraw(self, chat_id: int, message_ids: Iterable[int]) -> None:
        """Delete the open questions of messages whose text has changed."""
        rows: list[dict[str, Value]] = [{"chat_id": chat_id, "message_id": one} for one in message_ids]
        async with self._database.transaction() as tx:
            await tx.execute_many(_SQL["withdraw"], rows)

    async def clear(self, chat_id: int, user_id: int) -> None:
        """Delete what is open to a person."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["clear"], chat_id=chat_id, user_id=user_id)

    async def purge(self, now: datetime) -> int:
        """Delete the questions that have expired. Return how many."""
        return await delete_in_slices(self._database, _SQL["purge"], now=to_text(now))


def _values(dialogue: Dialogue) -> dict[str, Value]:
    return {
        "chat_id": dialogue.chat_id,
        "user_id": dialogue.user_id,
        "message_id": dialogue.message_id,
        "kind": dialogue.kind,
        "data": json.dumps(dialogue.data),
        "expires_at": to_text(dialogue.expires_at),
    }


def _dialogue(row: Row) -> Dialogue:
    return Dialogue(
        row["chat_id"],
        row["user_id"],
        row["kind"],
        json.loads(row["data"]),
        from_text(row["expires_at"]),
        row["message_id"],
        row["answered_by"],
    )
