"""Clocks of the tests: one that stands, and one on which waiting takes no time."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.telegram_api.rate_limiter import Alarm

_SHORTEST_WAIT_SECONDS = 0.001


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
    """A clock that skips every wait: what a caller waits for comes at once, and the time has passed."""

    def seconds(self) -> float:
        """Return the instant as a count of seconds, for what measures by a monotonic clock."""
        return self.at.timestamp()

    def later(self, seconds: float, wake: Callable[[], None]) -> Alarm:
        """Call `wake` in the next step of the loop. By then so many seconds have passed."""
        until = self.at + timedelta(seconds=max(seconds, _SHORTEST_WAIT_SECONDS))

        def skip() -> None:
            self.at = max(self.at, until)
            wake()

        return asyncio.get_running_loop().call_soon(skip)
