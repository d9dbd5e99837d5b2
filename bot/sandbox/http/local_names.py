"""Find this machine under names that no name server knows."""

import socket
from collections.abc import Collection

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver

_LOOPBACK = "127.0.0.1"


class LocalNames(AbstractResolver):
    """Resolves some names to loopback, and all others as usual."""

    def __init__(self, names: Collection[str]) -> None:
        """Take names in lower case."""
        self._names = names
        self._others = DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of a host. Raises OSError for a name that is not found."""
        if host.lower() not in self._names:
            return await self._others.resolve(host, port, family)
        return [
            ResolveResult(
                hostname=host,
                host=_LOOPBACK,
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Release what the resolver of the others holds."""
        await self._others.close()
