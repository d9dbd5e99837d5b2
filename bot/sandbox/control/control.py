"""Serve the control interface: orders to people and questions to the sandbox.

POST /control/<order> takes a JSON object of arguments. Orders that only read may also be a GET with a query
string.
The answer is the order's result as JSON.
400 with {"error", "detail"} says what is impossible or which argument is wrong, 404 that the order is
unknown, 405 that it takes a POST only.
The orders are the decorated functions in bot.sandbox.control, a module for each kind. docs/sandbox.md lists
them.
`bot.sandbox.client.client` speaks this interface for Python.

A page of another site must not give orders through a visitor's browser.
bot.sandbox.http.origin_check refuses its requests. A POST that is not JSON, which a form could send, is
refused here.
"""

import inspect
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from bot.sandbox.control import (
    condition_orders,
    group_orders,
    membership_orders,
    message_orders,
    page_orders,
    program_orders,
    read_orders,
)
from bot.sandbox.control.orders_table import ORDERS, READ_ONLY_ORDERS, OrderContext
from bot.sandbox.control.program import Program
from bot.sandbox.http.gateway import Gateway
from bot.sandbox.people.actions import Impossible
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World

__all__ = [
    "Control",
    "condition_orders",
    "group_orders",
    "membership_orders",
    "message_orders",
    "page_orders",
    "program_orders",
    "read_orders",
]


class UnknownOrder(LookupError):
    """There is no order of this name."""


class Control:
    """The table of orders, applied to one world."""

    def __init__(
        self,
        world: World,
        gateway: Gateway,
        program: Program | None = None,
    ) -> None:
        self.context = OrderContext(world, gateway, program or {})

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Add the route /control/<order>."""
        router.add_post("/control/{order}", self._handle)
        router.add_get("/control/{order}", self._handle)

    async def perform(self, name: str, arguments: Json) -> Any:
        """Carry out one order and return its result.

        :raises UnknownOrder: there is no order of this name
        :raises Impossible: a person cannot do this
        :raises ValidationError: an argument is missing, unknown or of the wrong type
        """
        carry_out = ORDERS.get(name)
        if carry_out is None:
            raise UnknownOrder(name)
        result = carry_out(self.context, **arguments)
        return await result if inspect.isawaitable(result) else result

    async def _handle(self, request: web.Request) -> web.Response:
        name = request.match_info["order"]
        refusal = _refuse_request(request, name)
        if refusal is not None:
            return refusal
        try:
            arguments = await request.json() if request.method == "POST" else dict(request.query)
            return web.json_response(await self.perform(name, arguments))
        except UnknownOrder as error:
            return web.json_response({"error": "no such order", "detail": str(error)}, status=404)
        except Impossible as error:
            return web.json_response({"error": error.reason, "detail": error.detail}, status=400)
        except ValidationError as error:
            return web.json_response(
                {
                    "error": "wrong arguments",
                    "detail": error.errors(include_url=False, include_context=False, include_input=False),
                },
                status=400,
            )
        except (ValueError, TypeError) as error:
            return web.json_response({"error": "wrong arguments", "detail": str(error)}, status=400)


def _refuse_request(request: web.Request, name: str) -> web.Response | None:
    """Return the answer to a request that cannot be an order, or None.

    Forms and links must not change anything.
    """
    if request.method == "POST":
        is_json = request.content_type == "application/json"
        return None if is_json else web.json_response({"error": "foreign request"}, status=403)
    if name not in ORDERS.keys() - READ_ONLY_ORDERS:
        return None
    detail = f"/control/{name} changes something, so it takes a POST with a JSON object."
    return web.json_response(
        {"error": "method not allowed", "detail": detail}, status=405, headers={"Allow": "POST"}
    )
