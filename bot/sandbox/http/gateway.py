"""Handle one HTTP call of the Bot API: read, answer, inject faults, log."""

import asyncio
import hmac
import inspect
import logging
import re
from collections import Counter
from math import inf
from typing import Any

from aiohttp import web

from bot.sandbox.http.api import METHODS
from bot.sandbox.http.responses import respond
from bot.sandbox.methods.registry import DescribedResult
from bot.sandbox.wire.parameters import parse_method
from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.wire.requests import Request, TooLarge, read_request
from bot.sandbox.world.call_log import CallLog, LoggedCall
from bot.sandbox.world.faults import GATEWAY_PAGE, RESET, SILENCE, SLOW, Fault, FaultSchedule
from bot.sandbox.world.pace import PaceRules
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World

logger = logging.getLogger(__name__)

CHAT_ACTION_SECONDS = 5.0  # Telegram shows a chat action this long, or until the bot's next message
# the id of a bot, which fits into 54 bits, and its secret
TOKEN = re.compile(r"[1-9][0-9]{0,16}:[A-Za-z0-9_-]{1,80}")


class Gateway:
    """The handler of /bot<token>/<method>. `closing` is set when the server stops."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self._token = token.encode()
        self.faults = FaultSchedule(world.clock)
        self.log = CallLog()
        self.pace: PaceRules | None = None
        self.closing = asyncio.Event()
        # calls that are being answered, by method
        self.in_hand: Counter[str] = Counter()
        # by `real_time`; polls do not count
        self.last_call_ended = -inf

    @staticmethod
    def real_time() -> float:
        """Return the seconds of the loop's monotonic clock."""
        return asyncio.get_running_loop().time()

    def is_token(self, token: str) -> bool:
        """Return whether this is the token, in constant time."""
        return hmac.compare_digest(token.encode("utf-8", "surrogateescape"), self._token)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one call."""
        method = request.match_info["method"].lower()
        self.in_hand[method] += 1
        try:
            return await self._serve(request)
        finally:
            self.in_hand[method] -= 1
            if method != "getupdates":
                self.last_call_ended = self.real_time()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        started = self.real_time()
        call, name = Request({}), request.match_info["method"]
        try:
            self._check_access(request)
            call = await read_request(request)
            name = name or str(call.params.get("method", ""))
            status, answer, fault = await self._outcome(name, call)
        except (ApiRefusal, TooLarge) as error:
            (status, answer), fault = _refused(error), None
        self._log_outcome(name, call, started, (status, answer), fault)
        return await respond(request, status, answer, fault, self.pause)

    async def perform_answer(self, name: str, call: Request) -> None:
        """Call the method in a webhook's own answer. The result is logged and goes nowhere else."""
        started = self.real_time()
        status, answer, fault = await self._outcome(name, call)
        self._log_outcome(name, call, started, (status, answer), fault)

    async def _outcome(self, name: str, call: Request) -> tuple[int, Json | None, Fault | None]:
        fault = self.faults.strike(name, call.params.get("chat_id"))
        try:
            return *await self._answer(name, call, fault), fault
        except (ApiRefusal, TooLarge) as error:
            return *_refused(error), fault
        except Exception:
            # a bug of this server: answered as Telegram answers its own, with a traceback in the log
            logger.exception("the sandbox failed to answer %s", name)
            return *_refused(ApiRefusal(500, None)), fault

    def _log_outcome(
        self,
        name: str,
        call: Request,
        started: float,
        outcome: tuple[int, Json | None],
        fault: Fault | None,
    ) -> None:
        handler = METHODS.get(name.lower())
        self.log_call(handler.name if handler else name, call.params, started, outcome, fault)

    def log_call(
        self,
        method: str,
        params: Json,
        started: float,
        outcome: tuple[int, Json | None],
        fault: Fault | None = None,
    ) -> None:
        """Log a call that began at `started` (in `real_time`) and wake those who wait for calls."""
        took, at = self.real_time() - started, self.world.clock()
        self.log.add(
            LoggedCall(0, at, started, took, method, params, *outcome, fault.kind if fault else None)
        )
        self.world.feed.publish()

    def _check_access(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not self.is_token(token):
            raise ApiRefusal(401, None if TOKEN.fullmatch(token) else "invalid token specified")
        if request.method not in ("GET", "POST"):
            raise ApiRefusal(501, None)

    async def _answer(self, name: str, call: Request, fault: Fault | None) -> tuple[int, Json | None]:
        if fault is not None:
            if fault.kind == SLOW:
                await self.pause(fault.seconds)
            if fault.kind in (SILENCE, RESET):
                return 0, None
            if fault.kind == GATEWAY_PAGE:
                return 502, {}
            if refused := fault.refusal():
                return refused
        done = await self.call_method(name, call)
        if isinstance(done, DescribedResult):
            return 200, {"ok": True, "result": done.result, "description": done.description}
        return 200, {"ok": True, "result": done}

    async def call_method(self, name: str, call: Request) -> Any:
        """Parse the parameters, run the method's handler and return its result.

        :raises ApiRefusal: the method is unknown, or its handler or a rate limit refuses the call
        """
        handler = METHODS.get(name.lower())
        if handler is None:
            self.log.count_unknown(name)
            raise ApiRefusal(404, "method not found")
        method = parse_method(handler.model, call)
        if self.pace is not None:
            self.pace.check(handler.name, call.params)
        result = handler.handle(self.world, method, call)
        done = await result if inspect.isawaitable(result) else result
        _record_side_effects(self.world, handler.name, call.params, self.real_time())
        return done

    async def pause(self, seconds: float) -> None:
        """Wait for these real seconds, or until the server stops."""
        try:
            async with asyncio.timeout(seconds):
                await self.closing.wait()
        except TimeoutError:
            return


def _refused(error: ApiRefusal | TooLarge) -> tuple[int, Json]:
    refusal = ApiRefusal(413, None) if isinstance(error, TooLarge) else error
    return refusal.code, refusal.answer()


def _record_side_effects(world: World, method: str, params: Json, now: float) -> None:
    """Record what an accepted call shows beside messages: «typing…» and the reply keyboard.

    `now` is in seconds of `real_time`.
    """
    if not method.startswith("send") or "chat_id" not in params:
        return
    chat = world.chat(params["chat_id"])
    if method == "sendChatAction":
        chat.chat_action = (
            None if params["action"] == "cancel" else (str(params["action"]), now + CHAT_ACTION_SECONDS)
        )
        world.feed.publish()
        return
    chat.chat_action = None
    markup: Any = params.get("reply_markup")
    if markup and "keyboard" in markup:
        chat.reply_keyboard = dict(markup)
    elif markup and "remove_keyboard" in markup:
        chat.reply_keyboard = None
