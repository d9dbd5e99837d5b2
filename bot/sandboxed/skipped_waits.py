"""Let the waits of the rate limiter pass on a clock that is being moved."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from math import ceil

from bot.telegram_api.rate_limiter import Timer
from scheduler.clock import ShiftedClock

# The longest pause between two messages in one chat. Longer waits are for outages, and pass in real time.
_LONGEST_SECONDS = 3.1


class SkippedWaits:
    """A timer for the rate limiter.

    While the clock is being moved, a short wait moves it further instead of taking real time. Otherwise each
    further message in a chat would take a real second.
    """

    def __init__(self, clock: ShiftedClock, may_skip: Callable[[], bool]) -> None:
        """Take the clock, and what says whether the other side counts by it too."""
        self._clock = clock
        self._may_skip = may_skip
        self._moves = 0

    @contextmanager
    def skipping(self) -> Iterator[None]:
        """Skip waits inside the block."""
        self._moves += 1
        try:
            yield
        finally:
            self._moves -= 1

    def later(self, seconds: float, wake: Callable[[], None]) -> Timer:
        """Call `wake` after so many seconds of the clock."""
        loop = asyncio.get_running_loop()
        if not self._moves or seconds > _LONGEST_SECONDS or not self._may_skip():
            return loop.call_later(seconds, wake)
        # a wait that is not a whole number of microseconds must not end too early
        until = self._clock.now() + timedelta(microseconds=ceil(seconds * 1e6))

        def skip() -> None:
            if self._clock.now() < until:
                self._clock.set(until)
            wake()

        return loop.call_soon(skip)
