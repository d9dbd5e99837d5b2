"""Serve HTTP beside the bot, at one address or two."""

import asyncio
import errno
import logging
import os
import ssl
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from bot.http.address_limits import AddressLimits
from bot.http.cannot_listen import CannotListen
from bot.http.connections import Connections
from bot.setting_parsing.addresses import ListenAddress, Network

# A request in hand has this long at a stop. Storing an update takes milliseconds.
CLOSING_SECONDS = 3.0
# Longer than a reverse proxy keeps its connections, a minute, so that it is not the bot that closes them.
KEEP_ALIVE_SECONDS = 75.0
HANDSHAKE_SECONDS = 10.0
BACKLOG = 512

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# What strangers send is no fault of ours: aiohttp would log a traceback for each request that is no HTTP.
_logger = logging.getLogger("bot.http.protocol")
_logger.setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Route:
    """A path and what answers it. GET includes HEAD.

    before is asked for permission where a client waits for it before it sends a body.
    """

    method: str
    path: str
    handle: Handler
    before: Callable[[web.Request], Awaitable[web.StreamResponse | None]] | None = None


@dataclass(frozen=True, slots=True)
class Listener:
    """An address, the routes served there, and who may connect."""

    address: ListenAddress
    routes: tuple[Route, ...]
    tls: ssl.SSLContext | None = None
    sources: Collection[Network] = ()
    limits: AddressLimits = field(default_factory=AddressLimits)


def load_tls(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """Return the context of a server with this certificate, None without one.

    Raises CannotListen for files that cannot be read or do not fit together.
    """
    if certificate is None or key is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        # a key with a password would wait for a person at the terminal
        context.load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ssl.SSLError) as error:
        reason = error.reason if isinstance(error, ssl.SSLError) else error.strerror
        # the error does not say which of the two files it means
        unreadable = (path for path in (certificate, key) if not os.access(path, os.R_OK))
        blamed = next(unreadable, certificate)
        raise CannotListen(str(blamed), reason or type(error).__name__) from error
    return context


class HttpServer:
    """The open listeners. Requests are answered from open() until close()."""

    def __init__(self, listeners: Iterable[Listener]) -> None:
        self._listeners = tuple(listeners)
        self._open = AsyncExitStack()
        self.addresses: list[ListenAddress] = []
        """Where it listens, in the order of the listeners, with the real ports."""
        self.connections: list[Connections] = []

    async def open(self) -> None:
        """Begin to listen. Raises CannotListen, with nothing left open."""
        try:
            for listener in self._listeners:
                await self._listen(listener)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Take no more requests, and finish those in hand."""
        await self._open.aclose()

    async def _listen(self, listener: Listener) -> None:
        runner = web.AppRunner(
            _application(listener.routes),
            access_log=None,
            logger=_logger,
            shutdown_timeout=CLOSING_SECONDS,
            keepalive_timeout=KEEP_ALIVE_SECONDS,
            # what is left of a refused body is not read
            lingering_time=0.0,
            auto_decompress=False,
        )
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        connections = Connections(listener.limits, listener.sources)
        server = await _create_server(listener, connections.protocol(_protocol_of(runner)))
        # before the runner waits for the requests in hand
        self._open.callback(server.close)
        port = server.sockets[0].getsockname()[1]
        self.addresses.append(ListenAddress(listener.address.host, port))
        self.connections.append(connections)


def _protocol_of(runner: web.AppRunner) -> Callable[[], asyncio.Protocol]:
    """Return what makes the protocol of a connection, which there is once the runner is set up."""
    if runner.server is None:
        raise RuntimeError("the runner is not set up")
    return runner.server


async def _create_server(listener: Listener, protocol: Callable[[], asyncio.Protocol]) -> asyncio.Server:
    address, loop = listener.address, asyncio.get_running_loop()
    try:
        return await loop.create_server(
            protocol,
            address.host,
            address.port,
            ssl=listener.tls,
            ssl_handshake_timeout=HANDSHAKE_SECONDS if listener.tls else None,
            backlog=BACKLOG,
            reuse_address=True,
        )
    except OSError as error:
        # a name that is not found has a negative number
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        # another process may end, and after a start of the machine its addresses come one by one
        may_pass = error.errno in (errno.EADDRINUSE, errno.EADDRNOTAVAIL)
        raise CannotListen(str(address), reason or type(error).__name__, may_pass=may_pass) from error


def _application(routes: Iterable[Route]) -> web.Application:
    app = web.Application()
    for route in routes:
        if route.method == "GET":
            app.router.add_get(route.path, route.handle, allow_head=True)
        else:
            app.router.add_route(route.method, route.path, route.handle, expect_handler=route.before)
    return app
