"""Read the chats and the agenda together, just before messages are sent."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.store.targeting.recipients import Recipient, Recipients
from scheduler.agenda import Agenda, AgendaNow

# Longer than the ten messages of one snapshot take at 30 a second. A chat that stopped the bot this long ago
# gets nothing.
_FRESH_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Recipients by chat id and the agenda, read together.

    at is the instant of reading, in seconds of the event loop's clock.
    """

    recipients: Mapping[int, Recipient]
    agenda: Agenda
    at: float

    @property
    def is_fresh(self) -> bool:
        """Return whether a sender may still rely on it."""
        return asyncio.get_running_loop().time() - self.at < _FRESH_SECONDS


class SnapshotReader:
    """Reads the present state. It may differ from the state when a delivery was planned."""

    def __init__(self, recipients: Recipients, agenda: AgendaNow) -> None:
        self._recipients = recipients
        self._agenda = agenda

    async def read(self, chat_ids: Iterable[int]) -> Snapshot:
        """Read these chats and the agenda. Raises StoreError."""
        recipients, agenda = await self._recipients.read(chat_ids), await self._agenda()
        # The age counts from the end of the read. Otherwise the result of a slow read would never be fresh.
        return Snapshot(recipients, agenda, asyncio.get_running_loop().time())
