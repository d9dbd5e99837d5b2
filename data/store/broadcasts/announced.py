"""Insert the deliveries of announcements for all who follow something."""

from datetime import date, datetime

from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.announcements import EVERYBODY, subscription_code
from data.store.notices import Notice, Priority
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.timestamps import to_text
from data.store.targeting.chunking import CHUNK, chunks, topic_parameters

_SQL = Queries("audience")
_ISSUE, _COUNT_ISSUE = _SQL["issue"], _SQL["count_issue"]
_ANNOUNCE, _COUNT_ANNOUNCE = _SQL["announce"], _SQL["count_announce"]


class AnnouncementAudience:
    """Goes along the followers in chunks. Inserting twice adds nothing.

    All who take the bulletin get what is for all. The followers of anything else get it unless they want the
    bulletin only or have muted what it is about.
    """

    def __init__(self, database: Database, chunk: int = CHUNK) -> None:
        """Write at most chunk deliveries in a transaction."""
        self._database = database
        self._chunk = chunk

    async def address(self, notice: Notice, following: Subscription, today: date, due: datetime) -> int:
        """Send a notice to the followers of something. Return how many deliveries are new."""
        new, query = 0, _ISSUE if following == EVERYBODY else _ANNOUNCE
        values = _values(following, today) | {
            "notice_id": notice.id,
            "rank": Priority.BULK,
            "due_at": to_text(due),
        }
        topic = topic_parameters(following)
        async for after, last in chunks(self._database, _SQL["chunk_of_topic"], self._chunk, **topic):
            bounds = values | {"after": after, "last": last}
            new += await self._database.write_at_once(
                lambda steps, bounds=bounds: steps.execute(query, **bounds)  # type: ignore[misc]
            )
        return new

    async def count(self, following: Subscription, today: date) -> int:
        """Return how many chats would get an announcement."""
        count, query = 0, _COUNT_ISSUE if following == EVERYBODY else _COUNT_ANNOUNCE
        topic, values = topic_parameters(following), _values(following, today)
        async for after, last in chunks(self._database, _SQL["chunk_of_topic"], self._chunk, **topic):
            rows = await self._database.fetch_all(query, **values, after=after, last=last)
            count += sum(row["chats"] for row in rows)
        return count


def following_of(subject: str) -> Subscription:
    """Return what the followers follow whom a notice with this subject is for.

    It turns subscription_code() round.
    """
    kind, _, rest = subject.partition(":")
    return Subscription(Topic(rest)) if kind == "topic" else Subscription(Topic(kind), rest)


def _values(following: Subscription, today: date) -> dict[str, Value]:
    values = topic_parameters(following) | {"today": today.isoformat()}
    return values if following == EVERYBODY else values | {"about": subscription_code(following)}
