"""Store what readers write to the secretariat, and who of them is heard.

Only numbers of messages are kept. What they say is copied from chat to chat by Telegram.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from data.store.feedback.values import (
    CarriedMessage,
    ConversationState,
    FeedbackReader,
    FeedbackReceipt,
    WrittenFeedback,
    read_carried,
    read_reader,
)
from data.store.notices import NoticeKind
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.slices import delete_in_slices
from data.store.sqlite.steps import Steps
from data.store.sqlite.timestamps import to_text

_SQL = Queries("feedback")

FEEDBACK_KEPT = timedelta(days=90)
"""How long the numbers of messages between a reader and the secretariat are kept after the message."""

MESSAGES_A_DAY = 10
"""How many messages, albums and edits of one reader are carried over in 24 hours."""

MESSAGES_OF_READER = 300
"""How many messages of one reader are kept: the newest, in all chats of the secretariat together."""

ALBUM_PAUSE = timedelta(seconds=2)
"""How long an album waits for a further part. Its parts come within a second."""

_DAY = timedelta(hours=24)


class Feedback:
    """Messages between readers and the secretariat. Moments are aware."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def accept(self, written: WrittenFeedback, desks: Sequence[int], at: datetime) -> FeedbackReceipt:
        """Store a message that is to be carried to these chats, or return why it is not.

        Idempotent: a message stored before is accepted again and carried over once.
        """
        return await self._database.write_at_once(lambda steps: _accept(steps, written, desks, at))

    async def continue_album(self, chat_id: int, album: str, message_id: int, at: datetime) -> bool:
        """Store a further part of a reader's album.

        Return False for an album that is not carried over.
        """

        if await self._database.fetch_one(_SQL["album_written"], chat_id=chat_id, album=album) is None:
            return False
        due = to_text(at + ALBUM_PAUSE)

        def add(steps: Steps) -> None:
            steps.execute(
                _SQL["continue_album"], chat_id=chat_id, album=album, reader_message=message_id, due_at=due
            )
            steps.execute(_SQL["delay_album"], chat_id=chat_id, album=album, due_at=due)

        await self._database.write_at_once(add)
        return True

    async def answer(self, answered: CarriedMessage, message_id: int, album: str, at: datetime) -> None:
        """Store a message that answers the reader of another message. Idempotent."""
        if answered.chat_id is not None:
            await self._add_answer(
                answered.chat_id, answered.desk_chat, message_id, answered.reader_message, album, at
            )

    async def continue_answer(self, desk_chat: int, album: str, message_id: int, at: datetime) -> bool:
        """Store a further part of the secretariat's album.

        Return False for an album that is no answer.
        """
        row = await self._database.fetch_one(_SQL["album_answered"], desk_chat=desk_chat, album=album)
        if row is None:
            return False
        if row["chat_id"] is not None:
            await self._add_answer(row["chat_id"], desk_chat, message_id, row["replies_to"], album, at)
        return True

    async def reader(self, chat_id: int) -> FeedbackReader | None:
        """Return a reader who has written, or None."""
        row = await self._database.fetch_one(_SQL["reader"], chat_id=chat_id)
        return None if row is None else read_reader(row, row["name"], row["state"])

    async def at_desk(self, desk_chat: int, message_id: int) -> CarriedMessage | None:
        """Return the message with this number, or this header, in a chat of the secretariat."""
        row = await self._database.fetch_one(_SQL["by_desk"], desk_chat=desk_chat, message_id=message_id)
        return None if row is None else read_carried(row)

    async def newest_of(
        self, desk_chat: int, *, reader: int | None = None, topic: int | None = None
    ) -> CarriedMessage | None:
        """Return the newest message of a reader in a chat of the secretariat.

        The reader is named by the private chat or by the topic.
        """
        row = await self._database.fetch_one(
            _SQL["newest_of"], desk_chat=desk_chat, chat_id=reader, topic=topic
        )
        return None if row is None else read_carried(row)

    async def at_reader(self, chat_id: int, message_id: int) -> CarriedMessage | None:
        """Return the message that has this number in a reader's chat, or None."""
        row = await self._database.fetch_one(_SQL["by_reader"], chat_id=chat_id, message_id=message_id)
        return None if row is None else read_carried(row)

    async def broadcast_kind(self, chat_id: int, message_id: int) -> NoticeKind | None:
        """Return whether a message sent to a chat is an issue or an announcement. None for neither."""
        row = await self._database.fetch_one(_SQL["broadcast_kind"], chat_id=chat_id, message_id=message_id)
        return None if row is None else NoticeKind(row["kind"])

    async def set_state(self, chat_id: int, state: ConversationState, at: datetime) -> FeedbackReader | None:
        """Close a conversation or open it again. Return its reader, or None."""
        moment = to_text(at)
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["set_state"], chat_id=chat_id, state=state, at=moment)
        )
        return await self.reader(chat_id)

    async def set_muted(self, chat_id: int, at: datetime, *, is_muted: bool) -> FeedbackReader | None:
        """Take no more messages of a reader, or take them again. Return the reader, or None."""
        moment = to_text(at)
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["set_muted"], chat_id=chat_id, muted=is_muted, at=moment)
        )
        return await self.reader(chat_id)

    async def purge(self, before: datetime) -> int:
        """Delete what was written before a moment, and readers without messages.

        Returns how many rows.
        """
        moment = to_text(before)
        messages = await delete_in_slices(self._database, _SQL["purge_messages"], before=moment)
        return messages + await delete_in_slices(self._database, _SQL["purge_readers"], before=moment)

    async def _add_answer(
        self, chat_id: int, desk_chat: int, message_id: int, replies_to: int | None, album: str, at: datetime
    ) -> None:
        def add(steps: Steps) -> None:
            due = to_text(at + ALBUM_PAUSE if album else at)
            steps.execute(
                _SQL["answer"],
                chat_id=chat_id,
                desk_chat=desk_chat,
                desk_message=message_id,
                replies_to=replies_to,
                album=album,
                due_at=due,
                at=to_text(at),
            )
            steps.execute(_SQL["delay_album"], chat_id=chat_id, album=album, due_at=due)
            steps.execute(_SQL["touch"], chat_id=chat_id, at=to_text(at))
            steps.execute(_SQL["trim"], chat_id=chat_id, most=MESSAGES_OF_READER)

        await self._database.write_at_once(add)


def _accept(steps: Steps, written: WrittenFeedback, desks: Sequence[int], at: datetime) -> FeedbackReceipt:
    chat_id, moment = written.chat_id, to_text(at)
    found = steps.fetch_all(_SQL["reader"], chat_id=chat_id)
    number = {"chat_id": chat_id, "reader_message": written.message_id, "revision": written.revision}
    if found and found[0]["muted"]:
        return FeedbackReceipt.MUTED
    if steps.fetch_all(_SQL["is_known"], **number):
        return FeedbackReceipt.ACCEPTED
    [row] = steps.fetch_all(_SQL["written_since"], chat_id=chat_id, since=to_text(at - _DAY))
    if row["written"] >= MESSAGES_A_DAY:
        return FeedbackReceipt.TOO_MANY
    steps.execute(_SQL["put_reader"], chat_id=chat_id, name=written.name, at=moment)
    due = to_text(at + ALBUM_PAUSE) if written.album else moment
    what = {"album": written.album, "subject": written.subject, "due_at": due, "at": moment}
    for desk in desks:
        steps.execute(_SQL["write"], **number, **what, desk_chat=desk)
    steps.execute(_SQL["trim"], chat_id=chat_id, most=MESSAGES_OF_READER)
    return FeedbackReceipt.ACCEPTED
