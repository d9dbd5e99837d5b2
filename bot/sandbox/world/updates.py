"""Updates on their way to the bot: kept in order, confirmed by the next offset, forgotten after a day."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiogram.types import Update

from bot.sandbox.wire.refusal import OTHER_POLL, WEBHOOK_SET, ApiRefusal

Json = dict[str, Any]

LIFETIME = timedelta(hours=24)
# what nobody could answer any more is not worth telling
SHORT_LIVES = {
    "callback_query": timedelta(seconds=150),
    "shipping_query": timedelta(seconds=150),
    "pre_checkout_query": timedelta(seconds=150),
    "inline_query": timedelta(seconds=30),
    "chosen_inline_result": timedelta(seconds=600),
}
MAX_BATCH = 100
MAX_TIMEOUT = 50  # seconds; a longer wish is cut to this
FIRST_UPDATE = 100_000_001
# an offset this far past the last update is a mistake: the server then answers from the oldest update on
FUTURE = 10
# who asks again for the same within three seconds waits as long, and within half a second gets one update
HURRY_SECONDS, RUSH_SECONDS = 3.0, 0.5
# one poll is told of a conflict at once, the next ones within so many seconds as many later
CONFLICT_SECONDS = 3.0
# these reach a bot only if it names them in allowed_updates
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset(Update.model_fields) - {"update_id"}


def real_seconds() -> float:
    """Seconds of the loop's monotonic clock."""
    return asyncio.get_running_loop().time()


@dataclass(slots=True, eq=False)
class QueuedUpdate:
    """An update that the bot has not taken yet, and until when it is kept."""

    place: int
    number: int
    update: Json
    until: datetime


class UpdateQueue:
    """The one queue of the bot. `clock` gives the age of updates, `real` the time that hurrying polls are
    measured in.

    With `strict` a poll that hurries is held, as Telegram holds it, and so is the word of a second conflict
    soon after a first. `waited_on` is set once a poll has found
    nothing and waits. `on_put` is told of each update that comes; the webhook listens there.
    """

    def __init__(self, clock: Callable[[], datetime], real: Callable[[], float] = real_seconds) -> None:
        self._clock = clock
        self._real = real
        # by order of arrival and not by update_id, which a test may give twice
        self._waiting: OrderedDict[int, QueuedUpdate] = OrderedDict()
        self._arrived = 0
        self._next = FIRST_UPDATE
        self._poll: asyncio.Future[None] | None = None
        self._last_asked: tuple[int, float] | None = None
        self._last_conflict = -CONFLICT_SECONDS
        self._closed = False
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

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Keep only updates of these kinds from now on; names nobody knows are passed over, and where none is
        left the default set is meant. None changes nothing.
        """
        if kinds is not None:
            self.allowed = frozenset(kind.lower() for kind in kinds) & KINDS or None

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
        number = int(update["update_id"])
        self._next = max(self._next, number + 1)
        lives = min((SHORT_LIVES[kind] for kind in update if kind in SHORT_LIVES), default=LIFETIME)
        self._arrived += 1
        waiting = QueuedUpdate(self._arrived, number, update, self._clock() + lives)
        self._waiting[waiting.place] = waiting
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        if self.on_put is not None:
            self.on_put(waiting)

    def confirm(self, offset: int) -> None:
        """Forget what comes before `offset`; a negative one keeps the last so many."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popitem(last=False)
        elif offset <= self._next + FUTURE:
            while self._waiting and next(iter(self._waiting.values())).number < offset:
                self._waiting.popitem(last=False)

    def waiting(self) -> list[QueuedUpdate]:
        """What the bot has not taken yet; what is too old is forgotten on the way."""
        now = self._clock()
        for place in [place for place, one in self._waiting.items() if one.until < now]:
            del self._waiting[place]
        return list(self._waiting.values())

    def pending(self) -> list[Json]:
        """The updates that the bot has not confirmed yet."""
        return [one.update for one in self.waiting()]

    def drop(self, delivered: QueuedUpdate) -> None:
        """Forget one update: a webhook has taken it, or it has waited too long."""
        self._waiting.pop(delivered.place, None)

    def holds(self, waiting: QueuedUpdate) -> bool:
        """Whether this update is still to be delivered."""
        return waiting.place in self._waiting and waiting.until >= self._clock()

    def clear(self) -> None:
        """Drop everything, as drop_pending_updates asks."""
        self._waiting.clear()

    def head(self, limit: int) -> list[Json]:
        """The first updates, left in the queue until an offset confirms them."""
        now = self._clock()
        old: list[int] = []
        found: list[Json] = []
        for place, one in self._waiting.items():
            if len(found) == limit:
                break
            if one.until < now:
                old.append(place)
            else:
                found.append(one.update)
        for place in old:
            del self._waiting[place]
        return found

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """What getUpdates answers: at once if something waits, else as soon as it comes, or empty after
        `seconds`.

        :raises Refusal: 409 when another poll or a webhook takes over meanwhile
        """
        since = self._since_same(offset)
        self.confirm(offset)
        batch = self.head(1 if self.strict and since < RUSH_SECONDS else limit)
        hurried = seconds < HURRY_SECONDS and since < HURRY_SECONDS
        if not batch and (seconds > 0 or hurried):
            self.interrupt(OTHER_POLL)
        wait = HURRY_SECONDS if hurried and self.strict else min(seconds, MAX_TIMEOUT)
        if batch or wait <= 0 or self._closed:
            return batch
        await self._wait(wait)
        return self.head(limit)

    def _since_same(self, offset: int) -> float:
        """Seconds since the same was asked for; endless where it was not."""
        before, now = self._last_asked, self._real()
        self._last_asked = (offset, now)
        return now - before[1] if before and before[0] == offset else float("inf")

    async def _wait(self, seconds: float) -> None:
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = mine
        self.waited_on.set()
        await asyncio.wait((mine,), timeout=seconds)
        if self._poll is mine:
            self._poll = None
        if mine.done():
            if self.strict and mine.exception() is not None:
                await self._hold_back()
            mine.result()

    async def _hold_back(self) -> None:
        """Delay the answer to a conflict that follows another one too soon."""
        now = self._real()
        if now - self._last_conflict < CONFLICT_SECONDS:
            await asyncio.sleep(CONFLICT_SECONDS)
        else:
            self._last_conflict = now

    def interrupt(self, reason: str = WEBHOOK_SET) -> None:
        """End a poll under way with 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiRefusal(409, reason))
        self._poll = None

    def close(self) -> None:
        """Answer a poll under way with nothing: the server stops."""
        self._closed = True
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
