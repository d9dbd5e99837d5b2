"""What must be known at the moment of telling: the chats as they stand now, and the agenda."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from data.store.targeting.recipients import Recipient, Recipients
from scheduler.due_notices import Agenda

AgendaNow = Callable[[], Awaitable[Agenda]]

# As long as the messages of one briefing take at the free pace. Whoever has left is not written to later.
_FRESH_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Read at an instant of the loop's time, for the chats that are told next."""

    recipients: Mapping[int, Recipient]
    agenda: Agenda
    at: float

    @property
    def is_fresh(self) -> bool:
        """Whether it may still be gone by."""
        return asyncio.get_running_loop().time() - self.at < _FRESH_SECONDS


class Briefing:
    """Reads the present, not what was true when a delivery was planned or claimed."""

    def __init__(self, recipients: Recipients, agenda: AgendaNow) -> None:
        self._recipients = recipients
        self._agenda = agenda

    async def read(self, chat_ids: Iterable[int]) -> Snapshot:
        """What there is to know about telling these chats something. Raises StoreError."""
        recipients, agenda = await self._recipients.read(chat_ids), await self._agenda()
        # from when it is there: where reading takes longer than it stays fresh, nobody would ever be told
        return Snapshot(recipients, agenda, asyncio.get_running_loop().time())
