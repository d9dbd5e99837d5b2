"""Decide from which update the next poll goes on."""

import asyncio
from datetime import timedelta

from data.store.inbox import Inbox
from data.store.webhooks import Webhooks
from scheduler.clock import Clock

# Telegram keeps updates for 24 hours, and after a quiet week it may begin anew with a smaller id: an offset
# older than that tells nothing and could pass over what is new.
OFFSET_HOLDS = timedelta(hours=24)


class Offsets:
    """The first update that is not stored yet, for polling.

    Updates of a webhook are not delivered in the order of their ids: one whose delivery has failed comes
    later, after newer ones of other chats. The newest that is stored says nothing then. So after a webhook
    polls begin with all that Telegram still keeps, until they have brought it.
    """

    def __init__(self, inbox: Inbox, clock: Clock, webhooks: Webhooks | None = None) -> None:
        self._inbox = inbox
        self._clock = clock
        self._webhooks = webhooks
        self._confirm: tuple[int, float] | None = None
        self._is_drained = webhooks is None

    def note_polled(self, newest: int) -> None:
        """Note that a poll has brought updates up to this id, all of them stored."""
        # by the loop's time: the clock may be moved by hand, and a stored batch must still be confirmed
        self._confirm = newest, asyncio.get_running_loop().time()

    async def note_empty(self) -> None:
        """Note that a poll has brought nothing, so that Telegram keeps no older update."""
        if not self._is_drained and self._webhooks is not None:
            await self._webhooks.note_drained()
            self._is_drained = True

    async def next(self) -> int | None:
        """Return the offset of the next poll. None: the oldest update that Telegram keeps."""
        if self._confirm is not None:
            newest, at = self._confirm
            if asyncio.get_running_loop().time() - at < OFFSET_HOLDS.total_seconds():
                return newest + 1
        if await self._has_gaps():
            return None
        stored = await self._inbox.newest(self._clock.now() - OFFSET_HOLDS)
        return None if stored is None else stored + 1

    async def _has_gaps(self) -> bool:
        return not self._is_drained and self._webhooks is not None and await self._webhooks.url() is not None
