"""Move pending deliveries to the local hours that their chats have now."""

from dataclasses import dataclass
from datetime import date, datetime

from data.store.chat_values import LocalHour
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.timestamps import from_text, to_text
from data.store.targeting.chunking import CHUNK, ranges_of_hour

_SQL = Queries("rescheduling")


@dataclass(frozen=True, slots=True)
class PendingTime:
    """A moment for which untried deliveries wait, in chats that have this local hour now."""

    local_hour: LocalHour
    due: datetime


@dataclass(frozen=True, slots=True)
class NewTimes:
    """When deliveries of a local hour that wait for a wrong moment are to fall due.

    now is the moment of the decision. next_hour is when the hour comes next, next_day the local day then,
    at_once when news falls due that is not for a digest. news_only leaves reminders alone. changed_after
    limits it to chats whose settings have changed since. None means all chats of the hour.
    """

    local_hour: LocalHour
    now: datetime
    at_once: datetime
    next_hour: datetime
    next_day: date
    news_only: bool
    changed_after: datetime | None


class Rescheduling:
    """Reads until when deliveries wait, and changes it. Moments are aware."""

    def __init__(self, database: Database, chunk: int = CHUNK) -> None:
        """Change deliveries of at most chunk chats in a transaction."""
        self._database = database
        self._chunk = chunk

    async def waiting(self, now: datetime, changed_after: datetime | None = None) -> tuple[PendingTime, ...]:
        """Return the moments after now for which untried deliveries wait.

        Each comes with a present local hour of the chats. With changed_after, only chats whose settings
        have changed since then count.
        """
        if changed_after is None:
            rows = await self._database.fetch_all(_SQL["waiting"], now=to_text(now))
        else:
            rows = await self._database.fetch_all(
                _SQL["waiting_of_changed"], now=to_text(now), changed_after=to_text(changed_after)
            )
        return tuple(
            PendingTime(LocalHour(row["zone"], row["hour"]), from_text(row["due_at"])) for row in rows
        )

    async def reschedule(self, new: NewTimes) -> int:
        """Move what waits for a moment that is not the next hour to the right moment.

        Returns how many deliveries were moved.
        """
        moved = 0
        values: dict[str, Value] = {
            "kinds": "news" if new.news_only else "all",
            "now": to_text(new.now),
            "at_once": to_text(new.at_once),
            "next_hour": to_text(new.next_hour),
            "next_day": new.next_day.isoformat(),
        }
        async for ranges in ranges_of_hour(self._database, new.local_hour, self._chunk, new.changed_after):
            moved += await ranges.write(self._database, _SQL["reschedule"], **values)
        return moved

    async def retry_now(self, now: datetime, until: datetime) -> int:
        """Make due now what waits for a moment through until, after the clock was put back.

        Returns how many deliveries were moved.
        """
        return await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["retry_now"], now=to_text(now), until=to_text(until))
        )
