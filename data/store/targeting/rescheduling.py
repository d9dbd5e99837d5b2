"""What waits for a local hour, brought in line with the hours that chats have now."""

from dataclasses import dataclass
from datetime import date, datetime

from data.store.chats import LocalHour
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.timestamps import from_text, to_text
from data.store.targeting.chunking import CHUNK, stretches

_SQL = Queries("rescheduling")


@dataclass(frozen=True, slots=True)
class PendingTime:
    """Something untried waits until due in a chat with this local hour."""

    slot: LocalHour
    due: datetime


@dataclass(frozen=True, slots=True)
class NewTimes:
    """What the chats of a local hour wait for wrongly, at the moment now.

    next_hour is when the hour comes next, next_day the local day then, at_once when news is due that comes
    now. news_only leaves reminders alone. Only chats whose settings changed after changed_after, or all.
    """

    slot: LocalHour
    now: datetime
    at_once: datetime
    next_hour: datetime
    next_day: date
    news_only: bool
    changed_after: datetime | None


class Rescheduling:
    """The deliveries that wait, and until when. Moments are aware."""

    def __init__(self, database: Database, chunk: int = CHUNK) -> None:
        self._database = database
        self._chunk = chunk

    async def waiting(self, now: datetime, changed_after: datetime | None = None) -> tuple[PendingTime, ...]:
        """For which moments after now untried deliveries wait, by the present hours of their chats.

        Of all chats, or of those whose settings changed after a moment.
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

    async def align(self, new: NewTimes) -> int:
        """Let what waits for another moment than the chats' next hour wait for the right one; how many."""
        aligned = 0
        told: dict[str, Value] = {
            "kinds": "news" if new.news_only else "all",
            "now": to_text(new.now),
            "at_once": to_text(new.at_once),
            "next_hour": to_text(new.next_hour),
            "next_day": new.next_day.isoformat(),
        }
        async for stretch in stretches(self._database, new.slot, self._chunk, new.changed_after):
            aligned += await stretch.write(self._database, _SQL["align"], **told)
        return aligned

    async def hurry(self, now: datetime, until: datetime) -> int:
        """Make due now what a clock put back since has postponed through until; how many deliveries."""
        return await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["hurry"], now=to_text(now), until=to_text(until))
        )
