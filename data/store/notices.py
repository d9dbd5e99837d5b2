"""What stands in the ledger, as values: notices, and how far their deliveries are."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

BARRED = "barred: "
"""What the outcome of a delivery begins with that waits until the chat takes messages again."""

# Days are counted from here, so that a priority takes two bytes of a row, of which there may be millions.
_FIRST_DAY = date(2000, 1, 1).toordinal()


class Priority(IntEnum):
    """The first and the last priority of a delivery: lower numbers are sent first.

    URGENT is for people who must act (a draft, a report, an alert), BULK for what waits for all others (the
    bulletin). priority_until gives those between. Statements in sql/ that need a number repeat it.
    """

    URGENT = 0
    BULK = 32_767


def priority_until(useful_until: datetime) -> int:
    """Return the priority of what is useful until an aware instant: what expires sooner is sent first."""
    return min(max(useful_until.toordinal() - _FIRST_DAY, Priority.URGENT + 1), Priority.BULK - 1)


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
