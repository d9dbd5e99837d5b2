"""The inbox: updates on their way from Telegram to their handlers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.steps import Steps
from data.store.sqlite.timestamps import optional_from_text, to_text

_SQL = Queries("inbox")

UPDATES_KEPT = timedelta(days=2)
"""How long it is known that an update has come, and its text where it is set aside. Readers are told so."""

QUARANTINED_OF_CHAT = 20
"""Set-aside updates of one queue at a time: enough to mend a fault by. Of older ones the log tells."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update to be kept: its id, the queue in which it must stay in order, and its JSON.

    passed: it is only counted as come and gone, so that it is confirmed and never handled.
    user_id: who has sent it, None where Telegram does not say.
    """

    update_id: int
    queue: str
    payload: str
    passed: bool = False
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class PendingUpdate:
    """One update still to be handled, and how often that was begun before."""

    update_id: int
    payload: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many updates wait, since when the oldest does, and how many were set aside and not yet purged."""

    waiting: int
    oldest: datetime | None
    quarantined: int


class Inbox:
    """Updates stored before they are confirmed: a kill at any instant loses none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, arrivals: Iterable[Arrival], at: datetime) -> int:
        """Store a batch, all or nothing; returns how many of it are new and to be handled.

        Of what is passed over only the newest is noted: its number tells where to go on.
        """
        received = to_text(at)
        rows: list[dict[str, Value]] = []
        passed: list[int] = []
        for one in arrivals:
            if one.passed:
                passed.append(one.update_id)
            else:
                rows.append(
                    {
                        "update_id": one.update_id,
                        "lane": one.queue,
                        "user_id": one.user_id,
                        "payload": one.payload,
                        "received_at": received,
                    }
                )

        def keep(steps: Steps) -> int:
            if passed:
                newest = max(passed)
                steps.execute(_SQL["drop_passed"], before=newest)
                steps.execute(_SQL["pass_over"], update_id=newest, received_at=received)
            return steps.execute_many(_SQL["keep"], rows)

        return await self._database.write_at_once(keep)

    async def newest(self, received_after: datetime) -> int | None:
        """The highest update id received after this moment, None where there is none."""
        row = await self._database.fetch_one(_SQL["newest"], received_after=to_text(received_after))
        return None if row is None else row["update_id"]

    async def waiting_queues(self, how_many: int) -> list[str]:
        """Lanes with something to handle, the longest waiting first."""
        rows = await self._database.fetch_all(_SQL["waiting_queues"], how_many=how_many)
        return [row["lane"] for row in rows]

    async def waiting(self, queue: str, how_many: int) -> list[PendingUpdate]:
        """The next updates of a queue, in order."""
        rows = await self._database.fetch_all(_SQL["waiting"], lane=queue, how_many=how_many)
        return [PendingUpdate(row["update_id"], row["payload"], row["attempts"]) for row in rows]

    async def begin(self, update_id: int) -> int | None:
        """Count a try before it is made; returns its number, None when the update no longer waits."""
        rows = await self._database.write_at_once(
            lambda steps: steps.fetch_all(_SQL["begin"], update_id=update_id)
        )
        return rows[0]["attempts"] if rows else None

    async def give_back(self, update_id: int) -> None:
        """Uncount a try that ended through no fault of the update's."""
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["give_back"], update_id=update_id)
        )

    async def finish(self, update_id: int, at: datetime) -> None:
        """Mark an update as handled and drop its content and whose it was."""
        moment = to_text(at)
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["finish"], update_id=update_id, at=moment)
        )

    async def quarantine(self, update_id: int, at: datetime, error: str, reference: str) -> None:
        """Take an update out of its queue. error is a class's name, reference what people were told.

        Beyond QUARANTINED_OF_CHAT the oldest of the queue are erased.
        """
        async with self._database.transaction() as tx:
            await tx.execute(
                _SQL["quarantine"], update_id=update_id, at=to_text(at), error=error, reference=reference
            )
            await tx.execute(_SQL["trim_quarantine"], update_id=update_id, most=QUARANTINED_OF_CHAT)

    async def retry_quarantined(self, reference: str) -> bool:
        """Put a quarantined update back into its queue. Return False if there is none."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["retry_quarantined"], reference=reference) > 0

    async def purge(self, received_before: datetime) -> int:
        """Remove what was dealt with and received before this moment; returns how many rows."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["purge"], received_before=to_text(received_before))

    async def backlog(self) -> Backlog:
        """How much waits and how much was set aside, for health and diagnosis."""
        row = await self._database.fetch_one(_SQL["backlog"])
        if row is None:
            return Backlog(0, None, 0)
        return Backlog(row["waiting"], optional_from_text(row["oldest"]), row["aside"])
