"""Writing outcomes down: whoever comes while a commit is running shares the next one."""

import asyncio
from collections.abc import Sequence

from data.store.ledger import Ledger
from data.store.notices import Entry


class Recorder:
    """Batches by itself: one entry a commit when it is quiet, many when it is not; without a timer."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._turn = asyncio.Lock()
        self._waiting: list[Entry] = []

    async def record(self, entries: Sequence[Entry]) -> None:
        """Write entries down; on return they are committed. What is refused is kept for another try."""
        self._waiting.extend(entries)
        async with self._turn:
            batch, self._waiting = self._waiting, []
            if not batch:
                # the commit we waited for had ours in it
                return
            try:
                await self._ledger.write(batch)
            except BaseException:
                self._waiting = batch + self._waiting
                raise
