"""Bound the connections of strangers, so that they leave room for those who bring updates."""

import asyncio
import ipaddress
from collections import Counter
from collections.abc import Callable, Collection, Iterable

from bot.http.address_limits import AddressLimits
from bot.setting_parsing.addresses import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Connections that have not brought an update with the right secret yet. Telegram opens 40 at most. Beyond
# these the oldest of the address, or of all addresses, is cut.
MOST_OF_ADDRESS = 100
MOST_STRANGERS = 500


def address_of(transport: asyncio.BaseTransport | None) -> Address | None:
    """Return the address of the other side. None where there is none, as on a closed connection."""
    peer: object = transport.get_extra_info("peername") if transport is not None else None
    if not isinstance(peer, tuple) or not peer:
        return None
    try:
        address = ipaddress.ip_address(str(peer[0]).partition("%")[0])
    except ValueError:
        return None
    # an IPv4 connection to a socket of both families
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def is_within(address: Address | None, networks: Iterable[Network]) -> bool:
    """Return whether the address belongs to one of the networks."""
    return address is not None and any(address in network for network in networks)


class Connections:
    """Admits the connections of one server.

    A connection is a stranger's until trust() is called for it. Strangers have limits, and those who are
    trusted have none, so that a flood cannot keep them out.
    """

    def __init__(self, limits: AddressLimits, sources: Collection[Network] = ()) -> None:
        """Take the limits of refused requests, and the networks that bring updates.

        Where networks are given, connections of other addresses beyond their limit are cut before a request
        is read. Otherwise a proxy may stand in between, whose address all share.
        """
        self._limits = limits
        self._sources = sources
        self._strangers: dict[asyncio.Transport, Address | None] = {}
        self._of_address: Counter[Address | None] = Counter()
        self._trusted: set[asyncio.BaseTransport] = set()
        self.cut = 0
        """How many connections were cut because of a limit."""

    @property
    def strangers(self) -> int:
        """How many connections of strangers are open."""
        self._forget_over()
        return len(self._strangers)

    def protocol(self, make: Callable[[], asyncio.Protocol]) -> Callable[[], asyncio.Protocol]:
        """Return a protocol factory that admits each connection before it makes its protocol."""
        return lambda: _Admission(self, make)

    def admit(self, transport: asyncio.Transport) -> bool:
        """Count a new connection. Return False where it is to be cut."""
        address = address_of(transport)
        if self._sources and not is_within(address, self._sources) and self._limits.is_over(address):
            self.cut += 1
            return False
        self._strangers[transport] = address
        self._of_address[address] += 1
        if self._is_crowded(address):
            # most are closed already, which is not told
            self._forget_over()
            if self._is_crowded(address):
                self._cut_oldest(address if self._of_address[address] > MOST_OF_ADDRESS else None)
        return True

    def trust(self, transport: asyncio.BaseTransport | None) -> None:
        """Note that a connection has shown the right secret."""
        if transport is not None and transport not in self._trusted:
            self._trusted = {one for one in self._trusted if not one.is_closing()} | {transport}

    def _is_crowded(self, address: Address | None) -> bool:
        return self._of_address[address] > MOST_OF_ADDRESS or len(self._strangers) > MOST_STRANGERS

    def _forget_over(self) -> None:
        self._strangers = {
            transport: address
            for transport, address in self._strangers.items()
            if not transport.is_closing() and transport not in self._trusted
        }
        self._of_address = Counter(self._strangers.values())

    def _cut_oldest(self, address: Address | None) -> None:
        """Cut the oldest connection of an address, or of all where none is given."""
        oldest = next(
            one for one, its_own in self._strangers.items() if address is None or its_own == address
        )
        self._of_address[self._strangers.pop(oldest)] -= 1
        self.cut += 1
        oldest.abort()


class _Admission(asyncio.Protocol):
    """Decides about one connection, and gives it to the server's own protocol."""

    def __init__(self, connections: Connections, make: Callable[[], asyncio.Protocol]) -> None:
        self._connections = connections
        self._make = make

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError(type(transport).__name__)
        if not self._connections.admit(transport):
            transport.abort()
            return
        protocol = self._make()
        transport.set_protocol(protocol)
        protocol.connection_made(transport)
