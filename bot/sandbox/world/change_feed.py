"""Tells whoever waits that something changed: the page, the control interface, a test."""

import asyncio


class ChangeFeed:
    """A counter of changes that can be waited for. One change wakes every waiter once."""

    def __init__(self) -> None:
        self.version = 0
        self.closed = False
        self._waiting: set[asyncio.Future[None]] = set()

    def publish(self) -> None:
        """Something a person or an observer could see has changed."""
        self.version += 1
        self._wake()

    def close(self) -> None:
        """Let every waiter go, now and later: the server stops."""
        self.closed = True
        self._wake()

    async def wait(self, after: int, limit: float) -> int:
        """The version once it is past `after`, or whatever it is when `limit` seconds are over."""
        loop = asyncio.get_running_loop()
        end = loop.time() + limit
        while self.version <= after and not self.closed and (left := end - loop.time()) > 0:
            waiter: asyncio.Future[None] = loop.create_future()
            self._waiting.add(waiter)
            try:
                await asyncio.wait((waiter,), timeout=left)
            finally:
                self._waiting.discard(waiter)
        return self.version

    def _wake(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()
