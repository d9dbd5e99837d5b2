"""Refuse requests that a page of another site sends through a person's browser.

Each client that reaches the sandbox can act as any person, and every page a browser opens can reach loopback.
Three headers tell such a page from a client.
Its Host is a foreign name, if that name was made to point to this machine (DNS rebinding).
Its Origin is foreign.
Its Sec-Fetch-Site says so where a browser sends no Origin: for images, scripts, frames and links.
Clients of the Bot API send none of these but Host.
"""

import ipaddress
import re

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.sandbox.http.pages import HEADERS as PAGE_HEADERS
from bot.sandbox.http.pages import PAGE
from bot.sandbox.world.webhook import is_loopback

HEADERS = {
    # no other site may load an answer as an image or a script, or guess its content
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # a site that opens the page gets no handle of its window, because a new hash would start the bot
    "Cross-Origin-Opener-Policy": "same-origin",
}
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(?::[0-9]{1,5})?")
_OWN_SITE = frozenset({"same-origin", "none"})
_MAX_KNOWN_HOSTS = 64
# shown after a link from elsewhere: it leads to the page, and drops what came with the link
_ELSEWHERE = PAGE / "elsewhere.html"


class OriginCheck:
    """A check of the requests to one server on all of its paths, unknown ones included.

    `host` is the name or address at which the server listens. Loopback and the address at which a request
    comes in are also its own names.
    """

    def __init__(self, host: str) -> None:
        self._own_name = host.lower().strip("[]").rstrip(".")
        # Host headers found to be our own
        self._known_hosts: set[str] = set()

    def add_to(self, app: web.Application) -> None:
        """Apply the check to every request of the application."""
        app.middlewares.append(self._middleware())
        app.on_response_prepare.append(_add_headers)

    def refusal(self, request: web.Request) -> str | None:
        """Return why the request is refused, or None."""
        named = request.headers.getall("Host", [])
        if len(named) != 1 or not (named[0] in self._known_hosts or self._is_own_host(named[0], request)):
            return (
                "the sandbox does not answer to this host name; `mag-bot sandbox --host NAME` listens at it"
            )
        origins = request.headers.getall("Origin", [])
        if any(origin != f"{request.scheme}://{named[0]}" for origin in origins):
            return "a page of another site asks"
        if request.headers.get("Sec-Fetch-Site", "none") not in _OWN_SITE:
            return "a page of another site asks"
        return None

    def _middleware(self) -> Middleware:
        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            reason = self.refusal(request)
            return await handler(request) if reason is None else _refuse(request, reason)

        return check

    def _is_own_host(self, named: str, request: web.Request) -> bool:
        found = _HOST.fullmatch(named)
        host = found[1].lower().strip("[]").rstrip(".") if found else ""
        if not host:
            return False
        if not (is_loopback(host) or host == self._own_name):
            return _same_address(host, _address_of(request))
        if len(self._known_hosts) < _MAX_KNOWN_HOSTS:
            self._known_hosts.add(named)
        return True


def _address_of(request: web.Request) -> str:
    """Return the address of this machine that the connection was made to."""
    transport = request.transport
    name = transport.get_extra_info("sockname") if transport is not None else None
    return str(name[0]) if isinstance(name, tuple) else ""


def _same_address(host: str, address: str) -> bool:
    try:
        return ipaddress.ip_address(host) == ipaddress.ip_address(address)
    except ValueError:
        return False


def _refuse(request: web.Request, reason: str) -> web.StreamResponse:
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        return web.FileResponse(_ELSEWHERE, status=403, headers=PAGE_HEADERS)
    # readable for clients of the Bot API and of the control interface
    answer = {"ok": False, "error_code": 403, "description": f"Forbidden: {reason}"}
    return web.json_response(answer | {"error": "foreign request", "detail": reason}, status=403)


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
