"""Queue updates for the bot until it confirms them or they expire."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from typing import Any

from aiogram.types import Update

from bot.sandbox.wire.refusal import OTHER_POLL, WEBHOOK_SET, ApiRefusal

Json = dict[str, Any]

LIFETIME = timedelta(hours=24)
# updates that can no longer be answered expire early
LIFETIMES_BY_KIND = {
    "callback_query": timedelta(seconds=150),
    "shipping_query": timedelta(seconds=150),
    "pre_checkout_query": timedelta(seconds=150),
    "inline_query": timedelta(seconds=30),
    "chosen_inline_result": timedelta(seconds=600),
}
MAX_BATCH = 100
MAX_TIMEOUT = 50  # seconds; a longer timeout is cut to this
FIRST_UPDATE = 100_000_001
# an offset further past the last update confirms nothing, so the oldest update is returned first
MAX_OFFSET_AHEAD = 10
# a poll that repeats an offset within 3 s waits for 3 s, and within half a second gets one update only
REPEAT_SECONDS, RAPID_REPEAT_SECONDS = 3.0, 0.5
# after a conflict, further ones within 3 s are answered 3 s late
CONFLICT_SECONDS = 3.0
# sent only to a bot that names them in allowed_updates
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset(Update.model_fields) - {"update_id"}


def real_seconds() -> float:
    """Return the seconds of the loop's monotonic clock."""
    return asyncio.get_running_loop().time()


@dataclass(slots=True, eq=False)
class QueuedUpdate:
    """An update that the bot has not confirmed yet, and when it expires."""

    sequence: int
    number: int
    update: Json
    expires_at: datetime


