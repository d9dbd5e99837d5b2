"""Updates posted to the bot's webhook, as the Bot API server posts them.

Updates that share a line (messages of a chat, presses of a person …) go strictly one after another; lines go
side by side, as many as max_connections allows. Anything but 2xx is tried again, at once and then with
growing pauses, until the update is too old. A method in the webhook's own answer is carried out.
"""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.sandbox.http.webhook_lines import Line, line_of
from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.wire.requests import Request, TooLarge, read_body
from bot.sandbox.world.updates import QueuedUpdate
from bot.sandbox.world.webhook import Hook
from bot.sandbox.world.world import World

PATIENCE_SECONDS = 60.0
LONGEST_PAUSE = 60.0
LONGEST_WISH = 3600  # seconds; a longer Retry-After is cut to this
GONE_PATIENCE = timedelta(hours=23)  # an address that answers 410 for so long loses the webhook
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
# what a webhook cannot ask for in its answer, for the result would reach nobody
_NOT_IN_ANSWER = frozenset({"deletewebhook", "setwebhook", "close", "logout"})

Perform = Callable[[str, Request], Awaitable[Any]]


def pause_after(failures: int, wish: int = 0) -> float:
    """Seconds until the next try after so many failures in a row: none, 2, 4, 8 … at most a minute; or what
    the webhook's Retry-After asked for.
    """
    if wish:
        return float(min(wish, LONGEST_WISH))
    return 0.0 if failures < 2 else min(2.0 ** min(failures - 1, 10), LONGEST_PAUSE)


@dataclass(eq=False)
class Failure(Exception):
    """A delivery that did not succeed: Telegram's words for it, and how long the webhook wants to be left."""

    reason: str
    wish: int = 0
    gone: bool = False


@dataclass(slots=True)
class WebhookQueue:
    """The updates of one line, the first of them perhaps on its way."""

    updates: deque[QueuedUpdate] = field(default_factory=deque)
    failures: int = 0


class WebhookDelivery:
    """Posts what waits in a world's queue while there is a webhook.

    `pace` may be set: it stretches the pauses between tries, 1 being Telegram's seconds and 0 none. They pass
    in real time, so that a clock that stands still does not hold them; the age of updates is the world's.
    """

    def __init__(self, world: World, perform: Perform) -> None:
        self._world = world
        self._perform = perform
        self.pace = 1.0
        self._woken = asyncio.Event()
        self._stopped = False
        world.webhook.on_change = self._woken.set

    async def run(self) -> None:
        """Deliver until `stop`."""
        while not self._stopped:
            self._woken.clear()
            if self._world.webhook.hook is None:
                await self._woken.wait()
            else:
                await self._serve(self._world.webhook.hook)

    def stop(self) -> None:
        """Let go of everything; what was not taken stays in the queue."""
        self._stopped = True
        self._woken.set()

    async def _serve(self, hook: Hook) -> None:
        timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
        connector = aiohttp.TCPConnector(limit=0)
        async with (
            aiohttp.ClientSession(connector=connector, timeout=timeout) as session,
            asyncio.TaskGroup() as tasks,
        ):
            posting = Posting(self._world, hook, session, self._woken.set, self._perform, self.pace)
            posting.take_all()
            self._world.queue.on_put = posting.take
            try:
                while self._world.webhook.hook is hook and not self._stopped:
                    posting.start(tasks)
                    await self._woken.wait()
                    self._woken.clear()
            finally:
                self._world.queue.on_put = None
                posting.cancel()


