"""Insert deliveries of reminders that come hours before an event begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.calendar.topics import Subscription, hour_bit, pack_hours
from data.store.notices import Notice, priority_until
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.timestamps import to_text
from data.store.targeting.chunking import ChatRanges, chunks, ranges_of, topic_parameters

_SQL = Queries("audience")


@dataclass(frozen=True, slots=True)
class HourSlice:
    """The chats that one reminder hours ahead is planned for. Moments are aware.

    today is the latest day that any chat may have now: whose pause ends today is found by delivery. Only
    subscriptions made before followed_before count. Chats that have also chosen one of later, in hours, are
    left out. chats narrows the slice to these chats, and None means all.
    """

    today: date
    now: datetime
    followed_before: datetime
    later: Sequence[int] = ()
    chats: tuple[int, ...] | None = None


class HourAudience:
    """Goes along the chats that are reminded hours ahead, which are few, in chunks."""

    def __init__(self, database: Database, chunk: int) -> None:
        """Write at most chunk deliveries in a transaction."""
        self._database = database
        self._chunk = chunk

    async def remind(self, notice: Notice, following: Subscription, audience: HourSlice) -> int:
        """Remind followers notice.hours before notice.expires_at.

        Returns how many deliveries are new.
        Raises KeyError for a number of hours that LEAD_HOURS lacks.
        """
        query, values = _SQL["notify_hours_ahead"], _values(notice, following, audience)
        if audience.chats is not None:
            return await ranges_of(audience.chats).write(self._database, query, **values)
        new, topic = 0, following.topic
        async for bounds in chunks(self._database, _SQL["chunk_of_hours"], self._chunk, topic=topic):
            new += await ChatRanges((bounds,), {}).write(self._database, query, **values)
        return new


def _values(notice: Notice, following: Subscription, audience: HourSlice) -> dict[str, Value]:
    return {
        "notice_id": notice.id,
        "about": notice.subject,
        **topic_parameters(following),
        "hour_bit": hour_bit(notice.hours or 0),
        "later_bits": pack_hours(audience.later),
        "today": audience.today.isoformat(),
        "now": to_text(audience.now),
        "followed_before": to_text(audience.followed_before),
        "rank": priority_until(notice.expires_at),
        "due_at": to_text(audience.now),
    }
