"""Post updates to the bot's webhook in the order and at the pace of the Bot API server.

Updates of one queue (the messages of a chat, the presses of a person) go strictly one after another.
The queues go side by side, at most max_connections at a time.
An answer other than 2xx is a failure: the update is posted again at once and then with growing pauses, until
it is too old. A method in the webhook's own answer is performed.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.sandbox.http.local_names import LocalNames
from bot.sandbox.http.webhook_post import DeliveryFailure, post_update
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.updates import QueuedUpdate
from bot.sandbox.world.webhook import WebhookSettings
from bot.sandbox.world.world import World

TIMEOUT_SECONDS = 60.0  # for one post
MAX_PAUSE_SECONDS = 60.0
MAX_RETRY_AFTER_SECONDS = 3600  # a longer Retry-After is cut to this
GONE_LIMIT = timedelta(hours=23)  # an address that answers 410 for this long loses the webhook
# not performed when they stand in the webhook's own answer, because their result would reach no caller
_NOT_IN_ANSWER = frozenset({"deletewebhook", "setwebhook", "close", "logout"})

QueueKey = tuple[str, int]
# Messages and their edits keep the order of their chat. Presses and inline questions have an order of their
# own for each person, so a press may overtake a message that still waits for its answer.
_MESSAGES = frozenset({"message", "edited_message", "channel_post", "edited_channel_post"})
_BUSINESS = frozenset({"business_message", "edited_business_message", "deleted_business_messages"})
_BY_PERSON = frozenset({
    "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "chat_member", "chat_join_request", "business_connection", "purchased_paid_media", "managed_bot",
})  # fmt: skip
_SAME_QUEUE = {"chat_join_request": "chat_member"}

Perform = Callable[[str, Request], Awaitable[Any]]


def queue_key(queued: QueuedUpdate) -> QueueKey:
    """Return which queue an update belongs to.

    An update of an unknown shape has a queue to itself.
    """
    kind = next((name for name in queued.update if name != "update_id"), "")
    payload = queued.update.get(kind)
    if kind in _MESSAGES:
        return _key("message", payload, "chat", queued)
    if kind in _BUSINESS:
        return _key("business_message", payload, "chat", queued)
    return _key(_SAME_QUEUE.get(kind, kind), payload, "from" if kind in _BY_PERSON else "chat", queued)


def _key(family: str, payload: Any, owner_field: str, queued: QueuedUpdate) -> QueueKey:
    owner = payload.get(owner_field) if isinstance(payload, dict) else None
    number = owner.get("id") if isinstance(owner, dict) else None
    return (family, number) if isinstance(number, int) else ("", queued.sequence)


def pause_after(failures: int, retry_after: int = 0) -> float:
    """Return the seconds until the next try after this many failures in a row.

    They are 0, 2, 4, 8 … up to 60. A `retry_after` of the webhook, in seconds, replaces them.
    """
    if retry_after:
        return float(min(retry_after, MAX_RETRY_AFTER_SECONDS))
    return 0.0 if failures < 2 else min(2.0 ** min(failures - 1, 10), MAX_PAUSE_SECONDS)


@dataclass(slots=True)
class WebhookQueue:
    """The updates of one queue, the first of them perhaps in flight."""

    updates: deque[QueuedUpdate] = field(default_factory=deque)
    failures: int = 0


class WebhookDelivery:
    """The delivery of a world's updates while a webhook is set.

    `pause_factor` stretches the pauses between tries: 1 gives Telegram's seconds, 0 none.
    Pauses pass in real time, so that a virtual clock that stands still does not stop them.
    The age of updates is virtual.
    """

    def __init__(self, world: World, perform: Perform) -> None:
        self._world = world
        self._perform = perform
        self.pause_factor = 1.0
        self._woken = asyncio.Event()
        self._stopped = False
        world.webhook.on_change = self._woken.set

    async def run(self) -> None:
        """Deliver until `stop` is called."""
        while not self._stopped:
            self._woken.clear()
            if self._world.webhook.settings is None:
                await self._woken.wait()
            else:
                await self._serve(self._world.webhook.settings)

    def stop(self) -> None:
        """End the delivery. Updates that are not delivered stay in the world's queue."""
        self._stopped = True
        self._woken.set()

    async def _serve(self, settings: WebhookSettings) -> None:
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        connector = aiohttp.TCPConnector(limit=0, resolver=LocalNames(self._world.webhook.hosts))
        async with (
            aiohttp.ClientSession(connector=connector, timeout=timeout) as session,
            asyncio.TaskGroup() as tasks,
        ):
            queues = WebhookQueues(
                self._world, settings, session, self._woken.set, self._perform, self.pause_factor
            )
            queues.add_all()
            self._world.queue.on_put = queues.add
            try:
                while self._world.webhook.settings is settings and not self._stopped:
                    queues.start(tasks)
                    await self._woken.wait()
                    self._woken.clear()
            finally:
                self._world.queue.on_put = None
                queues.cancel()


