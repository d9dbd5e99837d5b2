"""Define the messages between readers and the secretariat, and read them from rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto

from data.store.sqlite.timestamps import from_text
from data.store.sqlite.transactions import Row

_COLUMNS = (
    "id", "chat_id", "desk_chat", "reader_message", "desk_message", "replies_to", "revision", "album",
    "subject", "header", "shown", "attempts", "reason",
)  # fmt: skip


class ConversationState(StrEnum):
    """Whether a reader waits for an answer."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class FeedbackReceipt(StrEnum):
    """What becomes of a message of a reader: carried over, or refused and why."""

    ACCEPTED = auto()
    MUTED = auto()
    TOO_MANY = auto()


@dataclass(frozen=True, slots=True)
class FeedbackReader:
    """A reader who has written, by the private chat.

    topic is the reader's topic in the group topic_chat.
    """

    chat_id: int
    name: str
    state: ConversationState
    is_muted: bool
    topic_chat: int | None
    topic: int | None
    version: int


@dataclass(frozen=True, slots=True)
class WrittenFeedback:
    """A message of a reader. subject is what it is about: «fault:ABC123», «bulletin» or nothing.

    revision is the time of its edit as a Unix timestamp, 0 for the first version. album is the id of the
    album it is a part of, empty without one.
    """

    chat_id: int
    name: str
    message_id: int
    revision: int = 0
    album: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class CarriedMessage:
    """A message between a reader and one chat of the secretariat.

    chat_id is None once all about the reader was deleted. The numbers of the message are None where it does
    not stand yet.
    """

    id: int
    chat_id: int | None
    desk_chat: int
    is_answer: bool
    reader_message: int | None
    desk_message: int | None
    replies_to: int | None
    revision: int
    album: str
    subject: str
    header: int | None
    shown: int
    attempts: int
    reason: str
    written_at: datetime


def read_reader(row: Row, name: str, state: str) -> FeedbackReader:
    """Read a reader from a row of the table or of a join, where two columns have other names."""
    return FeedbackReader(
        row["chat_id"],
        name,
        ConversationState(state),
        bool(row["muted"]),
        row["topic_chat"],
        row["topic"],
        row["version"],
    )


def read_carried(row: Row) -> CarriedMessage:
    """Read a message from a row."""
    from_row = {name: row[name] for name in _COLUMNS}
    return CarriedMessage(
        **from_row, is_answer=bool(row["is_answer"]), written_at=from_text(row["written_at"])
    )
