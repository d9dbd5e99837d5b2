"""Count what waits in inbox and outbox, up to a bound."""

from dataclasses import dataclass
from datetime import datetime

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import optional_from_text, to_text

_SQL = Queries("queue_lengths")

MOST_COUNTED = 10_000
"""A longer queue counts as this long. Counting takes a millisecond then."""


@dataclass(frozen=True, slots=True)
class QueueLengths:
    """How many rows are in each state, at most MOST_COUNTED, and since when the oldest waits.

    due and due_since are of the deliveries that come first.
    """

    waiting: int
    waiting_since: datetime | None
    quarantined: int
    pending: int
    due: int
    due_since: datetime | None
    leased: int


async def count_queues(database: Database, now: datetime) -> QueueLengths:
    """Return the lengths at an aware instant."""
    [row] = await database.fetch_all(_SQL["lengths"], now=to_text(now), most=MOST_COUNTED)
    return QueueLengths(
        waiting=row["waiting"],
        waiting_since=optional_from_text(row["waiting_since"]),
        quarantined=row["quarantined"],
        pending=row["pending"],
        due=row["due"],
        due_since=optional_from_text(row["due_since"]),
        leased=row["leased"],
    )
