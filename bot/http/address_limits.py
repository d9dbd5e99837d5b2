"""Count refused requests by address, to tell those who try again and again."""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

BURST = 20
PER_SECOND = 1.0
_SWEEP_AT = 10_000
# A home or a server has a whole network of this size in IPv6, and changes its address at will within it.
_IPV6_PREFIX = 64


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class AddressLimits:
    """A token bucket for each address: a burst of refused requests, then one a second."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Take a clock in monotonic seconds."""
        self._now = now
        self._buckets: dict[int | None, _Bucket] = {}

    def refuse(self, address: Address | None) -> bool:
        """Count a refused request. Return whether it is within the limit, so worth a log record."""
        bucket = self._refilled(_key(address))
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def is_over(self, address: Address | None) -> bool:
        """Return whether the address has used up what it may."""
        key = _key(address)
        return key in self._buckets and self._refilled(key).left < 1

    @property
    def remembered(self) -> int:
        """How many addresses are remembered."""
        return len(self._buckets)

    def _refilled(self, key: int | None) -> _Bucket:
        now = self._now()
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= _SWEEP_AT:
                self._sweep(now)
            bucket = self._buckets[key] = _Bucket(BURST, now)
        bucket.left = min(BURST, bucket.left + max(0.0, now - bucket.at) * PER_SECOND)
        bucket.at = now
        return bucket

    def _sweep(self, now: float) -> None:
        """Forget full buckets, which are the same as none, or all of them under a flood."""
        kept = {
            key: bucket
            for key, bucket in self._buckets.items()
            if bucket.left + (now - bucket.at) * PER_SECOND < BURST
        }
        self._buckets = kept if len(kept) < _SWEEP_AT else {}


def _key(address: Address | None) -> int | None:
    if isinstance(address, ipaddress.IPv6Address):
        return int(address) >> (128 - _IPV6_PREFIX)
    return None if address is None else int(address)
