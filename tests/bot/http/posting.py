"""A tool: an open server with a webhook, and posts to it."""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.http.server import HttpServer, Listener, Route
from bot.http.webhook_endpoint import SECRET_HEADER, PostOutcome, WebhookEndpoint, WebhookGate
from bot.setting_parsing.addresses import ListenAddress, Network
from data.store.sqlite.errors import StoreError

SECRET = "a-Secret_1"
LOOPBACK = ListenAddress("127.0.0.1", 0)


@dataclass
class Posting:
    """A webhook at `url`, the updates that it has stored, and the outcome of each request."""

    session: aiohttp.ClientSession
    server: HttpServer
    endpoint: WebhookEndpoint
    stored: list[Any]
    outcomes: list[PostOutcome]
    trouble: list[StoreError] = field(default_factory=list)
    """Raised one after another in place of storing."""

    @property
    def port(self) -> int:
        """Return the port of the server."""
        return self.server.addresses[0].port

    @property
    def url(self) -> str:
        """Return the address of the webhook."""
        return f"http://127.0.0.1:{self.port}/hook"

    async def post(self, body: bytes, secret: str | None = SECRET, **more: Any) -> int:
        """Post a body and return the status."""
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with self.session.post(self.url, data=body, headers=headers, **more) as response:
            await response.read()
            return response.status

    async def post_update(self, number: int) -> int:
        """Post an update with this id and return the status."""
        return await self.post(json.dumps({"update_id": number}).encode())


@asynccontextmanager
async def open_posting(
    sources: tuple[Network, ...] = (), secret: str = SECRET, path: str = "/hook"
) -> AsyncIterator[Posting]:
    """Open a webhook that stores updates in a list."""
    stored: list[Any] = []
    outcomes: list[PostOutcome] = []

    async def accept(update: object) -> bool:
        if posting.trouble:
            raise posting.trouble.pop(0)
        is_update = isinstance(update, dict) and "update_id" in update
        if is_update:
            stored.append(update)
        return is_update

    gate = WebhookGate(secret, sources)
    endpoint = WebhookEndpoint(accept, gate, outcomes.append)
    route = Route("POST", path, endpoint.handle, endpoint.admit)
    server = HttpServer([Listener(LOOPBACK, (route,), sources=sources, limits=gate.limits)])
    await server.open()
    endpoint.watch(server.connections[0])
    try:
        async with aiohttp.ClientSession() as session:
            posting = Posting(session, server, endpoint, stored, outcomes)
            yield posting
    finally:
        await server.close()


def free_port() -> int:
    """Return a port of loopback that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
