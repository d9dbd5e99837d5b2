"""Tool for tests: a web server that receives a bot's updates."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Answer = Callable[[dict[str, Any]], Awaitable[web.Response]]


class Receiver:
    """The received updates. Set `answer` to answer other than 200."""

    def __init__(self) -> None:
        self.url = ""
        self.updates: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Answer | None = None
        self._came = asyncio.Condition()

    @property
    def texts(self) -> list[str]:
        """Return the texts of the received messages, failed tries included."""
        return [str(update.get("message", {}).get("text")) for update in self.updates]

    async def until(self, count: int) -> None:
        """Wait until this many posts have come."""
        async with asyncio.timeout(10), self._came:
            await self._came.wait_for(lambda: len(self.updates) >= count)

    async def take(self, request: web.Request) -> web.Response:
        """Receive one post."""
        update = await request.json()
        async with self._came:
            self.updates.append(update)
            self.headers.append(dict(request.headers))
            self._came.notify_all()
        return web.Response() if self.answer is None else await self.answer(update)


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    """Serve an application on a free port of loopback. Yields its address."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """Serve a receiver at its `url`."""
    receiver, app = Receiver(), web.Application()
    app.router.add_post("/hook", receiver.take)
    async with serving(app) as address:
        receiver.url = f"{address}/hook"
        yield receiver