class UpdateQueue:
    """The one update queue of the bot.

    `clock` gives the age of updates, `real` the monotonic seconds in which repeated polls are measured.
    With `strict` a poll repeated too soon is delayed, as Telegram delays it, and so is a second conflict.
    `waited_on` is set once a poll has found nothing and waits.
    `on_put` is called with each new update. The webhook delivery sets it.
    """

    def __init__(self, clock: Callable[[], datetime], real: Callable[[], float] = real_seconds) -> None:
        self._clock = clock
        self._real = real
        # keyed by order of arrival, because a test may give the same update_id twice
        self._waiting: OrderedDict[int, QueuedUpdate] = OrderedDict()
        self._arrived = 0
        self._next = FIRST_UPDATE
        self._poll: asyncio.Future[None] | None = None
        self._last_poll: tuple[int, float] | None = None
        self._last_conflict = -CONFLICT_SECONDS
        self._closed = False
        self.last_taken = -inf
        """When the bot last took an update, by `real`."""
        self.strict = False
        self.allowed: frozenset[str] | None = None
        self.waited_on = asyncio.Event()
        self.on_put: Callable[[QueuedUpdate], None] | None = None

    def __len__(self) -> int:
        return len(self.pending())

    @property
    def next_id(self) -> int:
        """The update_id that the next update of the sandbox gets."""
        return self._next

    def go_on_after(self, update_id: int) -> None:
        """Give the next update a higher id than this one.

        For a bot that has seen updates of an earlier sandbox.
        """
        self._next = max(self._next, update_id + 1)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Queue only updates of these kinds from now on. None changes nothing.

        Unknown kinds are ignored. If no known kind is left, the default set applies.
        """
        if kinds is not None:
            self.allowed = frozenset(kind.lower() for kind in kinds) & KINDS or None

    def push(self, kind: str, payload: Json) -> int | None:
        """Queue an update and return its id. None if the bot did not ask for this kind."""
        if (self.allowed is None and kind in ON_REQUEST) or (
            self.allowed is not None and kind not in self.allowed
        ):
            return None
        update_id = self._next
        self._next += 1
        self.put({"update_id": update_id, kind: payload})
        return update_id

    def put(self, update: Json) -> None:
        """Queue an update of any shape as it is."""
        number = int(update["update_id"])
        self._next = max(self._next, number + 1)
        lifetime = min(
            (LIFETIMES_BY_KIND[kind] for kind in update if kind in LIFETIMES_BY_KIND), default=LIFETIME
        )
        self._arrived += 1
        queued = QueuedUpdate(self._arrived, number, update, self._clock() + lifetime)
        self._waiting[queued.sequence] = queued
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        if self.on_put is not None:
            self.on_put(queued)

    def confirm(self, offset: int) -> None:
        """Remove the updates before `offset`. A negative one keeps only that many of the last."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popitem(last=False)
        elif offset <= self._next + MAX_OFFSET_AHEAD:
            while self._waiting and next(iter(self._waiting.values())).number < offset:
                self._waiting.popitem(last=False)

    def waiting(self) -> list[QueuedUpdate]:
        """Return the updates not confirmed yet. Expired ones are removed first."""
        now = self._clock()
        for sequence in [sequence for sequence, one in self._waiting.items() if one.expires_at < now]:
            del self._waiting[sequence]
        return list(self._waiting.values())

    def pending(self) -> list[Json]:
        """Return the bodies of the updates not confirmed yet."""
        return [one.update for one in self.waiting()]

    def remove(self, delivered: QueuedUpdate) -> None:
        """Remove one update, because a webhook has accepted it or it has expired."""
        if self._waiting.pop(delivered.sequence, None) is not None:
            self.last_taken = self._real()

    def contains(self, queued: QueuedUpdate) -> bool:
        """Return whether this update is still to be delivered."""
        return queued.sequence in self._waiting and queued.expires_at >= self._clock()

    def clear(self) -> None:
        """Remove all updates, as drop_pending_updates asks."""
        self._waiting.clear()

    def head(self, limit: int) -> list[Json]:
        """Return the first updates. They stay in the queue until an offset confirms them."""
        now = self._clock()
        old: list[int] = []
        found: list[Json] = []
        for sequence, one in self._waiting.items():
            if len(found) == limit:
                break
            if one.expires_at < now:
                old.append(sequence)
            else:
                found.append(one.update)
        for sequence in old:
            del self._waiting[sequence]
        return found

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """Return updates as getUpdates does.

        Returns at once if updates wait, otherwise when one comes, or an empty list after `seconds` of real
        time.

        :raises ApiRefusal: 409 if another poll or a webhook takes over meanwhile
        """
        since = self._seconds_since_same_offset(offset)
        waiting = len(self._waiting)
        self.confirm(offset)
        if len(self._waiting) < waiting:
            self.last_taken = self._real()
        batch = self.head(1 if self.strict and since < RAPID_REPEAT_SECONDS else limit)
        is_hasty = seconds < REPEAT_SECONDS and since < REPEAT_SECONDS
        if not batch and (seconds > 0 or is_hasty):
            self.interrupt(OTHER_POLL)
        wait = REPEAT_SECONDS if is_hasty and self.strict else min(seconds, MAX_TIMEOUT)
        if batch or wait <= 0 or self._closed:
            return batch
        await self._wait(wait)
        return self.head(limit)

    def _seconds_since_same_offset(self, offset: int) -> float:
        """Return the seconds since the last poll with the same offset, or infinity."""
        before, now = self._last_poll, self._real()
        self._last_poll = (offset, now)
        return now - before[1] if before and before[0] == offset else float("inf")

    async def _wait(self, seconds: float) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = waiter
        self.waited_on.set()
        await asyncio.wait((waiter,), timeout=seconds)
        if self._poll is waiter:
            self._poll = None
        if waiter.done():
            if self.strict and waiter.exception() is not None:
                await self._delay_conflict()
            waiter.result()

    async def _delay_conflict(self) -> None:
        """Delay the answer to a conflict that follows another one within CONFLICT_SECONDS."""
        now = self._real()
        if now - self._last_conflict < CONFLICT_SECONDS:
            await asyncio.sleep(CONFLICT_SECONDS)
        else:
            self._last_conflict = now

    def interrupt(self, reason: str = WEBHOOK_SET) -> None:
        """End the waiting poll with 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiRefusal(409, reason))
        self._poll = None

    def close(self) -> None:
        """Answer the waiting poll with no updates, because the server stops."""
        self._closed = True
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
