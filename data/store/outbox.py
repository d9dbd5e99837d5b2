"""Store notices and their deliveries: each recipient is a row before anything is sent."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from data.store.notice_rows import (
    delivery_row,
    postponed_row,
    read_delivery,
    read_lapsed,
    read_notice,
    settled_values,
)
from data.store.notices import (
    Claimed,
    Delivery,
    DeliveryState,
    Entry,
    HandedBack,
    Lapsed,
    NewNotice,
    Notice,
    NoticeKind,
    Postponed,
    Queue,
    Settled,
)
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.slices import delete_in_slices
from data.store.sqlite.steps import Steps
from data.store.sqlite.timestamps import day_to_text, optional_from_text, to_text
from data.store.sqlite.transactions import Row
from data.store.targeting.chunking import chunks

_SQL = Queries("outbox")

NOTICES_KEPT = timedelta(days=60)
"""How long deliveries are kept after their notice expired, unless set. The privacy page says so."""
_ROWS_AT_ONCE = 10_000
_MICROSECOND = timedelta(microseconds=1)


class Outbox:
    """Notices and their deliveries. Moments are aware.

    A method is one transaction unless it says more.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def post(self, notice: NewNotice, now: datetime) -> Notice:
        """Store a notice and return it.

        Idempotent: a notice that is stored under this key already stays as it is.
        """
        async with self._database.transaction() as tx:
            await tx.execute(
                _SQL["post"],
                key=notice.key,
                kind=notice.kind,
                subject=notice.subject,
                lead=notice.lead,
                hours=notice.hours,
                begins=day_to_text(notice.begins),
                expires_at=to_text(notice.expires_at),
                payload=notice.payload,
                now=to_text(now),
            )
            [row] = await tx.fetch_all(_SQL["by_key"], key=notice.key)
        return read_notice(row)

    async def find(self, key: str) -> Notice | None:
        """Return the notice with this key, or None."""
        row = await self._database.fetch_one(_SQL["by_key"], key=key)
        return None if row is None else read_notice(row)

    async def address(self, notice_id: int, chat_ids: Iterable[int], priority: int, due_at: datetime) -> int:
        """Add a pending delivery of a notice for each chat. Return how many are new. Idempotent."""
        due = to_text(due_at)
        rows: list[dict[str, Value]] = [
            {"notice_id": notice_id, "chat_id": chat_id, "rank": priority, "due_at": due}
            for chat_id in chat_ids
        ]
        async with self._database.transaction() as tx:
            return await tx.execute_many(_SQL["address"], rows)

    async def claim(
        self, now: datetime, lease_until: datetime, how_many: int, planned: datetime | None = None
    ) -> list[Claimed]:
        """Lease all that is due for the first chats of the queue, in the order of sending.

        At most how_many deliveries decide which chats those are. planned is how far digests are planned, by
        default through now. Parts of a digest that fall due later stay pending, for the rest of it may be
        missing.
        """
        moment, through = to_text(now), to_text(planned or now)

        def lease_due(steps: Steps) -> tuple[str, list[Row]]:
            lease = _lease_of_its_own(steps, lease_until)
            steps.execute(_SQL["claim"], now=moment, planned=through, how_many=how_many, lease_until=lease)
            [leased] = steps.fetch_all(_SQL["leased"], lease_until=lease)
            # apart from the deliveries, for thousands of them may share one long text
            return leased["claimed"], steps.fetch_all(_SQL["leased_notices"], lease_until=lease)

        claimed, notice_rows = await self._database.write_at_once(lease_due)
        notices = {row["id"]: read_notice(row) for row in notice_rows}
        return _in_order_of_sending(json.loads(claimed), notices)

    async def write(self, entries: Sequence[Entry]) -> None:
        """Write outcomes of claimed deliveries, all or none. Skip deliveries without a lease."""
        settled = [settled_values(one) for one in entries if isinstance(one, Settled)]
        postponed = [postponed_row(one) for one in entries if isinstance(one, Postponed)]
        handed_back = [delivery_row(one) for one in entries if isinstance(one, HandedBack)]
        # not escaped, so that SQLite refuses what no column can hold
        outcomes = json.dumps(settled, ensure_ascii=False)

        def write_outcomes(steps: Steps) -> None:
            # settled deliveries first: an end outweighs a retry of the same delivery in one batch
            if settled:
                steps.execute(_SQL["settle"], outcomes=outcomes)
            steps.execute_many(_SQL["postpone"], postponed)
            steps.execute_many(_SQL["hand_back"], handed_back)

        await self._database.write_at_once(write_outcomes)

    async def lapsed(self, before: datetime) -> list[Lapsed]:
        """Return the claims whose lease expired before a moment."""
        rows = await self._database.fetch_all(_SQL["lapsed"], before=to_text(before))
        return [read_lapsed(row) for row in rows]

    async def void_chat(self, chat_id: int, reason: str) -> int:
        """Void all pending deliveries of a chat. Return how many."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["void_chat"], chat_id=chat_id, outcome=reason)

    async def hold(self, notice_id: int) -> int:
        """Hold the pending deliveries of a notice. Return how many. In chunks."""
        return await self._change_state(notice_id, DeliveryState.PENDING, DeliveryState.HELD)

    async def resume(self, notice_id: int) -> int:
        """Make the held deliveries of a notice pending again. Return how many. In chunks."""
        return await self._change_state(notice_id, DeliveryState.HELD, DeliveryState.PENDING)

    async def cancel(self, notice_id: int) -> int:
        """Void the held and pending deliveries of a notice. Return how many. In chunks."""
        held = await self._change_state(notice_id, DeliveryState.HELD, DeliveryState.VOID)
        return held + await self._change_state(notice_id, DeliveryState.PENDING, DeliveryState.VOID)

    async def counts(self, notice_id: int) -> dict[DeliveryState, int]:
        """Return how many deliveries of a notice are in each state that occurs.

        FAILED includes those that wait because the chat takes no messages at present.
        """
        counts: Counter[DeliveryState] = Counter()
        # in chunks: a million rows take a quarter of a second, in which no other read would be answered
        async for after, last in chunks(self._database, _SQL["chunk"], _ROWS_AT_ONCE, notice_id=notice_id):
            rows = await self._database.fetch_all(_SQL["counts"], notice_id=notice_id, after=after, last=last)
            counts.update({DeliveryState(row["state"]): row["deliveries"] for row in rows})
        return dict(counts)

    async def counts_by_kind(self, since: datetime) -> dict[NoticeKind, dict[DeliveryState, int]]:
        """Return by kind and state how many deliveries belong to notices made since a moment.

        They may be millions, so no other reader waits for the count.
        """
        found: dict[NoticeKind, dict[DeliveryState, int]] = {}
        rows = await self._database.read_aside(
            lambda steps: steps.fetch_all(_SQL["counts_by_kind"], since=to_text(since))
        )
        for row in rows:
            found.setdefault(NoticeKind(row["kind"]), {})[DeliveryState(row["state"])] = row["deliveries"]
        return found

    async def was_told(self, notice_id: int, chat_id: int) -> bool:
        """Return whether an earlier message has told a chat what a notice of a change says."""
        row = await self._database.fetch_one(_SQL["was_told"], notice_id=notice_id, chat_id=chat_id)
        return row is not None and bool(row["told"])

    async def is_addressed(self, key: str, chat_id: int) -> bool:
        """Return whether the notice with this key is planned for a chat already, or sent."""
        row = await self._database.fetch_one(_SQL["is_addressed"], key=key, chat_id=chat_id)
        return row is not None and bool(row["addressed"])

    async def deliveries(self, notice_id: int) -> list[Delivery]:
        """Return every delivery of a notice, by chat."""
        rows = await self._database.fetch_all(_SQL["of_notice"], notice_id=notice_id)
        return [read_delivery(row) for row in rows]

    async def queue(self, now: datetime) -> Queue:
        """Return how much is due and not sent, for health and diagnosis."""
        row = await self._database.fetch_one(_SQL["backlog"], now=to_text(now))
        return Queue() if row is None else Queue(row["due"], optional_from_text(row["oldest"]))

    async def next_due(self) -> datetime | None:
        """Return when the next pending delivery falls due, or fell. None if nothing is pending."""
        row = await self._database.fetch_one(_SQL["next_due"])
        return None if row is None else optional_from_text(row["due_at"])

    async def pay(self, month: str, tenths: int, most: int) -> bool:
        """Reserve tenths of a Star for paid broadcasts of a month such as «2026-11».

        Returns False, with nothing done, if the month would cost more than most.
        """
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["pay"], month=month, tenths=tenths, most=most) == 1

    async def paid(self, month: str) -> int:
        """Return what is reserved for paid broadcasts of a month, in tenths of a Star."""
        row = await self._database.fetch_one(_SQL["paid"], month=month)
        return 0 if row is None else int(row["tenths"])

    async def purge(self, expired_before: datetime) -> int:
        """Delete what expired before a moment. Return how many deliveries. In slices.

        purged_before() tells of it before the first row is gone.
        """
        moment = to_text(expired_before)
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["mark_purged"], expired_before=moment)
        )
        removed = await delete_in_slices(self._database, _SQL["purge_deliveries"], expired_before=moment)
        await delete_in_slices(self._database, _SQL["purge_notices"], expired_before=moment)
        return removed

    async def purged_before(self) -> datetime | None:
        """Return up to which expiry deliveries are purged. None before the first purge."""
        row = await self._database.fetch_one(_SQL["purged_before"])
        return None if row is None else optional_from_text(row["before"])

    async def _change_state(self, notice_id: int, before: DeliveryState, after: DeliveryState) -> int:
        changed = 0
        while True:
            async with self._database.transaction() as tx:
                rows = await tx.execute(
                    _SQL["change_state"],
                    notice_id=notice_id,
                    before=before,
                    after=after,
                    how_many=_ROWS_AT_ONCE,
                )
            if rows == 0:
                return changed
            changed += rows


def _lease_of_its_own(steps: Steps, until: datetime) -> str:
    """Return a lease until a moment, some microseconds longer if another claim has that one."""
    while steps.fetch_all(_SQL["is_leased"], lease_until=to_text(until))[0]["taken"]:
        until += _MICROSECOND
    return to_text(until)


def _in_order_of_sending(claimed: Iterable[list[Any]], notices: Mapping[int, Notice]) -> list[Claimed]:
    """Return deliveries from lists of [rank, due at, chat, notice, attempts, doubtful, message]."""
    ordered = sorted(claimed, key=lambda one: (*one[:3], day_to_text(notices[one[3]].begins) or "", one[3]))
    return [
        Claimed(notices[notice_id], chat_id, attempts, bool(doubtful), message_id)
        for _, _, chat_id, notice_id, attempts, doubtful, message_id in ordered
    ]
