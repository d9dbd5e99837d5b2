"""A tool: a web server that takes a bot's updates, for tests of webhooks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Answer = Callable[[dict[str, Any]], Awaitable[web.Response]]


class Receiver:
    """Keeps what was posted; `answer` may be set to give another answer than 200."""

    def __init__(self) -> None:
        self.url = ""
        self.updates: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Answer | None = None
        self._came = asyncio.Condition()

    @property
    def texts(self) -> list[str]:
        """The texts of the messages posted, tries that failed included."""
        return [str(update.get("message", {}).get("text")) for update in self.updates]

    async def until(self, count: int) -> None:
        """Wait until so many posts have come."""
        async with asyncio.timeout(10), self._came:
            await self._came.wait_for(lambda: len(self.updates) >= count)

    async def take(self, request: web.Request) -> web.Response:
        """The handler."""
        update = await request.json()
        async with self._came:
            self.updates.append(update)
            self.headers.append(dict(request.headers))
            self._came.notify_all()
        return web.Response() if self.answer is None else await self.answer(update)


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    """An application on a free port of loopback; its address."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """A receiver that is reachable at its `url`."""
    receiver, app = Receiver(), web.Application()
    app.router.add_post("/hook", receiver.take)
    async with serving(app) as address:
        receiver.url = f"{address}/hook"
        yield receiver
