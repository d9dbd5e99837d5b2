"""Keep health and metrics from the public where they share an address with the webhook."""

from ipaddress import ip_network

from aiohttp import web

from bot.http.connections import address_of, is_within
from bot.http.server import Handler

# Loopback, private networks and those of one link. ipaddress counts networks for examples as private, too.
_NEAR = tuple(
    ip_network(one)
    for one in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"),
        *("::1/128", "fc00::/7", "fe80::/10"),
    )
)
# What a reverse proxy adds to a request that it passes on.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def private_only(handle: Handler) -> Handler:
    """Return a handler that answers this machine and its private networks only, others with 404.

    A request that a proxy has passed on is another's, also on this machine.
    """

    async def answer(request: web.Request) -> web.StreamResponse:
        is_near = is_within(address_of(request.transport), _NEAR)
        if not is_near or any(name in request.headers for name in _FORWARDED):
            raise web.HTTPNotFound
        return await handle(request)

    return answer
