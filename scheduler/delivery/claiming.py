"""Claim due deliveries under a lease, and take back those whose lease has expired."""

import logging
from datetime import UTC, datetime, timedelta

from data.store.notices import Claimed, Lapsed
from data.store.outbox import Outbox
from scheduler.clock import Clock
from scheduler.delivery import retry_policy
from scheduler.delivery.group_commit import GroupCommit
from scheduler.planned_until import Horizon

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
"""Longer than a send may take. Leases are taken back between batches only, when no sender of ours has any."""

_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


class Claims:
    """The claims of this process on deliveries of the outbox."""

    def __init__(self, outbox: Outbox, commit: GroupCommit, clock: Clock, horizon: Horizon | None) -> None:
        """Claim from the outbox. horizon says how far digests are planned (None: always far enough)."""
        self._outbox = outbox
        self._commit = commit
        self._clock = clock
        self._horizon = horizon

    async def claim(self, chats: int) -> list[Claimed]:
        """Claim what is due for so many chats, for the time of a lease."""
        now = self._clock.now()
        planned = self._horizon.through(now) if self._horizon is not None else now
        return await self._outbox.claim(now, now + LEASE, chats, planned)

    async def take_back_lapsed(self) -> None:
        """Take back the claims whose lease has expired. Their deliveries are tried again."""
        await self._take_back(await self._outbox.lapsed(self._clock.now()))

    async def take_back_all(self) -> None:
        """Take back every claim. To be called at the start, when no other process sends."""
        # All of them: the clock of the process that made them may have been ahead.
        await self._take_back(await self._outbox.lapsed(_END_OF_TIME))

    async def _take_back(self, lapsed: list[Lapsed]) -> None:
        if lapsed:
            logger.warning("%d deliveries were cut short and are tried again", len(lapsed))
            now = self._clock.now()
            await self._commit.write([retry_policy.lapsed_entry(one, now) for one in lapsed])
