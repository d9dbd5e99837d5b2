"""Record what an outcome says about the chat: gone, refusing messages, taking them again."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

from data.store.chats import Chat, Chats, ChatState, UnknownChat
from data.store.outbox import Outbox
from data.store.sqlite.errors import Conflict, StoreError
from scheduler.clock import Clock
from scheduler.delivery.outcomes import Barred, Gone, Outcome, Sent

logger = logging.getLogger(__name__)

OnAcceptance = Callable[[Chat, datetime], Awaitable[object]]
"""Called with a chat that has taken a message after it had refused some."""


class Reachability:
    """Keeps the state of chats in step with what Telegram answers."""

    def __init__(self, chats: Chats, outbox: Outbox, clock: Clock) -> None:
        self._chats = chats
        self._outbox = outbox
        self._clock = clock
        self.on_acceptance: OnAcceptance = self._store_acceptance

    async def record(self, chat: Chat, outcome: Outcome) -> None:
        """Store what the outcome says about the chat. Raises StoreError."""
        if isinstance(outcome, Gone):
            await self._close(chat, outcome)
        elif isinstance(outcome, Barred) and chat.refused_since is None:
            with suppress(Conflict):
                await self._chats.refuse(chat.chat_id, outcome.reason, self._clock.now())
        elif isinstance(outcome, Sent) and chat.refused_since is not None:
            try:
                await self.on_acceptance(chat, self._clock.now())
            except StoreError:
                # The outcome of the message must be stored first of all. The next message says this again.
                logger.warning("chat %s takes messages again, which cannot be stored", chat.chat_id)

    async def _store_acceptance(self, chat: Chat, now: datetime) -> None:
        await self._chats.accept(chat.chat_id, now)

    async def _close(self, chat: Chat, gone: Gone) -> None:
        # A chat that stopped notices by hand keeps that state: it counts again when the chat returns.
        if chat.state is not ChatState.STOPPED:
            state = ChatState.GONE if gone.for_good else ChatState.BLOCKED
            with suppress(UnknownChat):
                await self._chats.set_state(chat.chat_id, state, self._clock.now())
        await self._outbox.void_chat(chat.chat_id, gone.reason)
