"""Keep health and metrics from the public where they share an address with the webhook."""

from aiohttp import web

from bot.http.connections import address_of
from bot.http.server import Handler

# What a reverse proxy adds to a request that it passes on.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def private_only(handle: Handler) -> Handler:
    """Return a handler that answers this machine and its private networks, and 404 to all others.

    A request that a proxy has passed on is another's, wherever it comes from.
    """

    async def answer(request: web.Request) -> web.StreamResponse:
        address = address_of(request.transport)
        is_near = address is not None and (address.is_private or address.is_loopback)
        if not is_near or any(name in request.headers for name in _FORWARDED):
            raise web.HTTPNotFound
        return await handle(request)

    return answer
