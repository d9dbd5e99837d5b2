"""Clocks of the tests: one that stands still, and some that skip waits."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import ceil

import pytest

from bot.telegram_api.rate_limiter import Timer


def moment(text: str) -> datetime:
    """Return the instant in UTC that «2026-03-01 10:00» names."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class FrozenClock:
    """A clock that shows `at` until a test sets it anew."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant it was set to."""
        return self.at


class SkippingClock(FrozenClock):
    """A clock that skips every wait: the caller continues at once, and the clock is put forward."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self._start = at
        self.skipped: list[float] = []
        """The waits so far, in seconds."""

    def seconds(self) -> float:
        """Return the seconds since the start, as a monotonic clock does."""
        return (self.at - self._start).total_seconds()

    def later(self, seconds: float, wake: Callable[[], None]) -> Timer:
        """Put the clock forward by this many seconds and call `wake`, in the loop's next step."""
        # a wait that is not a whole number of microseconds must not end too early
        until = self.at + timedelta(microseconds=ceil(seconds * 1e6))

        def skip() -> None:
            if self.at < until:
                self.skipped.append((until - self.at).total_seconds())
                self.at = until
            wake()

        return asyncio.get_running_loop().call_soon(skip)


class SkippingLoopTime:
    """The clock of the running loop, which a test can put forward."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        loop = asyncio.get_running_loop()
        real = loop.time
        self._skipped = 0.0
        monkeypatch.setattr(loop, "time", lambda: real() + self._skipped)

    def skip(self, seconds: float) -> None:
        """Put the clock forward by this many seconds."""
        self._skipped += seconds
