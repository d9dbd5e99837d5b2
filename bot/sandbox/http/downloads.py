"""Serve file downloads to the bot, with the faults that strike them."""

from aiohttp import web

from bot.sandbox.http.gateway import Gateway
from bot.sandbox.http.responses import close_connection, respond, send_half
from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.world.faults import DOWNLOAD, GATEWAY_PAGE, LOST, RESET, SILENCE, SLOW, STALL, Fault
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import StoredFile


class Downloads:
    """The handler of /file/bot<token>/<path>. In the log this is the method «download»."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one download."""
        gateway, path = self._gateway, request.match_info["path"]
        started, fault = gateway.real_time(), gateway.faults.strike(DOWNLOAD, None)
        if fault is not None and fault.kind == SLOW:
            await gateway.pause(fault.seconds)
        file = self._find(request.match_info["token"], path)
        status, answer = _outcome(file, fault)
        gateway.log_call(DOWNLOAD, {"path": path}, started, (status, answer), fault)
        if status != 200 or file is None:
            return await respond(request, status, answer, fault, gateway.pause)
        if fault is not None and fault.kind == LOST:
            return close_connection(request)
        if fault is not None and fault.kind == STALL:
            seconds = fault.seconds
            return await send_half(request, file.content, lambda: gateway.pause(seconds))
        return web.Response(body=file.content, content_type="application/octet-stream")

    def _find(self, token: str, path: str) -> StoredFile | None:
        if not self._gateway.is_token(token):
            return None
        return next((file for file in self._gateway.world.files.values() if file.path == path), None)


def _outcome(file: StoredFile | None, fault: Fault | None) -> tuple[int, Json | None]:
    if fault is not None:
        if fault.kind in (SILENCE, RESET):
            return 0, None
        if fault.kind == GATEWAY_PAGE:
            return 502, {}
        if refused := fault.refusal():
            return refused
    # the log holds no file contents
    return (200, None) if file else (404, ApiRefusal(404, None).answer())
