"""The outbox: claim, render, send, record. Safe to cut at any await."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Generic

from data.store.errors import StoreError
from data.store.ledger import Ledger
from data.store.notices import Claimed, DeliveryState, Lapsed
from scheduler.briefing import Brief, Briefing
from scheduler.clock import Clock
from scheduler.entries import failed_entry, lapsed_entry, ruling_entry, untouched_entry
from scheduler.horizon import Horizon
from scheduler.postman import Handed, Postman
from scheduler.relevance import Ruling
from scheduler.rendering import M
from scheduler.rounds import LONGEST_PAUSE, Ready, Report, Round

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

OnFailure = Callable[[Sequence[Claimed], Exception], Awaitable[object]]
"""Told of deliveries that were set aside because our own work on them has failed."""


class Delivery(Generic[M]):
    """Sends what is due with a fixed number of senders, each of which waits until its outcome is written.

    A kill loses nothing and sends again at most what had left without its outcome being written: one message
    of each sender.
    """

    def __init__(
        self,
        ledger: Ledger,
        briefing: Briefing,
        postman: Postman[M],
        clock: Clock,
        senders: int = SENDERS,
        horizon: Horizon | None = None,
    ) -> None:
        """horizon says how far digests are planned; without one everything always is."""
        self._ledger = ledger
        self._briefing = briefing
        self._postman = postman
        self._recorder = postman.recorder
        self._clock = clock
        self._senders = senders
        self._horizon = horizon
        self._on_failure: OnFailure | None = None
        self._claiming = asyncio.Lock()
        self._wake = asyncio.Event()
        self._stopping = asyncio.Event()
        self._recovered = False
        self._failures = 0
        self._stumbles = 0

    def report_to(self, on_failure: OnFailure) -> None:
        """Tell somebody of what had to be set aside."""
        self._on_failure = on_failure

    def wake(self) -> None:
        """Something may be due: do not wait for the next look."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver what falls due until stop is set; then finish what has left and hand the rest back."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch(stop))
            while not self._stopping.is_set():
                self._wake.clear()
                await self._rest(await self._round())

    async def recover(self) -> None:
        """Take back every claim there is. To be called at the start, when no other process sends."""
        # whatever they say: the clock of the process that made them may have been ahead
        await self._take_back(await self._ledger.lapsed(_FOR_EVER))

    async def deliver_due(self) -> Report:
        """One round: everything that is due, until nothing is or the channel fails.

        While the channel is known to be down, a round is one probe. Raises the store's errors, in a group.
        """
        await self._recorder.record(())
        await self._take_back(await self._ledger.lapsed(self._clock.now()))
        ride = Round(probe=self._failures > 0)
        try:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(1 if ride.probe else self._senders):
                    tasks.create_task(self._send_parcels(ride))
        finally:
            self._recorder.owe(untouched_entry(one, one.chat_id) for one in ride.left())
            await self._recorder.record(())
        self._failures = ride.failures(self._failures)
        if setbacks := ride.report.setbacks():
            logger.info("not told: %s", setbacks)
        return ride.report

    async def _send_parcels(self, ride: Round) -> None:
        while (ready := await self._next_parcel(ride)) is not None:
            try:
                await self._deliver(ready, ride)
            finally:
                ride.busy -= 1
                if not ride.busy:
                    # whoever waits for news need not wait for this round any more
                    self._wake.set()

    async def _next_parcel(self, ride: Round) -> Ready | None:
        if not (ride.down or self._stopping.is_set()) and (ready := ride.hand_out()) is not None:
            return ready
        async with self._claiming:
            while not (ride.down or self._stopping.is_set()):
                if (ready := ride.hand_out()) is not None:
                    return ready
                if not await self._stock_up(ride):
                    return None
        return None

    async def _stock_up(self, ride: Round) -> bool:
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

    async def _make_ready(self, ride: Round) -> None:
        """Read together what must be known of as many as are soon on their way."""
        chat_ids = [parcel.chat_id for parcel in ride.next(self._senders)]
        brief: Brief | None = None
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

    async def _deliver(self, ready: Ready, ride: Round) -> None:
        parcel, brief, handed = ready.parcel, ready.brief, Handed(None)
        for place, letter in enumerate(parcel.letters):
            try:
                if place or brief is None:
                    # the letter before it may have taken long
                    brief = await self._briefing.read([handed.home(letter[0])])
                if not place:
                    handed = Handed(brief.recipients.get(parcel.chat_id))
                if handed.gone is not None or handed.pause:
                    handed = _kept_back(letter, handed)
                else:
                    handed = await self._postman.hand_over(letter, handed.recipient, brief.agenda)
            except StoreError:
                # what nobody knows to have left is told when the store works again
                rest = [one for left in parcel.letters[place:] for one in left]
                self._recorder.owe(untouched_entry(one, handed.home(one)) for one in rest)
                raise
            except Exception as error:  # noqa: BLE001 - a mistake of ours must not stop the others
                handed = await self._set_aside(letter, handed, error)
            ride.note(handed)
            await self._recorder.record(handed.entries, ride.busy)

    async def _set_aside(self, letter: Sequence[Claimed], handed: Handed, error: Exception) -> Handed:
        logger.error("notices %s are set aside", [one.notice.id for one in letter], exc_info=error)
        failed = Handed(handed.recipient, gone=handed.gone, pause=handed.pause, held=handed.held)
        failed.entries += [failed_entry(one, handed.home(one), error) for one in letter]
        if self._on_failure is not None:
            try:
                await self._on_failure(letter, error)
            except Exception:
                # the letter is safe and logged; telling about it is a courtesy that may fail itself
                logger.exception("nobody could be told of %s", type(error).__name__)
        return failed

    async def _take_back(self, lapsed: list[Lapsed]) -> None:
        if lapsed:
            logger.warning("%d deliveries were cut short and are tried again", len(lapsed))
            now = self._clock.now()
            await self._recorder.record([lapsed_entry(one, now) for one in lapsed])

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


def _kept_back(letter: Sequence[Claimed], before: Handed) -> Handed:
    """What comes of a letter to a chat that has just been found gone, or that nothing gets through to now."""
    kept = Handed(before.recipient, gone=before.gone, pause=before.pause, held=before.held)
    for one in letter:
        if before.gone is not None:
            ruling = Ruling(DeliveryState.VOID, before.gone.reason)
            kept.entries.append(ruling_entry(one, before.home(one), ruling))
        else:
            kept.entries.append(untouched_entry(one, before.home(one)))
    return kept
