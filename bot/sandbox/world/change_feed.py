"""Wake the page, the control interface and tests when the sandbox changes."""

import asyncio


class ChangeFeed:
    """A counter of changes that can be awaited. One change wakes every waiter once."""

    def __init__(self) -> None:
        self.version = 0
        self.closed = False
        self._waiting: set[asyncio.Future[None]] = set()

    def publish(self) -> None:
        """Count a change that a person or an observer can see, and wake every waiter."""
        self.version += 1
        self._wake()

    def close(self) -> None:
        """Release every waiter, now and later, because the server stops."""
        self.closed = True
        self._wake()

    async def wait(self, after: int, limit: float) -> int:
        """Wait until the version is past `after`, at most `limit` real seconds. Return the version."""
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
