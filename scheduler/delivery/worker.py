"""The outbox: claim, render, send, record. Safe to cut at any await."""

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Generic

from data.store.notices import Claimed, Lapsed
from data.store.outbox import Outbox
from data.store.sqlite.errors import StoreError
from scheduler.briefing import Briefing, Snapshot
from scheduler.clock import Clock
from scheduler.delivery.batch import LONGEST_PAUSE, Batch, Ready, Report
from scheduler.delivery.chat_sending import OnFailure, ParcelSender
from scheduler.delivery.ports import Connection, M
from scheduler.delivery.retry_policy import lapsed_entry, untouched_entry
from scheduler.delivery.sending import NoticeSender
from scheduler.planned_until import Horizon

logger = logging.getLogger(__name__)

SENDERS = 10
"""Enough for the free pace when an answer takes a third of a second; few, so that an outage is cheap."""

# Chats claimed at once for each sender: a second of sending or less, so that the more urgent get their turn,
# and a process that dies again and again has few of them in hand each time.
_CLAIMED = 2
# Longer than a send may take. Claims are taken back between rounds only, when none of our senders has any.
LEASE = timedelta(minutes=10)
_FOR_EVER = datetime.max.replace(tzinfo=UTC)
_IDLE_SECONDS = 1.0
_STORE_SECONDS = 5.0


