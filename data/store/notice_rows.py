"""Convert notices and deliveries to query parameters, and rows to notices and deliveries."""

from data.store.notices import (
    Delivery,
    DeliveryState,
    HandedBack,
    Lapsed,
    Notice,
    NoticeKind,
    Postponed,
    Settled,
)
from data.store.sqlite.errors import Unstorable
from data.store.sqlite.named_queries import Value
from data.store.sqlite.timestamps import (
    day_from_text,
    from_text,
    optional_from_text,
    optional_to_text,
    to_text,
)
from data.store.sqlite.transactions import Row

_TOO_LARGE = 2**63


def settled_values(one: Settled) -> tuple[Value, ...]:
    """Return the values of a settled delivery, in the order of the query. Raises Unstorable."""
    if one.message_id is not None and not -_TOO_LARGE <= one.message_id < _TOO_LARGE:
        # JSON would turn it into a number that is nearly as large
        raise Unstorable("OverflowError")
    sent_at = optional_to_text(one.sent_at)
    return (
        *(one.notice_id, one.chat_id, one.state, one.outcome, int(one.doubtful), one.message_id),
        *(sent_at, one.revision),
    )


def postponed_row(one: Postponed) -> dict[str, Value]:
    """Return the parameters of the query that postpones."""
    return {
        "notice_id": one.notice_id,
        "chat_id": one.chat_id,
        "due_at": to_text(one.due_at),
        "outcome": one.outcome,
        "doubtful": int(one.doubtful),
    }


def delivery_row(one: HandedBack) -> dict[str, Value]:
    """Return the parameters that name a delivery."""
    return {"notice_id": one.notice_id, "chat_id": one.chat_id}


def read_notice(row: Row) -> Notice:
    """Return a notice from its row."""
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
    """Return a delivery from its row."""
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
    """Return a claim with an expired lease from its row."""
    return Lapsed(
        notice_id=row["notice_id"],
        chat_id=row["chat_id"],
        due_at=from_text(row["due_at"]),
        attempts=row["attempts"],
        doubtful=bool(row["doubtful"]),
    )
