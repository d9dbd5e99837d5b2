"""Watch whether the database can be written and read, and how much room its disk has."""

import asyncio
import logging
import shutil
from contextlib import suppress
from pathlib import Path

from data.store.sqlite.database import Database
from data.store.sqlite.errors import StoreError

logger = logging.getLogger(__name__)

TRY_SECONDS = 5.0
# A write may wait for another that rewrites the file after a chat was forgotten, which takes seconds.
LONGEST_WRITE_SECONDS = 15.0
# Before the disk is quite full, small writes still find room, and the next large one fails.
LEAST_FREE_BYTES = 20 << 20


class DatabaseWatch:
    """Tries the database every few seconds. A try that does not come back is a fault by itself."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tried_at: float | None = None
        self._trouble: str | None = None
        self.free_bytes: int | None = None
        """The room on the disk at the last try, None before it."""

    async def run(self, stop: asyncio.Event) -> None:
        """Try until stop is set."""
        while not stop.is_set():
            await self._try()
            with suppress(TimeoutError):
                async with asyncio.timeout(TRY_SECONDS):
                    await stop.wait()

    def trouble(self) -> str | None:
        """Return what is wrong, as the name of an error or a sentence without values. None: nothing."""
        if self._tried_at is not None:
            waits = asyncio.get_running_loop().time() - self._tried_at
            if waits > LONGEST_WRITE_SECONDS:
                return "no answer"
        if self._database.condition.damage is not None:
            return "damaged"
        if self._trouble is not None:
            return self._trouble
        trouble = self._database.condition.trouble
        return None if trouble is None else type(trouble).__name__

    async def _try(self) -> None:
        self._tried_at = asyncio.get_running_loop().time()
        trouble: str | None = None
        try:
            await self._database.try_to_write()
            await self._database.try_to_read()
            self.free_bytes = await asyncio.to_thread(_free_bytes, self._database.path)
            if self.free_bytes < LEAST_FREE_BYTES:
                trouble = "disk nearly full"
        except (StoreError, OSError) as error:
            trouble = type(error).__name__
        self._trouble, self._tried_at = trouble, None


def _free_bytes(path: Path) -> int:
    return shutil.disk_usage(path.parent).free
