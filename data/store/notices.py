"""What stands in the ledger, as values: notices, and how far their deliveries are."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data.store.sqlite.database import Row
from data.store.sqlite.errors import Unstorable
from data.store.sqlite.named_queries import Value
from data.store.sqlite.timestamps import (
    day_from_text,
    from_text,
    optional_from_text,
    optional_to_text,
    to_text,
)

BARRED = "barred: "
"""What the outcome of a delivery begins with that waits until the chat takes messages again."""

_TOO_LARGE = 2**63


class NoticeKind(StrEnum):
    """Why something is told. A window note announces an imprecise date; a message is for editors only."""

    REMINDER = "reminder"
    WINDOW = "window"
    CHANGE = "change"
    BULLETIN = "bulletin"
    MESSAGE = "message"


class DeliveryState(StrEnum):
    """How far a delivery is. VOID: it was no longer true, or no longer wanted."""

    PENDING = "pending"
    HELD = "held"
    LEASED = "leased"
    SENT = "sent"
    GONE = "gone"
    FAILED = "failed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class NewNotice:
    """Something to tell. key is unique for ever: telling the same again is not possible.

    subject is what it is about (an occasion's key, «event:12», …), lead is in days, begins the day it counts
    down to, payload JSON for whoever words it.
    """

    key: str
    kind: NoticeKind
    subject: str
    expires_at: datetime
    lead: int | None = None
    begins: date | None = None
    payload: str = "{}"


@dataclass(frozen=True, slots=True)
class Notice:
    """A stored notice; see NewNotice."""

    id: int
    key: str
    kind: NoticeKind
    subject: str
    lead: int | None
    begins: date | None
    expires_at: datetime
    payload: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery in hand. attempts counts this one; doubtful: sent once before, without an answer."""

    notice: Notice
    chat_id: int
    attempts: int
    doubtful: bool

    @property
    def key(self) -> tuple[int, int]:
        """Notice and chat, which name a delivery."""
        return self.notice.id, self.chat_id


@dataclass(frozen=True, slots=True)
class Settled:
    """How a claimed delivery ended."""

    notice_id: int
    chat_id: int
    state: DeliveryState
    outcome: str | None = None
    doubtful: bool = False
    message_id: int | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Postponed:
    """A claimed delivery that waits for another try."""

    notice_id: int
    chat_id: int
    due_at: datetime
    outcome: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class HandedBack:
    """A claimed delivery that nobody began."""

    notice_id: int
    chat_id: int


Entry = Settled | Postponed | HandedBack


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A claim whose lease has run out: whoever held it died, or is slow. It may have arrived."""

    notice_id: int
    chat_id: int
    due_at: datetime
    attempts: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row as it stands, for reports and tests."""

    notice_id: int
    chat_id: int
    state: DeliveryState
    due_at: datetime
    attempts: int
    outcome: str | None
    message_id: int | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Queue:
    """How many deliveries are due and not told, and since when the oldest is."""

    due: int = 0
    oldest: datetime | None = None


def settled_values(one: Settled) -> tuple[Value, ...]:
    """What the query that settles wants to know, in its order. Raises Unstorable."""
    if one.message_id is not None and not -_TOO_LARGE <= one.message_id < _TOO_LARGE:
        # in JSON it would become a number that is nearly as large
        raise Unstorable("OverflowError")
    sent_at = optional_to_text(one.sent_at)
    return one.notice_id, one.chat_id, one.state, one.outcome, int(one.doubtful), one.message_id, sent_at


def postponed_row(one: Postponed) -> dict[str, Value]:
    """Parameters of the query that postpones."""
    return {
        "notice_id": one.notice_id,
        "chat_id": one.chat_id,
        "due_at": to_text(one.due_at),
        "outcome": one.outcome,
        "doubtful": int(one.doubtful),
    }


def delivery_row(one: HandedBack) -> dict[str, Value]:
    """Parameters of a query that needs to know the delivery only."""
    return {"notice_id": one.notice_id, "chat_id": one.chat_id}


def read_notice(row: Row) -> Notice:
    """A notice from its row."""
    return Notice(
        id=row["id"],
        key=row["key"],
        kind=NoticeKind(row["kind"]),
        subject=row["subject"],
        lead=row["lead"],
        begins=day_from_text(row["begins"]),
        expires_at=from_text(row["expires_at"]),
        payload=row["payload"],
        created_at=from_text(row["created_at"]),
    )


def read_delivery(row: Row) -> Delivery:
    """A delivery from its row."""
    return Delivery(
        notice_id=row["notice_id"],
        chat_id=row["chat_id"],
        state=DeliveryState(row["state"]),
        due_at=from_text(row["due_at"]),
        attempts=row["attempts"],
        outcome=row["outcome"],
        message_id=row["message_id"],
        sent_at=optional_from_text(row["sent_at"]),
    )


def read_lapsed(row: Row) -> Lapsed:
    """A lapsed claim from its row."""
    return Lapsed(
        notice_id=row["notice_id"],
        chat_id=row["chat_id"],
        due_at=from_text(row["due_at"]),
        attempts=row["attempts"],
        doubtful=bool(row["doubtful"]),
    )
