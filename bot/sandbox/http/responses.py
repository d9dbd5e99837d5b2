"""Send an answer over HTTP: whole, half of it, or none."""

import json
import socket
import struct
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.world.faults import GATEWAY_PAGE, LOST, PAGE, RESET, SILENCE, STALL, Fault
from bot.sandbox.world.people import Json

Pause = Callable[[float], Awaitable[None]]

# escaped as Telegram escapes, so that half a surrogate pair is still valid JSON
_ENCODER = json.JSONEncoder(separators=(",", ":"))
_RESET = struct.pack("ii", 1, 0)  # no lingering for unsent data: the other side sees a reset


async def respond(
    request: web.Request, status: int, answer: Json | None, fault: Fault | None, pause: Pause
) -> web.StreamResponse:
    """Send the answer as JSON, or what a fault turns it into.

    `pause` waits for these seconds, or until the server stops.
    """
    kind = fault.kind if fault else None
    if fault is not None and kind == SILENCE:
        await pause(fault.seconds)
    if answer is None or kind == LOST:
        return close_connection(request, reset=kind == RESET)
    if kind == GATEWAY_PAGE:
        return web.Response(text=PAGE, status=status, content_type="text/html")
    headers = {}
    if retry := answer.get("parameters", {}).get("retry_after"):
        headers["Retry-After"] = str(retry)
    body = _ENCODER.encode(answer).encode("ascii")
    if fault is not None and kind == STALL:
        return await send_half(request, body, lambda: pause(fault.seconds))
    return web.Response(body=body, status=status, content_type="application/json", headers=headers)


async def send_half(
    request: web.Request, body: bytes, wait: Callable[[], Awaitable[None]]
) -> web.StreamResponse:
    """Send half of the body, then nothing until `wait` returns, then close the connection."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    await wait()
    close_connection(request)
    return response


def close_connection(request: web.Request, *, reset: bool = False) -> web.Response:
    """Close the connection without an answer, with a reset if `reset` is set."""
    transport = request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        if reset and connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        transport.abort()
    return web.Response()