class WebhookQueues:
    """The queues of one webhook. `wake` is called when a delivery may be ready to start."""

    def __init__(
        self,
        world: World,
        settings: WebhookSettings,
        session: aiohttp.ClientSession,
        wake: Callable[[], None],
        perform: Perform,
        pause_factor: float,
    ) -> None:
        self._world = world
        self._settings = settings
        self._session = session
        self._wake = wake
        self._perform = perform
        self._pause_factor = pause_factor
        self._queues: dict[QueueKey, WebhookQueue] = {}
        self._ready: deque[QueueKey] = deque()
        self._in_flight: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()
        self._gone_since: datetime | None = None

    def add_all(self) -> None:
        """Add the updates that wait already."""
        for queued in self._world.queue.waiting():
            self.add(queued)

    def add(self, queued: QueuedUpdate) -> None:
        """Add an update at the end of its queue."""
        key = queue_key(queued)
        queue = self._queues.setdefault(key, WebhookQueue())
        if not queue.updates:
            self._ready.append(key)
        queue.updates.append(queued)
        self._wake()

    def start(self, tasks: asyncio.TaskGroup) -> None:
        """Start deliveries until max_connections of them are in flight."""
        while self._ready and len(self._in_flight) < self._settings.connections:
            task = tasks.create_task(self._deliver_first(self._ready.popleft()))
            self._in_flight.add(task)
            task.add_done_callback(self._finish)

    def cancel(self) -> None:
        """Cancel the deliveries in flight.

        Whether they arrived is unknown, so they are delivered again.
        """
        for timer in self._timers:
            timer.cancel()
        for task in self._in_flight:
            task.cancel()

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._in_flight.discard(task)
        self._wake()

    async def _deliver_first(self, key: QueueKey) -> None:
        """Deliver the first update of a queue, or schedule its next try."""
        queue = self._queues[key]
        queued, pause = queue.updates[0], 0.0
        try:
            if self._world.queue.contains(queued):
                await self._post(queued)
                self._gone_since = None
        except DeliveryFailure as failure:
            queue.failures += 1
            pause = pause_after(queue.failures, failure.retry_after)
            self._record_failure(failure)
        else:
            self._world.queue.remove(queued)
            self._world.feed.publish()
            queue.updates.popleft()
            queue.failures = 0
        if not queue.updates:
            del self._queues[key]
        elif pause:
            self._resume_later(key, pause * self._pause_factor)
        else:
            self._ready.append(key)

    def _resume_later(self, key: QueueKey, seconds: float) -> None:
        def resume() -> None:
            self._timers.discard(timer)
            self._ready.append(key)
            self._wake()

        timer = asyncio.get_running_loop().call_later(seconds, resume)
        self._timers.add(timer)

    def _record_failure(self, failure: DeliveryFailure) -> None:
        now = self._world.clock()
        self._world.webhook.note_error(now, failure.reason)
        if not failure.gone:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now - self._gone_since > GONE_LIMIT:
            self._world.webhook.set(None)

    async def _post(self, queued: QueuedUpdate) -> None:
        answer = await post_update(self._session, self._settings, queued.update)
        method = str(answer.params.pop("method", "")) if answer else ""
        if (
            answer
            and method
            and method.lower() not in _NOT_IN_ANSWER
            and not method.lower().startswith("get")
        ):
            await self._perform(method, answer)
