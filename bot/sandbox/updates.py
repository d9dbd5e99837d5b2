"""Updates on their way to the bot: kept in order, confirmed by the next offset, forgotten after a day."""

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.refusal import OTHER_POLL, WEBHOOK_SET, Refusal

Json = dict[str, Any]

LIFETIME = timedelta(hours=24)
MAX_BATCH = 100
MAX_TIMEOUT = 50  # seconds; a longer wish is cut to this
FIRST_UPDATE = 100_000_001
# these reach a bot only if it names them in allowed_updates
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """The one queue of the bot. `clock` gives the age of updates; waiting happens in real time.

    `waited_on` is set once a poll has found nothing and waits.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._waiting: deque[tuple[int, datetime, Json]] = deque()
        self._next = FIRST_UPDATE
        self._poll: asyncio.Future[None] | None = None
        self._closed = False
        self.allowed: frozenset[str] | None = None
        self.waited_on = asyncio.Event()

    def push(self, kind: str, payload: Json) -> int | None:
        """Queue an update; its id, or None where the bot did not ask for this kind."""
        if (self.allowed is None and kind in ON_REQUEST) or (
            self.allowed is not None and kind not in self.allowed
        ):
            return None
        update_id = self._next
        self._next += 1
        self.put({"update_id": update_id, kind: payload})
        return update_id

    def put(self, update: Json) -> None:
        """Queue an update as it is; for shapes the sandbox would not make itself."""
        self._next = max(self._next, int(update["update_id"]) + 1)
        self._waiting.append((update["update_id"], self._clock(), update))
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def confirm(self, offset: int) -> None:
        """Forget what comes before `offset` (a negative one keeps the last so many) and what is too old."""
        oldest = self._clock() - LIFETIME
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while self._waiting and (
            self._waiting[0][1] < oldest or (offset > 0 and self._waiting[0][0] < offset)
        ):
            self._waiting.popleft()

    def pending(self) -> list[Json]:
        """What the bot has not confirmed yet."""
        return [update for _, _, update in self._waiting]

    def clear(self) -> None:
        """Drop everything, as drop_pending_updates asks."""
        self._waiting.clear()

    def head(self, limit: int) -> list[Json]:
        """The first updates, left in the queue until an offset confirms them."""
        return [self._waiting[index][2] for index in range(min(limit, len(self._waiting)))]

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """What getUpdates answers: at once if something waits, else as soon as it comes, or empty after
        `seconds`.

        :raises Refusal: 409 when another poll or a webhook takes over meanwhile
        """
        self.interrupt(OTHER_POLL)
        self.confirm(offset)
        batch = self.head(limit)
        if batch or seconds <= 0 or self._closed:
            return batch
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = mine
        self.waited_on.set()
        await asyncio.wait((mine,), timeout=min(seconds, MAX_TIMEOUT))
        if self._poll is mine:
            self._poll = None
        if mine.done():
            mine.result()
        return self.head(limit)

    def interrupt(self, reason: str = WEBHOOK_SET) -> None:
        """End a poll under way with 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(Refusal(409, reason))
        self._poll = None

    def close(self) -> None:
        """Answer a poll under way with nothing: the server stops."""
        self._closed = True
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
