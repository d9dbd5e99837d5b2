"""Let a clock that people move run faster than the machine's."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.sandbox.people.actions import Impossible

_STEP_SECONDS = 0.1


class ClockSpeed:
    """Moves a clock by steps, so that it runs at a multiple of its own speed.

    Each step stops at what falls due in between, which a factor would pass over.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        move: Callable[[datetime], Awaitable[None]],
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Take what tells the time and what moves it, which may raise Impossible for a past instant."""
        self._now = now
        self._move = move
        self._pause = pause
        self._speed = 1.0
        self._is_fast = asyncio.Event()

    async def set_speed(self, speed: float) -> None:
        """Set how many seconds pass in one real second.

        Raises Impossible below one, since the bot's clock never stands.
        """
        if speed < 1:
            raise Impossible("the bot's clock cannot run slower than real time", speed)
        self._speed = speed
        if speed > 1:
            self._is_fast.set()
        else:
            self._is_fast.clear()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep the clock at its speed inside the block."""
        # ended with the block, but a TaskGroup would wrap each error of the block
        running = asyncio.ensure_future(self._run())  # noqa: TID251
        try:
            yield
        finally:
            running.cancel()
            await asyncio.wait((running,))
            if not running.cancelled():
                running.result()

    async def _run(self) -> None:
        while True:
            await self._is_fast.wait()
            await self._pause(_STEP_SECONDS)
            await self.step()

    async def step(self) -> None:
        """Move the clock by what one pause adds beyond the pause itself."""
        ahead = timedelta(seconds=_STEP_SECONDS * (self._speed - 1))
        if ahead:
            try:
                await self._move(self._now() + ahead)
            except Impossible:
                return  # it was moved further meanwhile
