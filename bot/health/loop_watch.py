"""Watch whether the event loop turns: how late a timer of one second is."""

import asyncio
from collections import deque

BEAT_SECONDS = 1.0
# How long a lateness is remembered. A loop that stands still again and again is ill in between, too.
REMEMBERED_SECONDS = 30.0


class LoopWatch:
    """Knows the worst lateness of the event loop within the last half minute."""

    def __init__(self) -> None:
        self._beats: deque[tuple[float, float]] = deque()
        self._due = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin to watch the running loop."""
        self._beat_at(asyncio.get_running_loop())

    def stop(self) -> None:
        """End the watch."""
        if self._timer is not None:
            self._timer.cancel()

    def worst(self) -> float:
        """Return the worst lateness in seconds, that of a beat which has not come yet included."""
        now = asyncio.get_running_loop().time()
        while self._beats and now - self._beats[0][0] > REMEMBERED_SECONDS:
            self._beats.popleft()
        pending = 0.0 if self._timer is None else now - self._due
        return max(0.0, pending, *(late for _, late in self._beats))

    def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        self._beats.append((loop.time(), loop.time() - self._due))
        if len(self._beats) > 2 * REMEMBERED_SECONDS / BEAT_SECONDS:
            self._beats.popleft()
        self._beat_at(loop)

    def _beat_at(self, loop: asyncio.AbstractEventLoop) -> None:
        self._due = loop.time() + BEAT_SECONDS
        self._timer = loop.call_at(self._due, self._beat)
