"""Send the message groups of one chat, and commit each result before the next group is sent."""

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Generic

from data.store.notices import Claimed, DeliveryState, Entry
from data.store.sqlite.errors import StoreError
from scheduler.clock import Clock
from scheduler.delivery import retry_policy
from scheduler.delivery.batch import Batch, ReadyChat
from scheduler.delivery.eligibility import Rejection
from scheduler.delivery.group_commit import GroupCommit
from scheduler.delivery.grouping import MessageGroup
from scheduler.delivery.outcomes import Gone, Held, is_channel_down
from scheduler.delivery.ports import M
from scheduler.delivery.results import DeliveryResult, Result, Unrendered
from scheduler.delivery.sending import NoticeSender
from scheduler.delivery.snapshot import Snapshot, SnapshotReader

logger = logging.getLogger(__name__)

OnDeliveryQuarantine = Callable[[Sequence[Claimed], Exception], Awaitable[object]]
"""Called with deliveries that are in quarantine because our own work on them has failed."""

OnResults = Callable[[Sequence[DeliveryResult], Sequence[Entry]], object]
"""Called with what became of deliveries, and the rows they become."""


class ChatSender(Generic[M]):
    """Sends one chat's message groups one after the other."""

    def __init__(
        self, snapshots: SnapshotReader, notice_sender: NoticeSender[M], commit: GroupCommit, clock: Clock
    ) -> None:
        self._snapshots = snapshots
        self._notice_sender = notice_sender
        self._commit = commit
        self._clock = clock
        self.on_quarantine: OnDeliveryQuarantine | None = None
        self.on_results: OnResults | None = None

    async def send(self, ready: ReadyChat, batch: Batch) -> None:
        """Send the chat's messages. On return all results are committed.

        Raises StoreError. The results so far then wait for the next commit, and the rest is handed back: no
        delivery stays claimed until its lease runs out.
        """
        groups, snapshot = deque(ready.chat_batch.groups), ready.snapshot
        try:
            while groups:
                results, apart = _set_apart(await self._send_group(groups[0], snapshot))
                groups.popleft()
                groups.extendleft(reversed(apart))
                if groups:
                    results = _follow_up(results, groups)
                await self._record(results, batch)
                # The message may have taken long.
                snapshot = None
        except StoreError:
            self._commit.defer(retry_policy.hand_back(one for group in groups for one in group))
            raise

    async def _record(self, results: Sequence[DeliveryResult], batch: Batch) -> None:
        now = self._clock.now()
        entries = [retry_policy.entry(delivery, result, now) for delivery, result in results]
        batch.count(results, entries)
        if self.on_results is not None:
            self.on_results(results, entries)
        await self._commit.write(entries, batch.busy)

    async def _send_group(self, group: MessageGroup, snapshot: Snapshot | None) -> list[DeliveryResult]:
        try:
            snapshot = snapshot or await self._snapshots.read([group[0].chat_id])
            return await self._notice_sender.send(group, snapshot)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - an error of ours must not stop the other chats
            return await self._quarantine(group, error)

    async def _quarantine(self, group: MessageGroup, error: Exception) -> list[DeliveryResult]:
        logger.error("notices %s are in quarantine", [one.notice.id for one in group], exc_info=error)
        if self.on_quarantine is not None:
            try:
                await self.on_quarantine(group, error)
            except Exception:
                # The deliveries are stored and logged all the same.
                logger.exception("%s could not be reported", type(error).__name__)
        rejection = Rejection(DeliveryState.FAILED, f"error: {type(error).__name__}")
        return [DeliveryResult(one, rejection) for one in group]


def _set_apart(results: list[DeliveryResult]) -> tuple[list[DeliveryResult], list[MessageGroup]]:
    """Take out the deliveries that cannot be rendered in one message.

    Return each as a group of its own.
    """
    apart = [one.delivery for one in results if isinstance(one.outcome, Unrendered)]
    if len(apart) < 2:
        return results, []
    rest = [one for one in results if not isinstance(one.outcome, Unrendered)]
    return rest, [(one,) for one in apart]


def _follow_up(results: list[DeliveryResult], groups: deque[MessageGroup]) -> list[DeliveryResult]:
    """Apply the results to the chat's other groups, in place.

    The chat may have a new id, or sending to it may have ended. Return the results, with those of the groups
    that are not sent any more.
    """
    for delivery, outcome in results:
        if delivery.chat_id != groups[0][0].chat_id:
            moved = [tuple(replace(one, chat_id=delivery.chat_id) for one in group) for group in groups]
            groups.clear()
            groups.extend(moved)
        if (end := _end_of_sending(outcome)) is not None:
            rest = [DeliveryResult(one, end) for group in groups for one in group]
            groups.clear()
            return results + rest
    return results


def _end_of_sending(outcome: Result) -> Result | None:
    if isinstance(outcome, Gone):
        return Rejection(DeliveryState.VOID, outcome.reason)
    return Held() if is_channel_down(outcome) else None
