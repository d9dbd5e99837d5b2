"""A disk that takes nothing: the owners are told past the ledger, which cannot be written then either."""

import shutil
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path

from bot.alerts import say_to
from bot.telegram_api.sender import MessageSender
from data.store.chats import Chats
from data.store.sqlite.file_condition import FileCondition
from handlers.text.words import Words
from handlers.views.faults import disk_message, disk_over_message
from handlers.views.message import Message
from scheduler.delivery.outcomes import Held, Later

# Trouble that comes and goes is one trouble.
_QUIET = timedelta(hours=1)


class DiskAlarm:
    """Tells each owner once when nothing can be written, and once when it is over."""

    def __init__(
        self,
        watch: FileCondition,
        chats: Chats,
        sender: MessageSender,
        owners: Collection[int],
        database: Path,
    ) -> None:
        """owners are user ids: their private chats get the alarm. database: its file."""
        self._watch = watch
        self._chats = chats
        self._courier = sender
        self._owners = frozenset(owners)
        self._folder = database.parent
        self._told: set[int] = set()
        self._quiet_until: datetime | None = None

    async def tick(self, now: datetime) -> None:
        """Tell whoever does not know how things stand now; who cannot be reached is told at the next tick."""
        trouble = self._watch.trouble_lately()
        if trouble is None:
            for owner in sorted(self._told):
                if await self._tell(owner, disk_over_message):
                    self._told.discard(owner)
        elif self._told or self._quiet_until is None or now >= self._quiet_until:
            free = shutil.disk_usage(self._folder).free // 2**20
            for owner in sorted(self._owners - self._told):
                if await self._tell(owner, lambda words: disk_message(words, type(trouble).__name__, free)):
                    self._told.add(owner)
                    self._quiet_until = now + _QUIET

    async def _tell(self, owner: int, say: Callable[[Words], Message]) -> bool:
        """Whether there is nothing more to be done for an owner."""
        return not isinstance(await say_to(owner, self._chats, self._courier, say), Later | Held)
