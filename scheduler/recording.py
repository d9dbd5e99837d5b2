"""Writing outcomes down: whoever comes while a commit is running shares the next one."""

import asyncio
import logging
from collections.abc import Iterable, Sequence

from data.store.errors import Conflict, Unstorable
from data.store.ledger import Ledger
from data.store.notices import DeliveryState, Entry, Settled

logger = logging.getLogger(__name__)


class Recorder:
    """Batches by itself: one entry a commit when it is quiet, many when it is not; without a timer."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._turn = asyncio.Lock()
        self._waiting: list[Entry] = []

    def owe(self, entries: Iterable[Entry]) -> None:
        """Write these down with the next ones: the store cannot be written just now."""
        self._waiting.extend(entries)

    async def record(self, entries: Sequence[Entry]) -> None:
        """Write entries down; on return they are committed. What is refused is kept for another try."""
        self._waiting.extend(entries)
        async with self._turn:
            batch, self._waiting = self._waiting, []
            if not batch:
                # the commit we waited for had ours in it
                return
            try:
                await self._write(batch)
            except BaseException:
                self._waiting = batch + self._waiting
                raise

    async def _write(self, batch: Sequence[Entry]) -> None:
        try:
            await self._ledger.write(batch)
        except (Conflict, Unstorable) as error:
            # one that no row can hold must not keep its neighbours from being written, nor come for ever
            if len(batch) > 1:
                for entry in batch:
                    await self._write([entry])
                return
            [entry] = batch
            logger.exception("the outcome of notice %s in chat %s", entry.notice_id, entry.chat_id)
            reason = type(error).__name__
            await self._ledger.write([Settled(entry.notice_id, entry.chat_id, DeliveryState.FAILED, reason)])
