"""Count durations by buckets.

The library's own histogram takes a lock for each observation, 2 µs of a message that costs a hundred.
"""

from bisect import bisect_left
from collections.abc import Sequence

ANSWER_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds, for work that a person waits for."""

AGE_BUCKETS = (1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0, 43200.0, 86400.0)
"""Seconds, for the age of an update, which Telegram keeps for a day."""


class Histogram:
    """How many durations fell into each bucket, and their sum. For one thread."""

    __slots__ = ("_bounds", "_counts", "sum")

    def __init__(self, bounds: Sequence[float] = ANSWER_BUCKETS) -> None:
        """Take the upper bounds in seconds, ascending. What is above counts as infinite."""
        self._bounds = tuple(bounds)
        self._counts = [0] * (len(self._bounds) + 1)
        self.sum = 0.0

    def observe(self, seconds: float) -> None:
        """Count one duration."""
        self._counts[bisect_left(self._bounds, seconds)] += 1
        self.sum += seconds

    def buckets(self) -> list[tuple[str, float]]:
        """Return how many were at most as long as each bound, as Prometheus wants it."""
        total, found = 0, []
        for bound, count in zip((*map(str, self._bounds), "+Inf"), self._counts, strict=True):
            total += count
            found.append((bound, float(total)))
        return found
