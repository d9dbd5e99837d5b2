"""Store updates between Telegram and their handlers."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.paging import page_at
from data.store.sqlite.slices import delete_in_slices
from data.store.sqlite.steps import Steps
from data.store.sqlite.timestamps import from_text, optional_from_text, to_text
from data.store.sqlite.transactions import Row

_SQL = Queries("inbox")

UPDATES_KEPT = timedelta(days=2)
"""How long handled updates are known, and quarantined ones kept, unless set. The privacy page says so."""

QUARANTINED_OF_CHAT = 20
"""How many quarantined updates of one chat queue are kept: enough to repair a fault. The log has the rest."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update to be stored: its id, the chat queue that keeps its order, and its JSON.

    passed means that it is only counted, so that it is confirmed to Telegram and never handled. user_id is
    its sender, None where Telegram does not say.
    """

    update_id: int
    queue: str
    payload: str
    passed: bool = False
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class PendingUpdate:
    """An update that is still to be handled, and how often that was tried."""

    update_id: int
    payload: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many updates wait, since when the oldest does, and how many are in quarantine."""

    waiting: int
    oldest: datetime | None
    quarantined: int


@dataclass(frozen=True, slots=True)
class QuarantinedUpdate:
    """An update in quarantine, without what was written.

    error is the name of an exception class, kind Telegram's name of the update.
    """

    update_id: int
    reference: str
    error: str
    at: datetime
    kind: str
    is_private: bool


@dataclass(frozen=True, slots=True)
class QuarantinePage:
    """A page of the updates in quarantine, of so many in all.

    Pages and the place of the first update count from 0.
    """

    updates: tuple[QuarantinedUpdate, ...]
    total: int
    number: int = 0
    pages: int = 1
    first: int = 0


class Inbox:
    """Updates, stored before they are confirmed so that a kill at any instant loses none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, arrivals: Iterable[Arrival], at: datetime) -> int:
        """Store a batch in one transaction. Return how many of it are new and to be handled.

        Idempotent: an update that is known already, handled or not, stays as it is.
        Of updates that are passed over only the newest is stored: its id tells where to go on.
        """
        batch, received = list(arrivals), to_text(at)
        rows = [_row(one, received) for one in batch if not one.passed]
        passed = [one.update_id for one in batch if one.passed]

        def keep(steps: Steps) -> int:
            if passed:
                newest = max(passed)
                steps.execute(_SQL["drop_passed"], before=newest)
                steps.execute(_SQL["pass_over"], update_id=newest, received_at=received)
            return steps.execute_many(_SQL["keep"], rows)

        return await self._database.write_at_once(keep)

    async def newest(self, received_after: datetime) -> int | None:
        """Return the highest update id received after a moment, or None."""
        row = await self._database.fetch_one(_SQL["newest"], received_after=to_text(received_after))
        return None if row is None else row["update_id"]

    async def waiting_queues(self, how_many: int) -> list[str]:
        """Return the chat queues with something to handle, the longest waiting first."""
        rows = await self._database.fetch_all(_SQL["waiting_queues"], how_many=how_many)
        return [row["lane"] for row in rows]

    async def waiting(self, queue: str, how_many: int) -> list[PendingUpdate]:
        """Return the next updates of a chat queue, in order."""
        rows = await self._database.fetch_all(_SQL["waiting"], lane=queue, how_many=how_many)
        return [PendingUpdate(row["update_id"], row["payload"], row["attempts"]) for row in rows]

    async def begin(self, update_id: int) -> int | None:
        """Count a try before it is made. Return its number, or None if the update no longer waits."""
        rows = await self._database.write_at_once(
            lambda steps: steps.fetch_all(_SQL["begin"], update_id=update_id)
        )
        return rows[0]["attempts"] if rows else None

    async def give_back(self, update_id: int) -> None:
        """Uncount a try that ended through no fault of the update."""
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["give_back"], update_id=update_id)
        )

    async def finish(self, update_id: int, at: datetime) -> None:
        """Mark an update as handled. Delete its content and its sender."""
        moment = to_text(at)
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["finish"], update_id=update_id, at=moment)
        )

    async def quarantine(self, update_id: int, at: datetime, error: str, reference: str) -> None:
        """Take an update out of its queue and keep it for repair.

        error is the name of an exception class, reference the number that its sender was shown. Beyond
        QUARANTINED_OF_CHAT the oldest of the queue are deleted.
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

    async def drop_quarantined(self, reference: str) -> bool:
        """Delete a quarantined update. Return False if there is none."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["drop_quarantined"], reference=reference) > 0

    async def quarantined(self, page: int, size: int) -> QuarantinePage:
        """Return a page of the updates in quarantine, the newest first.

        Beyond the last page the last one is returned.
        """
        counted = await self._database.fetch_one(_SQL["count_quarantined"])
        place = page_at(0 if counted is None else counted["quarantined"], page, size)
        rows = await self._database.fetch_all(_SQL["quarantined"], first=place.first, how_many=size)
        updates = tuple(_quarantined(row) for row in rows)
        return QuarantinePage(updates, place.total, place.number, place.pages, place.first)

    async def find_quarantined(self, reference: str) -> QuarantinedUpdate | None:
        """Return the update in quarantine that has a reference, or None."""
        row = await self._database.fetch_one(_SQL["find_quarantined"], reference=reference)
        return None if row is None else _quarantined(row)

    async def purge(self, received_before: datetime) -> int:
        """Delete updates that are dealt with and were received before a moment.

        Returns how many rows. In slices.
        """
        before = to_text(received_before)
        return await delete_in_slices(self._database, _SQL["purge"], received_before=before)

    async def backlog(self) -> Backlog:
        """Return how much waits and how much is in quarantine, for health and diagnosis."""
        row = await self._database.fetch_one(_SQL["backlog"])
        if row is None:
            return Backlog(0, None, 0)
        return Backlog(row["waiting"], optional_from_text(row["oldest"]), row["aside"])


def _quarantined(row: Row) -> QuarantinedUpdate:
    content = json.loads(row["payload"])
    kind = next((name for name in content if name != "update_id"), "")
    is_private = row["lane"].isdecimal() and row["lane"] != str(row["update_id"])
    at = from_text(row["finished_at"])
    return QuarantinedUpdate(row["update_id"], row["reference"], row["error"], at, kind, is_private)


def _row(arrival: Arrival, received_at: str) -> dict[str, Value]:
    return {
        "update_id": arrival.update_id,
        "lane": arrival.queue,
        "user_id": arrival.user_id,
        "payload": arrival.payload,
        "received_at": received_at,
    }
