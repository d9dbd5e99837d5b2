"""Refused requests are counted by address: a burst, then one a second."""

from ipaddress import ip_address

import pytest

from bot.http import address_limits
from bot.http.address_limits import BURST, AddressLimits

ONE, OTHER = ip_address("203.0.113.5"), ip_address("203.0.113.6")


class Seconds:
    """A monotonic clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


def test_burst_is_followed_by_one_a_second() -> None:
    """Only the address that was refused is over its limit, until a second has passed."""
    clock = Seconds()
    limits = AddressLimits(clock)
    assert [limits.refuse(ONE) for _ in range(BURST + 2)] == [True] * BURST + [False] * 2
    assert limits.is_over(ONE)
    assert not limits.is_over(OTHER)
    clock.now = 1.0
    assert not limits.is_over(ONE)
    assert [limits.refuse(ONE), limits.refuse(ONE)] == [True, False]
    clock.now = 1000.0
    assert [limits.refuse(ONE) for _ in range(BURST + 1)] == [True] * BURST + [False]


@pytest.mark.parametrize(
    ("other", "is_over"), [("2001:db8:0:1::ffff", True), ("2001:db8:0:2::1", False), ("203.0.113.5", False)]
)
def test_network_of_ipv6_counts_as_one_address(other: str, is_over: bool) -> None:
    """A sender has a whole network of 2^64 addresses to itself."""
    limits = AddressLimits(Seconds())
    for number in range(BURST):
        limits.refuse(ip_address(f"2001:db8:0:1::{number:x}"))
    assert limits.is_over(ip_address(other)) is is_over


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses that were quiet for a while are forgotten, and under a flood of addresses all are."""
    monkeypatch.setattr(address_limits, "_SWEEP_AT", 100)
    clock = Seconds()
    limits = AddressLimits(clock)
    for number in range(1000):
        clock.now += 0.01 if number < 500 else 5.0
        limits.refuse(ip_address(number))
        assert limits.remembered <= 100


def test_connection_without_an_address_has_a_limit_too() -> None:
    """A connection without an address is closed already, or comes by another kind of socket."""
    limits = AddressLimits(Seconds())
    assert not limits.is_over(None)
    for _ in range(BURST):
        limits.refuse(None)
    assert limits.is_over(None)
