"""One HTTP call of the Bot API from its reading to its answer, faults and the log included."""

import asyncio
import inspect
import re
from typing import Any

from aiohttp import web

from bot.sandbox.answers import respond
from bot.sandbox.api import METHODS
from bot.sandbox.calls import Call, CallLog
from bot.sandbox.faults import GATEWAY_PAGE, RESET, SILENCE, SLOW, Fault, Faults
from bot.sandbox.pace import Pace
from bot.sandbox.people import Json
from bot.sandbox.refusal import Refusal
from bot.sandbox.traces import leave_trace
from bot.sandbox.wire import Request, TooLarge, read_request, understand
from bot.sandbox.world import World

TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,80}")


class Gateway:
    """Answers /bot<token>/<method>. `closing` is set when the server stops, so that nobody hangs."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.faults = Faults(world.clock)
        self.log = CallLog()
        self.pace: Pace | None = None
        self.closing = asyncio.Event()

    @staticmethod
    def real_time() -> float:
        """Seconds of the loop's monotonic clock."""
        return asyncio.get_running_loop().time()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The aiohttp handler."""
        started = self.real_time()
        name = request.match_info["method"]
        read = Request({})
        fault: Fault | None = None
        try:
            self._check_token(request.match_info["token"])
            read = await read_request(request)
            fault = self.faults.strike(name, read.params.get("chat_id"))
            status, answer = await self._answer(name, read, fault)
        except Refusal as refusal:
            status, answer = refusal.code, refusal.answer()
        except TooLarge:
            status, answer = 413, {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
        known = METHODS.get(name.lower())
        self.note(known.name if known else name, read.params, started, (status, answer), fault)
        return await respond(request, status, answer, fault, self.linger)

    def note(
        self,
        method: str,
        params: Json,
        started: float,
        outcome: tuple[int, Json | None],
        fault: Fault | None = None,
    ) -> None:
        """Log a call that began at a moment of `real_time` and tell whoever waits for one."""
        took, at = self.real_time() - started, self.world.clock()
        self.log.add(Call(0, at, started, took, method, params, *outcome, fault.kind if fault else None))
        self.world.feed.publish()

    def _check_token(self, token: str) -> None:
        if token == self.token:
            return
        raise Refusal(401, None if TOKEN.fullmatch(token) else "invalid token specified")

    async def _answer(self, name: str, read: Request, fault: Fault | None) -> tuple[int, Json | None]:
        if fault is not None:
            if fault.kind == SLOW:
                await self.linger(fault.seconds)
            if fault.kind in (SILENCE, RESET):
                return 0, None
            if fault.kind == GATEWAY_PAGE:
                return 502, {}
            if refused := fault.refusal():
                return refused
        return 200, {"ok": True, "result": await self._perform(name, read)}

    async def _perform(self, name: str, read: Request) -> Any:
        answerer = METHODS.get(name.lower())
        if answerer is None:
            self.log.note_unknown(name)
            raise Refusal(404, "method not found")
        method = understand(answerer.model, read)
        if self.pace is not None:
            self.pace.check(answerer.name, read.params)
        result = answerer.answer(self.world, method, read)
        done = await result if inspect.isawaitable(result) else result
        leave_trace(self.world, answerer.name, read.params, self.real_time())
        return done

    async def linger(self, seconds: float) -> None:
        """Wait, but not beyond the server's end."""
        try:
            async with asyncio.timeout(seconds):
                await self.closing.wait()
        except TimeoutError:
            return
