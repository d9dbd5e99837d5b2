"""The worker of the outbox: claim, render, send, record. Safe to cancel at any await."""

import asyncio
import logging
from contextlib import suppress
from typing import Generic

from data.store.outbox import Outbox
from data.store.sqlite.errors import StoreError
from scheduler.clock import Clock
from scheduler.delivery import retry_policy
from scheduler.delivery.batch import Batch, ReadyChat, Report
from scheduler.delivery.chat_sending import ChatSender, OnDeliveryQuarantine, OnResults
from scheduler.delivery.claiming import Claims
from scheduler.delivery.group_commit import GroupCommit
from scheduler.delivery.ports import M, TelegramStatus
from scheduler.delivery.sending import NoticeSender
from scheduler.delivery.snapshot import Snapshot, SnapshotReader
from scheduler.planned_until import Horizon

logger = logging.getLogger(__name__)

SENDERS = 10
"""Enough for 30 messages a second when an answer takes a third of a second, and few enough for an outage."""

# Chats claimed at once for each sender: a second of sending or less, so that urgent notices get their turn,
# and a process that dies again and again has claimed few of them each time.
_CHATS_FOR_EACH_SENDER = 2
_IDLE_SECONDS = 1.0


class DeliveryWorker(Generic[M]):
    """Sends what is due with a fixed number of senders.

    Each sender waits until its outcome is committed. A kill loses nothing. What had left and was not yet
    committed is sent again: at most one message of each sender, whether Telegram had answered it or not.
    """

    def __init__(
        self,
        outbox: Outbox,
        snapshots: SnapshotReader,
        notice_sender: NoticeSender[M],
        clock: Clock,
        senders: int = SENDERS,
        horizon: Horizon | None = None,
    ) -> None:
        """Deliver from the outbox.

        horizon says how far digests are planned (None: always far enough).
        """
        self._snapshots = snapshots
        self._in_flight = notice_sender.in_flight
        self._senders = senders
        self._commit = GroupCommit(outbox)
        self._claims = Claims(outbox, self._commit, clock, horizon)
        self._chat_sender = ChatSender(snapshots, notice_sender, self._commit, clock)
        self._claiming = asyncio.Lock()
        self._wake = asyncio.Event()
        self._stopping = asyncio.Event()
        self._telegram: TelegramStatus | None = None
        self._is_held = False
        self._is_recovered = False
        self._failed_batches = 0
        self._errors = 0

    def report_to(self, on_quarantine: OnDeliveryQuarantine) -> None:
        """Report deliveries that come into quarantine to this callback."""
        self._chat_sender.on_quarantine = on_quarantine

    def count_with(self, on_results: OnResults) -> None:
        """Tell this callback what becomes of deliveries."""
        self._chat_sender.on_results = on_results

    def watch(self, telegram: TelegramStatus) -> None:
        """Send one message at a time as a probe while this says that Telegram is away."""
        self._telegram = telegram

    def wake(self) -> None:
        """Look at once whether anything is due."""
        self._wake.set()

    def hold(self) -> None:
        """Send nothing until resume(). Hand back what has not left, record what has."""
        self._is_held = True
        self._in_flight.recall()

    def resume(self) -> None:
        """Send what is due again."""
        self._is_held = False
        self._in_flight.release()
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver what falls due until stop is set.

        Then finish what has left and hand the rest back.
        """
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._close_at(stop))
            while not self._stopping.is_set():
                self._wake.clear()
                await self._rest(await self._deliver_or_pause())
        await self._flush_at_stop()

    async def recover(self) -> None:
        """Take back every claim. To be called at the start, when no other process sends."""
        await self._claims.take_back_all()

    async def deliver_due(self) -> Report:
        """Deliver one batch: everything that is due, until nothing is or the channel fails.

        While the channel is known to be down, a batch is one probe. Raises the errors of the store, in a
        group, as soon as everything that has left is answered: no sender is cancelled for another's error.
        """
        await self._commit.flush()
        await self._claims.take_back_lapsed()
        is_away = self._telegram is not None and self._telegram.is_away
        batch = Batch(probe=is_away or self._failed_batches > 0)
        if not self._is_held:
            self._in_flight.release()
        try:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(await self._claim_first(batch)):
                    tasks.create_task(self._send_chats(batch))
        finally:
            self._commit.defer(retry_policy.hand_back(batch.not_taken()))
            await self._flush(batch)
        if batch.errors:
            raise ExceptionGroup("a batch of delivery", batch.errors)
        self._failed_batches = batch.failed_batches(self._failed_batches)
        if failures := batch.report.failures():
            logger.info("not sent: %s", failures)
        return batch.report

    async def _claim_first(self, batch: Batch) -> int:
        """Claim what is due. Return how many senders it is for: none where nothing is."""
        try:
            async with self._claiming:
                if self._may_begin(batch):
                    await self._fill(batch)
        except Exception as error:  # noqa: BLE001 - raised like the error of a sender
            self._break_off(batch, error)
        senders = 1 if batch.probe else self._senders
        return senders if batch.claimed else 0

    async def _send_chats(self, batch: Batch) -> None:
        try:
            while (ready := await self._next_chat(batch)) is not None:
                try:
                    await self._chat_sender.send(ready, batch)
                finally:
                    batch.busy -= 1
                    if not batch.busy:
                        # A sender that waits for new deliveries need not wait for this batch any more.
                        self._wake.set()
        except Exception as error:  # noqa: BLE001 - raised when the other senders have finished what has left
            self._break_off(batch, error)

    def _break_off(self, batch: Batch, error: Exception) -> None:
        batch.errors.append(error)
        self._in_flight.recall()
        self._wake.set()

    async def _flush(self, batch: Batch) -> None:
        try:
            await self._commit.flush()
        except StoreError as error:
            # The next batch writes what waits before anything else.
            batch.errors.append(error)

    def _may_begin(self, batch: Batch) -> bool:
        return not (batch.is_over or self._is_held or self._stopping.is_set())

    async def _next_chat(self, batch: Batch) -> ReadyChat | None:
        if self._may_begin(batch) and (ready := batch.take_ready()) is not None:
            return ready
        async with self._claiming:
            while self._may_begin(batch):
                if (ready := batch.take_ready()) is not None:
                    return ready
                if not await self._fill(batch):
                    return None
        return None

    async def _fill(self, batch: Batch) -> bool:
        """Claim more, or read a snapshot for what is claimed.

        Return False where there is no more to do.
        """
        if batch.claimed:
            await self._make_ready(batch)
        elif not batch.is_exhausted:
            chats = 1 if batch.probe else self._senders * _CHATS_FOR_EACH_SENDER
            batch.add(await self._claims.claim(chats))
        elif batch.busy and not batch.probe:
            # A slow sender must not keep waiting what falls due meanwhile.
            await self._rest(0)
            self._wake.clear()
            batch.is_exhausted = False
        else:
            return False
        return True

    async def _make_ready(self, batch: Batch) -> None:
        """Read one snapshot for as many chats as there are senders."""
        chat_ids = batch.next_chats(self._senders)
        snapshot: Snapshot | None = None
        try:
            snapshot = await self._snapshots.read(chat_ids)
        except StoreError:
            raise
        except Exception:
            # One chat is the cause. Each is read alone, then, so that the others get their messages.
            logger.exception("chats cannot be read together")
        batch.make_ready(len(chat_ids), snapshot)

    async def _flush_at_stop(self) -> None:
        """Try once more to write what the last batch could not."""
        try:
            await self._commit.flush()
        except StoreError:
            logger.exception("%d outcomes are not written down and are tried again", self._commit.unwritten)

    async def _close_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._stopping.set()
        self._wake.set()
        self._in_flight.close()

    async def _deliver_or_pause(self) -> float:
        """Deliver one batch. Return how many seconds to pause after it, 0 when it went well."""
        pause = 0.0
        try:
            if not self._is_recovered:
                await self.recover()
                self._is_recovered = True
            pause = (await self.deliver_due()).pause
            self._errors = 0
        except* StoreError:
            # A full disk, for instance. Nothing is lost.
            logger.exception("the outbox cannot be worked on")
            pause = retry_policy.STORE_PAUSE
        except* Exception:
            # An error of ours outside any message. The next batch may do better, but not at once.
            logger.exception("a batch of delivery has failed")
            self._errors += 1
            pause = max(pause, retry_policy.error_pause(self._errors))
        return pause

    async def _rest(self, pause: float) -> None:
        awaited = self._stopping if pause else self._wake
        with suppress(TimeoutError):
            async with asyncio.timeout(pause or _IDLE_SECONDS):
                await awaited.wait()
