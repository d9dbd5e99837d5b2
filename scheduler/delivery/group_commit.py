"""Writing outcomes down: a commit for several, as long as nobody waits for it who could do something else."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress

from data.store.notices import DeliveryState, Entry, Settled
from data.store.outbox import Outbox
from data.store.sqlite.errors import Conflict, StoreError, Unstorable

logger = logging.getLogger(__name__)

# A commit that comes so much later is noticed by nobody, and at a thousand a second it is one for fifty. With
# few at work there is little to share, and where most of them wait for slow answers the others need not wait.
LINGER_SECONDS = 0.05
_SECONDS_FOR_EACH = LINGER_SECONDS / 150


class _Batch:
    """Those who share a commit. Whoever came first sees to it."""

    def __init__(self) -> None:
        self.present = 1
        self.full = asyncio.Event()
        self.over = asyncio.Event()
        self.done = False
        self.error: StoreError | None = None


class GroupCommit:
    """Batches by itself: one entry a commit when it is quiet, many when it is not.

    Each caller waits until its entries are committed, so what a kill can undo is bounded by their number.
    """

    def __init__(self, outbox: Outbox, linger: float = LINGER_SECONDS) -> None:
        """linger: for so many seconds others are waited for at most, however many they are."""
        self._ledger = outbox
        self._linger = linger
        self._turn = asyncio.Lock()
        self._waiting: list[Entry] = []
        self._batch: _Batch | None = None

    @property
    def owed(self) -> int:
        """Return how many entries are not yet written down."""
        return len(self._waiting)

    def owe(self, entries: Iterable[Entry]) -> None:
        """Write these down with the next ones: the store cannot be written just now."""
        self._waiting.extend(entries)

    async def record(self, entries: Sequence[Entry], company: int = 1) -> None:
        """Write entries down; on return they are committed. What is refused is kept for another try.

        company: how many are at work who will have something to record; half of them are waited for, the
        shorter the fewer they are.
        """
        self._waiting.extend(entries)
        while (batch := self._batch) is not None:
            await self._join(batch, company)
            if batch.done:
                return
            # whoever saw to it was cut short: what it left waits for the next commit
        await self._lead(company)

    async def _join(self, batch: _Batch, company: int) -> None:
        batch.present += 1
        if batch.present * 2 >= company:
            batch.full.set()
        await batch.over.wait()
        if batch.error is not None:
            raise batch.error

    async def _lead(self, company: int) -> None:
        batch = self._batch = _Batch()
        try:
            if company > 2:
                with suppress(TimeoutError):
                    async with asyncio.timeout(min(self._linger, company * _SECONDS_FOR_EACH)):
                        await batch.full.wait()
            async with self._turn:
                self._close(batch)
                await self._write_waiting()
                batch.done = True
        except StoreError as error:
            batch.error = error
            raise
        finally:
            self._close(batch)
            batch.over.set()

    def _close(self, batch: _Batch) -> None:
        """Whoever comes now shares the next one."""
        if self._batch is batch:
            self._batch = None

    async def _write_waiting(self) -> None:
        entries, self._waiting = self._waiting, []
        if entries:
            try:
                await self._write(entries)
            except BaseException:
                self._waiting = entries + self._waiting
                raise

    async def _write(self, entries: Sequence[Entry]) -> None:
        try:
            await self._ledger.write(entries)
        except (Conflict, Unstorable) as error:
            # one that no row can hold must not keep its neighbours from being written, nor come for ever
            if len(entries) > 1:
                for entry in entries:
                    await self._write([entry])
                return
            [entry] = entries
            logger.exception("the outcome of notice %s in chat %s", entry.notice_id, entry.chat_id)
            reason = type(error).__name__
            await self._ledger.write([Settled(entry.notice_id, entry.chat_id, DeliveryState.FAILED, reason)])
