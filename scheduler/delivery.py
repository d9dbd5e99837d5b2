"""The outbox: claim, render, send, record. Safe to cut at any await."""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Generic

from data.store.chats import Chats
from data.store.errors import StoreError
from data.store.ledger import Ledger
from data.store.notices import Claimed, DeliveryState, Entry, HandedBack, Lapsed, Postponed, Settled
from scheduler.clock import Clock
from scheduler.entries import ruling_entry, untouched_entry
from scheduler.parcels import Parcel, pack
from scheduler.postman import Handed, Postman
from scheduler.recording import Recorder
from scheduler.relevance import Ruling
from scheduler.rendering import M

logger = logging.getLogger(__name__)

SENDERS = 16
# Chats claimed at once: a few seconds of sending, so that what is more urgent soon gets its turn.
BATCH = 64
# Longer than a send may take. Claims are taken back between rounds only, when none of our senders has any.
LEASE = timedelta(minutes=10)
_IDLE_SECONDS = 1.0
_STORE_SECONDS = 5.0
_LONGEST_PAUSE = 60.0
# What was in hand at so many deaths of the process is suspected of being their cause.
_DEATHS = 3
_SUSPECT_WAIT = timedelta(minutes=10)


@dataclass(slots=True)
class Report:
    """What one round did: deliveries by state («pending»: postponed), messages sent, seconds to pause.

    A pause is asked for when the channel is down, for nobody else would get through either.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    pause: float = 0.0


@dataclass(slots=True)
class _Round:
    probe: bool
    report: Report = field(default_factory=Report)
    parcels: deque[Parcel] = field(default_factory=deque)
    exhausted: bool = False
    answered: bool = False
    down: bool = False


class Delivery(Generic[M]):
    """Sends what is due with a fixed number of senders, each of which writes its outcome before it goes on.

    A kill loses nothing and sends again at most what the senders had in flight.
    """

    def __init__(
        self, ledger: Ledger, chats: Chats, postman: Postman[M], clock: Clock, senders: int = SENDERS
    ) -> None:
        self._ledger = ledger
        self._chats = chats
        self._postman = postman
        self._clock = clock
        self._senders = senders
        self._recorder = Recorder(ledger)
        self._claiming = asyncio.Lock()
        self._wake = asyncio.Event()
        self._stopping = asyncio.Event()
        self._failures = 0

    def wake(self) -> None:
        """Something may be due: do not wait for the next look."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver what falls due until stop is set; then finish what is being sent and hand the rest back."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch(stop))
            await self.recover()
            while not self._stopping.is_set():
                self._wake.clear()
                await self._rest(await self._round())

    async def recover(self) -> None:
        """Take back every claim there is. To be called at the start, when no other process sends."""
        # however far off its lease ends: the clock may have been ahead
        await self._take_back(await self._ledger.lapsed(datetime.max.replace(tzinfo=UTC)))

    async def deliver_due(self) -> Report:
        """One round: everything that is due, until nothing is or the channel fails.

        While the channel is known to be down, a round is one probe. Raises the store's errors, in a group.
        """
        await self._recorder.record(())
        await self._take_back(await self._ledger.lapsed(self._clock.now()))
        ride = _Round(probe=self._failures > 0)
        try:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(1 if ride.probe else self._senders):
                    tasks.create_task(self._send_parcels(ride))
        finally:
            left = [one for parcel in ride.parcels for one in parcel.claimed]
            await self._recorder.record([untouched_entry(one, one.chat_id) for one in left])
        self._count_failures(ride)
        return ride.report

    async def _send_parcels(self, ride: _Round) -> None:
        while (parcel := await self._next_parcel(ride)) is not None:
            await self._deliver(parcel, ride)

    async def _next_parcel(self, ride: _Round) -> Parcel | None:
        async with self._claiming:
            if ride.down or self._stopping.is_set():
                return None
            if not ride.parcels and not ride.exhausted:
                now = self._clock.now()
                claimed = await self._ledger.claim(now, now + LEASE, 1 if ride.probe else BATCH)
                ride.parcels.extend(pack(claimed))
                ride.exhausted = ride.probe or not claimed
            return ride.parcels.popleft() if ride.parcels else None

    async def _deliver(self, parcel: Parcel, ride: _Round) -> None:
        # read now and not when it was claimed: whoever has left meanwhile is not written to
        handed = Handed(await self._chats.get(parcel.chat_id))
        for letter in parcel.letters:
            if handed.gone is not None or handed.pause:
                handed = replace(handed, entries=tuple(_kept_back(letter, handed)), messages=0)
            else:
                handed = await self._postman.hand_over(letter, handed.chat)
            await self._record(handed, ride)

    async def _record(self, handed: Handed, ride: _Round) -> None:
        ride.report.outcomes.update(_state(entry) for entry in handed.entries)
        ride.report.messages += handed.messages
        ride.answered = ride.answered or handed.answered
        ride.down = ride.down or handed.pause
        await self._recorder.record(handed.entries)
        if any(isinstance(entry, HandedBack) for entry in handed.entries):
            # what did not fit into one message is due again at once
            ride.exhausted = ride.probe

    def _count_failures(self, ride: _Round) -> None:
        if ride.down:
            self._failures += 1
            ride.report.pause = min(_LONGEST_PAUSE, 2.0 ** min(self._failures, 10))
        elif ride.answered:
            self._failures = 0

    async def _take_back(self, lapsed: list[Lapsed]) -> None:
        if lapsed:
            logger.warning("%d deliveries were cut short and are tried again", len(lapsed))
            suspect_at = self._clock.now() + _SUSPECT_WAIT
            await self._recorder.record(
                [
                    Postponed(
                        one.notice_id,
                        one.chat_id,
                        suspect_at if one.attempts >= _DEATHS else one.due_at,
                        "cut short",
                        one.doubtful,
                    )
                    for one in lapsed
                ]
            )

    async def _watch(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._stopping.set()
        self._wake.set()

    async def _round(self) -> float:
        """One round; how many seconds to pause after it, 0 when it went well."""
        pause = 0.0
        try:
            pause = (await self.deliver_due()).pause
        except* StoreError:
            # a full disk, say: nothing is lost, and sending without a record would be worse than waiting
            logger.exception("the ledger cannot be worked on")
            pause = _STORE_SECONDS
        return pause

    async def _rest(self, pause: float) -> None:
        awaited = self._stopping if pause else self._wake
        with suppress(TimeoutError):
            async with asyncio.timeout(pause or _IDLE_SECONDS):
                await awaited.wait()


def _kept_back(letter: Sequence[Claimed], handed: Handed) -> Iterator[Entry]:
    """Entries for a letter to a chat that has just been found gone, or that nothing gets through to now."""
    for one in letter:
        home = handed.chat.chat_id if handed.chat else one.chat_id
        if handed.gone is not None:
            yield ruling_entry(one, home, Ruling(DeliveryState.VOID, handed.gone.reason))
        else:
            yield untouched_entry(one, home)


def _state(entry: Entry) -> str:
    return entry.state if isinstance(entry, Settled) else DeliveryState.PENDING
