"""Alert the owners when the database cannot be written.

Alerts do not go through the outbox, which cannot be written either.
"""

import shutil
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path

from bot.telegram_api.sender import MessageSender
from data.store.chats import Chats
from data.store.sqlite.file_condition import FileCondition
from handlers.text.words import Words, words_in
from handlers.views.faults import disk_message, disk_over_message
from handlers.views.message import Message
from scheduler.delivery.outcomes import Held, Later

# Trouble that returns within this time is not alerted of again.
_QUIET = timedelta(hours=1)


class DiskAlarm:
    """Alerts each owner once when nothing can be written, and once when it is over."""

    def __init__(
        self,
        condition: FileCondition,
        chats: Chats,
        sender: MessageSender,
        owners: Collection[int],
        database: Path,
    ) -> None:
        """Take the owners' user ids, whose private chats are alerted, and the path of the database."""
        self._condition = condition
        self._chats = chats
        self._sender = sender
        self._owners = frozenset(owners)
        self._folder = database.parent
        self._alerted: set[int] = set()
        self._quiet_until: datetime | None = None

    async def tick(self, now: datetime) -> None:
        """Alert the owners who do not know the present state, or try again at the next tick."""
        trouble = self._condition.trouble_lately()
        if trouble is None:
            for owner in sorted(self._alerted):
                if await self._is_settled(owner, disk_over_message):
                    self._alerted.discard(owner)
        elif self._alerted or self._quiet_until is None or now >= self._quiet_until:
            free = shutil.disk_usage(self._folder).free // 2**20
            for owner in sorted(self._owners - self._alerted):
                if await self._is_settled(
                    owner, lambda words: disk_message(words, type(trouble).__name__, free)
                ):
                    self._alerted.add(owner)
                    self._quiet_until = now + _QUIET

    async def _is_settled(self, owner: int, message_in: Callable[[Words], Message]) -> bool:
        """Send an owner a message. Return False where it should be tried again."""
        chat = await self._chats.get(owner)
        if chat is None:
            return True
        outcome = await self._sender.send(chat, message_in(words_in(chat.language)))
        return not isinstance(outcome, Later | Held)
