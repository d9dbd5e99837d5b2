"""Store what becomes of the messages between readers and the secretariat."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from data.store.feedback.values import CarriedMessage, FeedbackReader, read_carried, read_reader
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query, Value
from data.store.sqlite.steps import Steps
from data.store.sqlite.timestamps import optional_from_text, to_text
from data.store.sqlite.transactions import Row

_SQL = Queries("feedback_queue")

MESSAGES_AT_ONCE = 100
"""How many messages are read at once to be carried over."""


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A message with its reader.

    is_named: a header in the chat of the secretariat names the reader.
    """

    message: CarriedMessage
    reader: FeedbackReader
    is_named: bool = True


class FeedbackQueue:
    """The messages that wait to be carried over, and the headers that name their readers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime) -> list[QueuedMessage]:
        """Return what is to be carried over now, in order."""
        rows = await self._database.fetch_all(_SQL["due"], now=to_text(now), how_many=MESSAGES_AT_ONCE)
        return [replace(_queued(row), is_named=bool(row["named"])) for row in rows]

    async def failed(self, now: datetime) -> list[QueuedMessage]:
        """Return what could not be carried over, and whose sender is still to be told."""
        rows = await self._database.fetch_all(_SQL["failed"], now=to_text(now), how_many=MESSAGES_AT_ONCE)
        return [_queued(row) for row in rows]

    async def outdated_headers(self) -> list[QueuedMessage]:
        """Return the headers that show an earlier state of their reader."""
        rows = await self._database.fetch_all(_SQL["outdated_headers"], how_many=MESSAGES_AT_ONCE)
        return [_queued(row) for row in rows]

    async def next_due(self) -> datetime | None:
        """Return when the next message is to be carried over, or None."""
        row = await self._database.fetch_one(_SQL["next_due"])
        return None if row is None else optional_from_text(row["due_at"])

    async def note_topic(self, chat_id: int, group: int, topic: int) -> None:
        """Note a reader's topic in the secretariat's group."""
        await self._write(_SQL["note_topic"], chat_id=chat_id, topic_chat=group, topic=topic)

    async def lose_topic(self, chat_id: int, group: int) -> None:
        """Note that a reader's topic was deleted, and the headers with it."""

        def lose(steps: Steps) -> None:
            steps.execute(_SQL["note_topic"], chat_id=chat_id, topic_chat=None, topic=None)
            steps.execute(_SQL["lose_headers"], chat_id=chat_id, desk_chat=group)

        await self._database.write_at_once(lose)

    async def note_header(
        self, messages: Sequence[CarriedMessage], header: int, reader: FeedbackReader
    ) -> None:
        """Note the header of these messages. It shows the present state of their reader."""
        await self._write_each(_SQL["note_header"], messages, header=header, shown=reader.version)

    async def note_copied(
        self, messages: Sequence[CarriedMessage], message_ids: Sequence[int], at: datetime
    ) -> None:
        """Note the copies of messages that go the same way, in their order.

        Of an album Telegram may leave out parts. Those count as copied, without a number.
        """
        first = messages[0]
        numbers = [*message_ids, *(None,) * (len(messages) - len(message_ids))]
        rows: list[dict[str, Value]] = [
            {"id": one.id, "message_id": number} for one, number in zip(messages, numbers, strict=False)
        ]

        def note(steps: Steps) -> None:
            if first.is_answer and first.chat_id is not None:
                steps.execute_many(_SQL["copied_to_reader"], rows)
                steps.execute(_SQL["note_answered"], chat_id=first.chat_id, at=to_text(at))
            else:
                steps.execute_many(_SQL["copied_to_desk"], rows)

        await self._database.write_at_once(note)

    async def postpone(self, messages: Sequence[CarriedMessage], until: datetime, reason: str) -> None:
        """Try messages again later."""
        await self._write_each(_SQL["postpone"], messages, due_at=to_text(until), reason=reason)

    async def fail(self, messages: Sequence[CarriedMessage], reason: str, at: datetime) -> None:
        """Note that messages cannot be carried over. Their sender is still to be told."""
        await self._write_each(_SQL["fail"], messages, reason=reason, due_at=to_text(at))

    async def readdress(self, messages: Sequence[CarriedMessage], desks: Sequence[int]) -> None:
        """Carry messages to these chats instead, each once. The first address is done with."""

        def move(steps: Steps) -> None:
            for desk in desks:
                steps.execute_many(_SQL["readdress"], [{"id": one.id, "desk_chat": desk} for one in messages])
            steps.execute_many(_SQL["report"], [{"id": one.id} for one in messages])

        await self._database.write_at_once(move)

    async def move_desk(self, old: int, new: int) -> None:
        """Carry to a group's new id what waits for the old one."""
        await self._write(_SQL["move_desk"], old=old, new=new)

    async def is_on_its_way(self, message: CarriedMessage) -> bool:
        """Return whether a message has reached some chat of the secretariat, or still may."""
        row = await self._database.fetch_one(
            _SQL["is_on_its_way"],
            chat_id=message.chat_id,
            reader_message=message.reader_message,
            revision=message.revision,
        )
        return row is not None

    async def report(self, messages: Sequence[CarriedMessage]) -> None:
        """Note that nothing more is to be told of these messages that were not carried over."""
        await self._write_each(_SQL["report"], messages)

    async def report_everywhere(self, messages: Sequence[CarriedMessage]) -> None:
        """Note that a reader was told that these messages have reached no chat of the secretariat."""
        rows: list[dict[str, Value]] = [
            {"chat_id": one.chat_id, "reader_message": one.reader_message, "revision": one.revision}
            for one in messages
        ]
        await self._database.write_at_once(lambda steps: steps.execute_many(_SQL["report_everywhere"], rows))

    async def note_shown(self, reader: FeedbackReader) -> None:
        """Note that the headers of a reader show this state."""
        await self._write(_SQL["note_shown"], chat_id=reader.chat_id, version=reader.version)

    async def _write(self, query: Query, **parameters: Value) -> None:
        await self._database.write_at_once(lambda steps: steps.execute(query, **parameters))

    async def _write_each(self, query: Query, messages: Sequence[CarriedMessage], **values: Value) -> None:
        rows = [{"id": one.id, **values} for one in messages]
        await self._database.write_at_once(lambda steps: steps.execute_many(query, rows))


def _queued(row: Row) -> QueuedMessage:
    return QueuedMessage(read_carried(row), read_reader(row, row["reader_name"], row["reader_state"]))