class DeliveryWorker(Generic[M]):
    """Sends what is due with a fixed number of senders, each of which waits until its outcome is written.

    A kill loses nothing. What had left and was not yet written down is sent again: at most one message of
    each sender, whether Telegram had answered it or not.
    """

    def __init__(
        self,
        outbox: Outbox,
        briefing: Briefing,
        notice_sender: NoticeSender[M],
        clock: Clock,
        senders: int = SENDERS,
        horizon: Horizon | None = None,
    ) -> None:
        """horizon says how far digests are planned; without one everything always is."""
        self._ledger = outbox
        self._briefing = briefing
        self._postman = notice_sender
        self._recorder = notice_sender.recorder
        self._clock = clock
        self._senders = senders
        self._horizon = horizon
        self._sender = ParcelSender(briefing, notice_sender)
        self._claiming = asyncio.Lock()
        self._wake = asyncio.Event()
        self._stopping = asyncio.Event()
        self._connection: Connection | None = None
        self._is_held = False
        self._recovered = False
        self._failures = 0
        self._stumbles = 0

    def report_to(self, on_failure: OnFailure) -> None:
        """Tell somebody of what had to be set aside."""
        self._sender.on_failure = on_failure

    def watch(self, connection: Connection) -> None:
        """Send one message at a time as a probe while this says that Telegram is away."""
        self._connection = connection

    def wake(self) -> None:
        """Something may be due: do not wait for the next look."""
        self._wake.set()

    def hold(self) -> None:
        """Send nothing until resume(). Hand back what has not left, record what has."""
        self._is_held = True
        self._postman.departures.recall()

    def resume(self) -> None:
        """Send what is due again."""
        self._is_held = False
        self._postman.departures.release()
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver what falls due until stop is set; then finish what has left and hand the rest back."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch(stop))
            while not self._stopping.is_set():
                self._wake.clear()
                await self._rest(await self._round())
        await self._write_the_last()

    async def recover(self) -> None:
        """Take back every claim there is. To be called at the start, when no other process sends."""
        # whatever they say: the clock of the process that made them may have been ahead
        await self._take_back(await self._ledger.lapsed(_FOR_EVER))

    async def deliver_due(self) -> Report:
        """One round: everything that is due, until nothing is or the channel fails.

        While the channel is known to be down, a round is one probe. Raises the store's errors, in a group, as
        soon as everything that has left is answered: nobody is cut for a neighbour's trouble.
        """
        await self._recorder.record(())
        await self._take_back(await self._ledger.lapsed(self._clock.now()))
        is_away = self._connection is not None and self._connection.is_away
        ride = Batch(probe=is_away or self._failures > 0)
        if not self._is_held:
            self._postman.departures.release()
        try:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(1 if ride.probe else self._senders):
                    tasks.create_task(self._send_parcels(ride))
        finally:
            self._recorder.owe(untouched_entry(one, one.chat_id) for one in ride.left())
            await self._record_the_rest(ride)
        if ride.errors:
            raise ExceptionGroup("a round of delivery", ride.errors)
        self._failures = ride.failures(self._failures)
        if setbacks := ride.report.setbacks():
            logger.info("not told: %s", setbacks)
        return ride.report

    async def _send_parcels(self, ride: Batch) -> None:
        try:
            while (ready := await self._next_parcel(ride)) is not None:
                try:
                    await self._sender.send(ready, ride)
                finally:
                    ride.busy -= 1
                    if not ride.busy:
                        # a caller that waits for news need not wait for this round any more
                        self._wake.set()
        except Exception as error:  # noqa: BLE001 - raised when the others have finished what has left
            self._break_off(ride, error)

    def _break_off(self, ride: Batch, error: Exception) -> None:
        ride.errors.append(error)
        self._postman.departures.recall()
        self._wake.set()

    async def _record_the_rest(self, ride: Batch) -> None:
        try:
            await self._recorder.record(())
        except StoreError as error:
            # what is owed is written by the next round, before anything else
            ride.errors.append(error)

    def _may_begin(self, ride: Batch) -> bool:
        return not (ride.is_over or self._is_held or self._stopping.is_set())

    async def _next_parcel(self, ride: Batch) -> Ready | None:
        if self._may_begin(ride) and (ready := ride.hand_out()) is not None:
            return ready
        async with self._claiming:
            while self._may_begin(ride):
                if (ready := ride.hand_out()) is not None:
                    return ready
                if not await self._stock_up(ride):
                    return None
        return None

    async def _stock_up(self, ride: Batch) -> bool:
        """Claim more, or make what is claimed ready; False when this round needs no further sender."""
        if ride.parcels:
            await self._make_ready(ride)
        elif not ride.exhausted:
            ride.take(await self._claim(1 if ride.probe else self._senders * _CLAIMED))
        elif ride.busy and not ride.probe:
            # a slow one must not keep what falls due meanwhile waiting
            await self._rest(0)
            self._wake.clear()
            ride.exhausted = False
        else:
            return False
        return True

    async def _make_ready(self, ride: Batch) -> None:
        """Read together what must be known of as many as are soon on their way."""
        chat_ids = [parcel.chat_id for parcel in ride.next(self._senders)]
        brief: Snapshot | None = None
        try:
            brief = await self._briefing.read(chat_ids)
        except StoreError:
            raise
        except Exception:
            # one of them; each for itself, then, so that the others are told
            logger.exception("chats cannot be read together")
        ride.brief(len(chat_ids), brief)

    async def _claim(self, how_many: int) -> list[Claimed]:
        now = self._clock.now()
        planned = self._horizon.through(now) if self._horizon is not None else now
        return await self._ledger.claim(now, now + LEASE, how_many, planned)

    async def _take_back(self, lapsed: list[Lapsed]) -> None:
        if lapsed:
            logger.warning("%d deliveries were cut short and are tried again", len(lapsed))
            now = self._clock.now()
            await self._recorder.record([lapsed_entry(one, now) for one in lapsed])

    async def _write_the_last(self) -> None:
        """Try once more to write what the last round could not."""
        try:
            await self._recorder.record(())
        except StoreError:
            logger.exception("%d outcomes are not written down and are tried again", self._recorder.owed)

    async def _watch(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._stopping.set()
        self._wake.set()
        self._postman.departures.close()

    async def _round(self) -> float:
        """One round; how many seconds to pause after it, 0 when it went well."""
        pause = 0.0
        try:
            if not self._recovered:
                await self.recover()
                self._recovered = True
            pause = (await self.deliver_due()).pause
            self._stumbles = 0
        except* StoreError:
            # a full disk, say: nothing is lost, and sending without a record would be worse than waiting
            logger.exception("the ledger cannot be worked on")
            pause = _STORE_SECONDS
        except* Exception:
            # a mistake of ours outside any letter: the next round may do better, but not at once
            logger.exception("a round of delivery has failed")
            self._stumbles += 1
            pause = max(pause, min(LONGEST_PAUSE, 2.0 ** min(self._stumbles, 10)))
        return pause

    async def _rest(self, pause: float) -> None:
        awaited = self._stopping if pause else self._wake
        with suppress(TimeoutError):
            async with asyncio.timeout(pause or _IDLE_SECONDS):
                await awaited.wait()
