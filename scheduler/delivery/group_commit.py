"""Commit delivery outcomes in groups: the first caller waits a moment for others."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress

from data.store.notices import DeliveryState, Entry, Settled
from data.store.outbox import Outbox
from data.store.sqlite.errors import Conflict, StoreError, Unstorable

logger = logging.getLogger(__name__)

LINGER_SECONDS = 0.05
"""How long the first caller waits for others. At a thousand messages a second, fifty share a commit."""

# The first caller waits this long for each sender at work: few senders have little to share.
_SECONDS_FOR_EACH = LINGER_SECONDS / 150


class _SharedCommit:
    """The callers of one commit. The first of them leads it."""

    def __init__(self) -> None:
        self.callers = 1
        self.full = asyncio.Event()
        self.over = asyncio.Event()
        self.done = False
        self.error: StoreError | None = None


class GroupCommit:
    """Writes rows of the outbox. Callers that come at about the same time share one commit.

    Each caller waits until its rows are committed, so the number of callers bounds what a kill can undo.
    """

    def __init__(self, outbox: Outbox, linger: float = LINGER_SECONDS) -> None:
        """Write to the outbox. linger is the longest wait for other callers, in seconds."""
        self._outbox = outbox
        self._linger = linger
        self._writing = asyncio.Lock()
        self._waiting: list[Entry] = []
        self._commit: _SharedCommit | None = None

    @property
    def unwritten(self) -> int:
        """Return how many rows are not committed yet."""
        return len(self._waiting)

    def defer(self, entries: Iterable[Entry]) -> None:
        """Write these rows with the next commit. For a caller that cannot wait or has met an error."""
        self._waiting.extend(entries)

    async def write(self, entries: Sequence[Entry], senders: int = 1) -> None:
        """Write rows. On return they are committed.

        senders is how many are at work and will have something to write. The commit begins when half of them
        have called, or when the time for so many is up. Raises StoreError: the rows then wait for the next
        commit.
        """
        self._waiting.extend(entries)
        while (commit := self._commit) is not None:
            await self._join(commit, senders)
            if commit.done:
                return
            # The leader was cancelled. Its rows wait for the next commit, with ours.
        await self._lead(senders)

    async def flush(self) -> None:
        """Write what waits. Raises StoreError."""
        await self.write(())

    async def _join(self, commit: _SharedCommit, senders: int) -> None:
        commit.callers += 1
        if commit.callers * 2 >= senders:
            commit.full.set()
        await commit.over.wait()
        if commit.error is not None:
            raise commit.error

    async def _lead(self, senders: int) -> None:
        commit = self._commit = _SharedCommit()
        try:
            if senders > 2:
                with suppress(TimeoutError):
                    async with asyncio.timeout(min(self._linger, senders * _SECONDS_FOR_EACH)):
                        await commit.full.wait()
            async with self._writing:
                self._close(commit)
                await self._write_waiting()
                commit.done = True
        except StoreError as error:
            commit.error = error
            raise
        finally:
            self._close(commit)
            commit.over.set()

    def _close(self, commit: _SharedCommit) -> None:
        """Let later callers share the next commit."""
        if self._commit is commit:
            self._commit = None

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
            await self._outbox.write(entries)
        except (Conflict, Unstorable) as error:
            # A row that no column can hold must neither keep the others from being written nor come back.
            if len(entries) > 1:
                for entry in entries:
                    await self._write([entry])
                return
            [entry] = entries
            logger.exception("the outcome of notice %s in chat %s", entry.notice_id, entry.chat_id)
            reason = type(error).__name__
            await self._outbox.write([Settled(entry.notice_id, entry.chat_id, DeliveryState.FAILED, reason)])