class Posting:
    """The lines of one webhook. `wake` is called when there may be something new to start."""

    def __init__(
        self,
        world: World,
        hook: Hook,
        session: aiohttp.ClientSession,
        wake: Callable[[], None],
        perform: Perform,
        pace: float,
    ) -> None:
        self._world = world
        self._hook = hook
        self._session = session
        self._wake = wake
        self._perform = perform
        self._pace = pace
        self._queues: dict[Line, WebhookQueue] = {}
        self._ready: deque[Line] = deque()
        self._active: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()
        self._gone_since: datetime | None = None

    def take_all(self) -> None:
        """Take over what waits already."""
        for waiting in self._world.queue.waiting():
            self.take(waiting)

    def take(self, waiting: QueuedUpdate) -> None:
        """Put an update at the end of its line."""
        line = line_of(waiting)
        queue = self._queues.setdefault(line, WebhookQueue())
        if not queue.updates:
            self._ready.append(line)
        queue.updates.append(waiting)
        self._wake()

    def start(self, tasks: asyncio.TaskGroup) -> None:
        """Start as many deliveries as there may be at once."""
        while self._ready and len(self._active) < self._hook.connections:
            task = tasks.create_task(self._advance(self._ready.popleft()))
            self._active.add(task)
            task.add_done_callback(self._finish)

    def cancel(self) -> None:
        """Give up what is under way; nobody knows whether it arrived, so it will be delivered again."""
        for timer in self._timers:
            timer.cancel()
        for task in self._active:
            task.cancel()

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._active.discard(task)
        self._wake()

    async def _advance(self, line: Line) -> None:
        """Deliver the first update of a line, or learn when to try again."""
        queue = self._queues[line]
        waiting, pause = queue.updates[0], 0.0
        try:
            if self._world.queue.holds(waiting):
                await self._post(waiting)
                self._gone_since = None
        except Failure as failure:
            queue.failures += 1
            pause = pause_after(queue.failures, failure.wish)
            self._note(failure)
        else:
            self._world.queue.drop(waiting)
            self._world.feed.publish()
            queue.updates.popleft()
            queue.failures = 0
        if not queue.updates:
            del self._queues[line]
        elif pause:
            self._resume_later(line, pause * self._pace)
        else:
            self._ready.append(line)

    def _resume_later(self, line: Line, seconds: float) -> None:
        def resume() -> None:
            self._timers.discard(timer)
            self._ready.append(line)
            self._wake()

        timer = asyncio.get_running_loop().call_later(seconds, resume)
        self._timers.add(timer)

    def _note(self, failure: Failure) -> None:
        now = self._world.clock()
        self._world.webhook.note_error(now, failure.reason)
        if not failure.gone:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now - self._gone_since > GONE_PATIENCE:
            self._world.webhook.set(None)

    async def _post(self, waiting: QueuedUpdate) -> None:
        headers = {"Content-Type": "application/json"}
        if self._hook.secret:
            headers[SECRET_HEADER] = self._hook.secret
        body = json.dumps(waiting.update, separators=(",", ":")).encode("ascii")
        try:
            async with self._session.post(
                self._hook.url,
                data=body,
                headers=headers,
                allow_redirects=False,
                ssl=self._hook.trusted or True,
            ) as response:
                _check(response)
                answer = await read_body(response.headers, response.content)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise Failure(_reason(error)) from None
        except (ApiRefusal, TooLarge):
            return  # delivered; only what the answer asks for cannot be read
        method = str(answer.params.pop("method", ""))
        if method and method.lower() not in _NOT_IN_ANSWER and not method.lower().startswith("get"):
            await self._perform(method, answer)


def _check(response: aiohttp.ClientResponse) -> None:
    if 200 <= response.status <= 299:
        return
    wish = response.headers.get("Retry-After", "")
    raise Failure(
        f"Wrong response from the webhook: {response.status} {response.reason or ''}".rstrip(),
        int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 10 else 0,
        gone=response.status == HTTPStatus.GONE,
    )


def _reason(error: Exception) -> str:
    """An error of the connection in the words getWebhookInfo has for it."""
    if isinstance(error, TimeoutError):
        return "Read timeout expired"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "Failed to resolve host: Name or service not known"
    if isinstance(error, aiohttp.ClientSSLError):
        return "SSL error {certificate verify failed}"
    if isinstance(error, OSError) and error.errno == 111:
        return "Connection refused"
    return "Connection closed"
