"""Run a Bot API server with a chat page, for a bot without Telegram and for tests.

Endpoints: /bot<token>/<method>, /file/bot<token>/<path>, /control/<order> (see bot.sandbox.control), /events,
and the page at /.
State lives in memory. Every start is clean and has a new token.
Each client that reaches the server can act as any person, so it listens on loopback by default and refuses
requests from pages of other sites.
"""

import asyncio
import secrets
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Unpack

from aiohttp import web

from bot.sandbox.control.control import Control
from bot.sandbox.control.program import Program
from bot.sandbox.http.downloads import Downloads
from bot.sandbox.http.gateway import Gateway
from bot.sandbox.http.origin_check import OriginCheck
from bot.sandbox.http.pages import StaticPage
from bot.sandbox.http.webhook_delivery import WebhookDelivery
from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.wire.requests import MAX_UPLOAD
from bot.sandbox.world import cast
from bot.sandbox.world.clock import VirtualClock
from bot.sandbox.world.people import Json
from bot.sandbox.world.seeding import SMALL, seed
from bot.sandbox.world.world import World

_BOT_ID = 1
_SECRET_BYTES = 26  # 35 characters, as in Telegram's tokens


def new_token() -> str:
    """Return a new random token, which no page can guess."""
    return f"{_BOT_ID}:{secrets.token_urlsafe(_SECRET_BYTES)}"


class SandboxServer:
    """The server of one bot. Makes a token if none is given.

    `clock` gives every date. Without it the server has a virtual clock of its own that stands still.
    `program` are the functions of a program that embeds the server: see bot.sandbox.control.program.
    `privacy` is the bot's group privacy mode.
    `delivery` posts updates to the bot's webhook, on loopback only unless `world.webhook.anywhere` is set.
    """

    def __init__(
        self,
        token: str | None = None,
        *,
        clock: Callable[[], datetime] | None = None,
        privacy: bool = True,
        **program: Unpack[Program],
    ) -> None:
        self.token = token or new_token()
        bot = cast.make_bot(int(self.token.split(":", 1)[0]))
        self.world = World(bot, clock or VirtualClock(), privacy=privacy)
        self.gateway = Gateway(self.world, self.token)
        self.control = Control(self.world, self.gateway, program)
        self.url = ""
        self.delivery = WebhookDelivery(self.world, self.gateway.perform_answer)
        self._runner: web.AppRunner | None = None
        self._running = AsyncExitStack()

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Start to listen. Port 0 takes any free port. Afterwards `url` is the address of the API."""
        app = web.Application(client_max_size=MAX_UPLOAD * 2)
        OriginCheck(host).add_to(app)
        app.router.add_route("*", "/bot{token:[^/]*}/{method:[^/]*}", self.gateway.handle)
        app.router.add_get("/file/bot{token:[^/]*}/{path:.+}", Downloads(self.gateway).handle)
        for path in ("/bot{rest:.*}", "/file/{rest:.*}"):
            app.router.add_route("*", path, _not_found)
        self.control.add_routes(app.router)
        StaticPage(self.world).add_routes(app.router)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        bound_host, bound_port = self._runner.addresses[0][:2]
        self.url = (
            f"http://[{bound_host}]:{bound_port}"
            if ":" in bound_host
            else f"http://{bound_host}:{bound_port}"
        )
        tasks = await self._running.enter_async_context(asyncio.TaskGroup())
        tasks.create_task(self.delivery.run())

    async def stop(self) -> None:
        """Release every waiting request and close the port."""
        self.gateway.closing.set()
        self.world.queue.close()
        self.world.feed.close()
        self.delivery.stop()
        await self._running.aclose()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def seed_people(self, size: str | int = SMALL) -> Json:
        """Add people and chats by `bot.sandbox.world.seeding.seed` and return their ids by role."""
        return seed(self.world, size)


async def _not_found(_request: web.Request) -> web.Response:
    """Answer 404 to paths beside those of the Bot API."""
    return web.json_response(ApiRefusal(404, None).answer(), status=404)
