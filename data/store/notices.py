"""Define the values of the outbox: notices, their deliveries, and priorities."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

BARRED = "barred: "
"""Prefix of the outcome of a delivery that waits until its chat takes messages again."""

# Days are counted from here, so that a priority takes two bytes of a row, of which there may be millions.
_FIRST_DAY = date(2000, 1, 1).toordinal()


class Priority(IntEnum):
    """The first and the last priority of a delivery: lower numbers are sent first.

    URGENT is for people who must act (a draft, a report, an alert), BULK for what waits for all others (the
    bulletin). priority_until gives those between. Statements in sql/ that need a number repeat it.
    The column rank holds it, and the outbox claims deliveries in its order. The calls that send what is
    claimed have another one: CallPriority in bot/telegram_api/rate_limits.py.
    """

    URGENT = 0
    BULK = 32_767


def priority_until(useful_until: datetime) -> int:
    """Return the priority of what is useful until an aware instant: earlier ends go first."""
    return min(max(useful_until.toordinal() - _FIRST_DAY, Priority.URGENT + 1), Priority.BULK - 1)


class NoticeKind(StrEnum):
    """The reason for a notice.

    WINDOW announces an imprecise date. MESSAGE is for editors only. AMENDMENT corrects a message that has
    been sent, by an edit.
    """

    REMINDER = "reminder"
    WINDOW = "window"
    CHANGE = "change"
    BULLETIN = "bulletin"
    MESSAGE = "message"
    ANNOUNCEMENT = "announcement"
    AMENDMENT = "amendment"


BROADCASTS = frozenset({NoticeKind.BULLETIN, NoticeKind.ANNOUNCEMENT, NoticeKind.AMENDMENT})
"""What the secretariat sends to many at once. It waits for all other calls."""


class DeliveryState(StrEnum):
    """How far a delivery is.

    HELD is paused. UNKNOWN was sent without an answer and may have arrived. VOID was no longer true, or no
    longer wanted.
    """

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
    """A notice to be stored.

    key is unique for ever, so that the same notice cannot be sent twice. subject is what it is about: the
    key of an occasion, «event:12», … lead is in days, and begins is the day it counts down to. payload is
    JSON for the renderer. hours is set for a reminder that comes so many hours before the beginning, which
    expires_at then is.
    """

    key: str
    kind: NoticeKind
    subject: str
    expires_at: datetime
    lead: int | None = None
    begins: date | None = None
    payload: str = "{}"
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A stored notice. NewNotice explains the fields."""

    id: int
    key: str
    kind: NoticeKind
    subject: str
    lead: int | None
    begins: date | None
    expires_at: datetime
    payload: str
    created_at: datetime
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery under lease.

    attempts counts this one. doubtful means that an earlier attempt was sent without an answer. message_id
    is the message that an AMENDMENT edits, None for all that is sent anew. revision is set when a change is
    rendered: the newest one that the almanac has then.
    """

    notice: Notice
    chat_id: int
    attempts: int
    doubtful: bool
    message_id: int | None = None
    revision: int | None = None

    @property
    def key(self) -> tuple[int, int]:
        """Return notice id and chat id, which name a delivery."""
        return self.notice.id, self.chat_id


@dataclass(frozen=True, slots=True)
class Settled:
    """The end of a claimed delivery. revision is as in Claimed."""

    notice_id: int
    chat_id: int
    state: DeliveryState
    outcome: str | None = None
    doubtful: bool = False
    message_id: int | None = None
    sent_at: datetime | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Postponed:
    """A claimed delivery that waits for a retry."""

    notice_id: int
    chat_id: int
    due_at: datetime
    outcome: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class HandedBack:
    """A claimed delivery that was not begun."""

    notice_id: int
    chat_id: int


Entry = Settled | Postponed | HandedBack


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A claimed delivery whose lease has expired.

    Its process has died or is slow, so it may have arrived.
    """

    notice_id: int
    chat_id: int
    due_at: datetime
    attempts: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """A stored delivery, for reports and tests."""

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
    """How many deliveries are due, and since when the oldest is."""

    due: int = 0
    oldest: datetime | None = None
