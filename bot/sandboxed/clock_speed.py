"""Lets a clock that people move run faster than the machine's."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.sandbox.people.actions import Impossible

_STEP_SECONDS = 0.1


class Clockwork:
    """Moves a clock step by step, each as far as it has to go to be so many times as fast as it is by itself.

    By steps and not by a factor, so that whatever falls due in between is stopped at.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        move: Callable[[datetime], Awaitable[None]],
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """move goes to an instant and may raise Impossible for one that has passed meanwhile."""
        self._now = now
        self._move = move
        self._pause = pause
        self._speed = 1.0
        self._hurried = asyncio.Event()

    async def set_speed(self, speed: float) -> None:
        """How many seconds pass in one real one.

        Raises Impossible below one: the bot's clock never stands.
        """
        if speed < 1:
            raise Impossible("the bot's clock cannot run slower than real time", speed)
        self._speed = speed
        if speed > 1:
            self._hurried.set()
        else:
            self._hurried.clear()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Keep the clock at its speed inside."""
        # ended with the block like a group's, but a TaskGroup would wrap every error of the block
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
            await self._hurried.wait()
            await self._pause(_STEP_SECONDS)
            await self.step()

    async def step(self) -> None:
        """Go on by what one pause adds beyond the pause itself."""
        ahead = timedelta(seconds=_STEP_SECONDS * (self._speed - 1))
        if ahead:
            try:
                await self._move(self._now() + ahead)
            except Impossible:
                return  # somebody has moved it further meanwhile
