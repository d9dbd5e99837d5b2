"""Connections per address are bounded, except those of the sender of updates."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address, ip_network

import pytest

from bot.http import connections
from bot.http.address_limits import BURST, AddressLimits
from bot.http.connections import MOST_OF_ADDRESS, Connections, address_of
from bot.setting_parsing.addresses import Network
from tests.bot.http.posting import open_posting

TELEGRAM = ip_network("149.154.160.0/20")


class Line(asyncio.Transport):
    """A connection from an address, which knows whether it was cut."""

    def __init__(self, peer: object) -> None:
        super().__init__({"peername": peer})
        self.is_cut = False

    def is_closing(self) -> bool:
        """Return whether the connection was cut."""
        return self.is_cut

    def abort(self) -> None:
        """Cut the connection."""
        self.is_cut = True


def line(host: str = "203.0.113.5") -> Line:
    """Return a connection from a host."""
    return Line((host, 50000))


@pytest.mark.parametrize(
    ("peer", "address"),
    [
        (("203.0.113.5", 1), "203.0.113.5"),
        (("::ffff:203.0.113.5", 1, 0, 0), "203.0.113.5"),
        (("2001:db8::1", 1, 0, 0), "2001:db8::1"),
        (("fe80::1%eth0", 1, 0, 2), "fe80::1"),
        ("", None),
        (None, None),
        ((), None),
        (("no address", 1), None),
    ],
)
def test_address_of_a_connection(peer: object, address: str | None) -> None:
    """An IPv4 address on a socket of both families is that address. A closed connection has none."""
    assert address_of(Line(peer)) == (None if address is None else ip_address(address))
    assert address_of(None) is None


def test_oldest_connection_of_a_crowded_address_is_cut() -> None:
    """Each new one takes the place of the oldest, and other addresses keep theirs."""
    admitted, other = Connections(AddressLimits()), line("198.51.100.1")
    admitted.admit(other)
    lines = [line() for _ in range(MOST_OF_ADDRESS + 3)]
    assert all(admitted.admit(one) for one in lines)
    assert [one.is_cut for one in lines] == [True] * 3 + [False] * MOST_OF_ADDRESS
    assert not other.is_cut
    assert (admitted.cut, admitted.strangers) == (3, MOST_OF_ADDRESS + 1)


def test_connection_that_has_shown_the_secret_is_never_cut() -> None:
    """It is not cut for the number of connections of its address, as behind a proxy, or of all."""
    admitted, trusted = Connections(AddressLimits()), line()
    admitted.admit(trusted)
    admitted.trust(trusted)
    lines = [line() for _ in range(3 * MOST_OF_ADDRESS)]
    for one in lines:
        admitted.admit(one)
    assert not trusted.is_cut
    assert sum(not one.is_cut for one in lines) == MOST_OF_ADDRESS


def test_many_addresses_share_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood from everywhere is bounded, too: the oldest of all goes."""
    monkeypatch.setattr(connections, "MOST_STRANGERS", 10)
    admitted = Connections(AddressLimits())
    lines = [line(f"203.0.113.{number}") for number in range(30)]
    for one in lines:
        admitted.admit(one)
    assert [one.is_cut for one in lines] == [True] * 20 + [False] * 10


def test_closed_connections_do_not_count() -> None:
    """A thousand connections one after another are no crowd."""
    admitted = Connections(AddressLimits())
    for _ in range(1000):
        one = line()
        admitted.admit(one)
        one.abort()
    last = line()
    assert admitted.admit(last)
    assert (admitted.cut, admitted.strangers, last.is_cut) == (0, 1, False)


@pytest.mark.parametrize(
    ("sources", "host", "admitted"),
    [
        ((), "203.0.113.5", True),
        ((TELEGRAM,), "203.0.113.5", False),
        ((TELEGRAM,), "203.0.113.6", True),
        ((TELEGRAM,), "149.154.167.220", True),
    ],
)
def test_flooding_address_is_shut_out_unless_it_may_be_a_proxy(
    sources: tuple[Network, ...], host: str, admitted: bool
) -> None:
    """Behind a proxy all have one address, and Telegram's is never shut out."""
    limits = AddressLimits(lambda: 0.0)
    for _ in range(BURST):
        limits.refuse(ip_address("203.0.113.5"))
        limits.refuse(ip_address("149.154.167.220"))
    assert Connections(limits, sources).admit(line(host)) is admitted


async def test_strangers_who_only_connect_leave_room_for_updates() -> None:
    """More connections than are allowed, all silent: an update is stored all the same."""

    @asynccontextmanager
    async def silent(port: int) -> AsyncIterator[None]:
        opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(MOST_OF_ADDRESS + 20)]
        try:
            yield
        finally:
            for _, writer in opened:
                writer.close()

    async with open_posting() as posting, silent(posting.port):
        assert await posting.post_update(1) == 200
        assert posting.server.connections[0].cut >= 20
        assert posting.server.connections[0].strangers <= MOST_OF_ADDRESS
