"""Take the updates that Telegram posts: store each before it is acknowledged."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aiohttp import web

from bot.http.address_limits import AddressLimits
from bot.http.connections import Connections, address_of, is_within
from bot.setting_parsing.addresses import Network
from data.store.sqlite.errors import StoreError

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name

# Telegram's updates have some tens of KiB at most.
LARGEST_BODY = 1 << 20
BODY_SECONDS = 10.0
# When nothing can be stored, Telegram is asked to come back after so long. It would come at once.
RETRY_AFTER_SECONDS = 5


class PostOutcome(StrEnum):
    """What became of a request to the webhook."""

    STORED = "stored"
    UNAVAILABLE = "unavailable"
    STRANGER = "stranger"
    UNAUTHORISED = "unauthorised"
    TOO_LARGE = "too large"
    TOO_SLOW = "too slow"
    UNREADABLE = "unreadable"


_STATUS = {
    PostOutcome.STORED: 200,
    PostOutcome.UNREADABLE: 400,
    PostOutcome.UNAUTHORISED: 401,
    PostOutcome.STRANGER: 403,
    PostOutcome.TOO_SLOW: 408,
    PostOutcome.TOO_LARGE: 413,
    PostOutcome.UNAVAILABLE: 503,
}

Accept = Callable[[object], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class WebhookGate:
    """Who may bring updates: who knows the secret, from these networks. None: from anywhere."""

    secret: str
    sources: Collection[Network] = ()
    limits: AddressLimits = field(default_factory=AddressLimits)


class WebhookEndpoint:
    """Answers Telegram's posts. 200 means that the update is stored, handled or not."""

    def __init__(
        self, accept: Accept, gate: WebhookGate, note: Callable[[PostOutcome], object] | None = None
    ) -> None:
        """Take what stores an update and returns whether it was one.

        note is told what became of each request.
        """
        self._accept = accept
        self._secret = gate.secret.encode()
        self._sources = gate.sources
        self._limits = gate.limits
        self._note = note
        self._connections: Connections | None = None
        self._closed = False

    def watch(self, connections: Connections) -> None:
        """Tell this which connections have shown the right secret."""
        self._connections = connections

    def close(self) -> None:
        """Take no more updates, since the process stops. Telegram keeps them until the next start."""
        self._closed = True

    async def admit(self, request: web.Request) -> web.StreamResponse | None:
        """Answer a client that asks before it sends its body. Returns the refusal, None to go on."""
        refusal = self._refusal(request)
        if refusal is not None:
            return self._answer(request, refusal)
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        # a write of the continuation is no part of the answer
        request.writer.output_size = 0
        return None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Store the update of a request."""
        return self._answer(request, self._refusal(request) or await self._take(request))

    def _refusal(self, request: web.Request) -> PostOutcome | None:
        """Return why a request is refused by its head alone. The body is not touched."""
        if self._sources and not is_within(address_of(request.transport), self._sources):
            return PostOutcome.STRANGER
        # bytes, since a header of a stranger need not be ASCII
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self._secret):
            return PostOutcome.UNAUTHORISED
        if self._connections is not None:
            self._connections.trust(request.transport)
        if self._closed:
            return PostOutcome.UNAVAILABLE
        return PostOutcome.TOO_LARGE if (request.content_length or 0) > LARGEST_BODY else None

    async def _take(self, request: web.Request) -> PostOutcome:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _read(request)
        except TimeoutError:
            return PostOutcome.TOO_SLOW
        if body is None:
            return PostOutcome.TOO_LARGE
        try:
            update: Any = json.loads(body)
        except (ValueError, RecursionError):
            return PostOutcome.UNREADABLE
        return await self._store(update)

    async def _store(self, update: object) -> PostOutcome:
        try:
            taken = await self._accept(update)
        except StoreError as error:
            # it is not acknowledged, so it comes again
            logger.warning("an update cannot be stored: %s", type(error).__name__)
            return PostOutcome.UNAVAILABLE
        return PostOutcome.STORED if taken else PostOutcome.UNREADABLE

    def _answer(self, request: web.Request, outcome: PostOutcome) -> web.Response:
        if self._note is not None:
            self._note(outcome)
        response = web.Response(status=_STATUS[outcome])
        if outcome is PostOutcome.STORED:
            return response
        response.force_close()
        if outcome is PostOutcome.UNAVAILABLE:
            response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        else:
            self._log_refusal(request, outcome)
        return response

    def _log_refusal(self, request: web.Request, outcome: PostOutcome) -> None:
        address = address_of(request.transport)
        # a flood fills no log
        if self._limits.refuse(address):
            logger.warning("a request to the webhook from %s is refused: %s", address, outcome.value)


async def _read(request: web.Request) -> bytes | None:
    """Return the body, or None for one that is too large. Raises TimeoutError from outside only."""
    chunks = bytearray()
    while chunk := await request.content.readany():
        chunks += chunk
        if len(chunks) > LARGEST_BODY:
            return None
    return bytes(chunks)
