"""One HTTP call of the Bot API from its reading to its answer, faults and the log included."""

import asyncio
import hmac
import inspect
import logging
import re
from typing import Any

from aiohttp import web

from bot.sandbox.http.api import METHODS
from bot.sandbox.messages.side_effects import leave_trace
from bot.sandbox.wire.answers import respond
from bot.sandbox.wire.parameters import understand
from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.wire.registry import Said
from bot.sandbox.wire.wire import Request, TooLarge, read_request
from bot.sandbox.world.call_log import CallLog, LoggedCall
from bot.sandbox.world.faults import GATEWAY_PAGE, RESET, SILENCE, SLOW, Fault, FaultSchedule
from bot.sandbox.world.pace import PaceRules
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World

logger = logging.getLogger(__name__)

# the number of a bot, which fits into 54 bits, and its secret
TOKEN = re.compile(r"[1-9][0-9]{0,16}:[A-Za-z0-9_-]{1,80}")


class Gateway:
    """Answers /bot<token>/<method>. `closing` is set when the server stops, so that nobody hangs."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self._token = token.encode()
        self.faults = FaultSchedule(world.clock)
        self.log = CallLog()
        self.pace: PaceRules | None = None
        self.closing = asyncio.Event()

    @staticmethod
    def real_time() -> float:
        """Seconds of the loop's monotonic clock."""
        return asyncio.get_running_loop().time()

    def opens_with(self, token: str) -> bool:
        """Return whether this is the token, in a time that does not tell how much of it is right."""
        return hmac.compare_digest(token.encode("utf-8", "surrogateescape"), self._token)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The aiohttp handler."""
        started = self.real_time()
        read, name = Request({}), request.match_info["method"]
        try:
            self._check_door(request)
            read = await read_request(request)
            name = name or str(read.params.get("method", ""))
            status, answer, fault = await self._outcome(name, read)
        except (ApiRefusal, TooLarge) as error:
            (status, answer), fault = _refused(error), None
        self._note(name, read, started, (status, answer), fault)
        return await respond(request, status, answer, fault, self.linger)

    async def carry_out(self, name: str, read: Request) -> None:
        """Do what a webhook's own answer asks for; nobody is told how it went, but the log is."""
        started = self.real_time()
        status, answer, fault = await self._outcome(name, read)
        self._note(name, read, started, (status, answer), fault)

    async def _outcome(self, name: str, read: Request) -> tuple[int, Json | None, Fault | None]:
        fault = self.faults.strike(name, read.params.get("chat_id"))
        try:
            return *await self._answer(name, read, fault), fault
        except (ApiRefusal, TooLarge) as error:
            return *_refused(error), fault
        except Exception:
            # a mistake of this server: told as Telegram tells its own, and to whoever reads the log
            logger.exception("the sandbox failed to answer %s", name)
            return *_refused(ApiRefusal(500, None)), fault

    def _note(
        self,
        name: str,
        read: Request,
        started: float,
        outcome: tuple[int, Json | None],
        fault: Fault | None,
    ) -> None:
        known = METHODS.get(name.lower())
        self.note(known.name if known else name, read.params, started, outcome, fault)

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
        self.log.add(
            LoggedCall(0, at, started, took, method, params, *outcome, fault.kind if fault else None)
        )
        self.world.feed.publish()

    def _check_door(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not self.opens_with(token):
            raise ApiRefusal(401, None if TOKEN.fullmatch(token) else "invalid token specified")
        if request.method not in ("GET", "POST"):
            raise ApiRefusal(501, None)

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
        done = await self.perform(name, read)
        if isinstance(done, Said):
            return 200, {"ok": True, "result": done.result, "description": done.description}
        return 200, {"ok": True, "result": done}

    async def perform(self, name: str, read: Request) -> Any:
        """Carry out a method whose request is read, and return its result. Raises ApiRefusal."""
        answerer = METHODS.get(name.lower())
        if answerer is None:
            self.log.note_unknown(name)
            raise ApiRefusal(404, "method not found")
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


def _refused(error: ApiRefusal | TooLarge) -> tuple[int, Json]:
    refusal = ApiRefusal(413, None) if isinstance(error, TooLarge) else error
    return refusal.code, refusal.answer()
