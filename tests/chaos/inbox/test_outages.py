"""Telegram is out of reach for hours, by a clock that is moved."""

import asyncio
import socket
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.sandbox.client.client import Sandbox
from bot.updates.polling import GRACE_SECONDS, POLL_SECONDS, Polling
from tests.chaos.conftest import Record
from tests.chaos.scale import LONG
from tests.world.server import server_and_session

FAULTS = ("server", "bad_gateway", "reset", "lost")
KINDS = (*FAULTS, "refused", "no address", "stall")
MINUTES = (10.0,) if not LONG else (10.0, 60.0, 360.0)
MOST_CALLS = 15
RECOVERY_SECONDS = 60.0


class Over(Exception):
    """Ends an endless polling."""


class Outage:
    """One outage of one kind. Its time is that of the event loop, which pauses move on."""

    def __init__(self, kind: str, seconds: float, bot: Bot, sandbox: Sandbox) -> None:
        self.kind = kind
        self.seconds = seconds
        self.calls: list[float] = []
        self.recovered = 0.0
        self._bot = bot
        self._sandbox = sandbox
        self._good = bot.session.api
        self._is_on = False
        self._passed = 0.0

    @property
    def now(self) -> float:
        """Return the simulated seconds since the beginning, without the real time of calls."""
        return self._passed

    async def begin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begin the outage: from now on no call succeeds."""
        loop = asyncio.get_running_loop()
        real = loop.time
        monkeypatch.setattr(loop, "time", lambda: real() + self._passed)
        self._is_on = True
        if self.kind in FAULTS:
            await self._sandbox.fault(self.kind)
        elif self.kind == "refused":
            self._bot.session.api = TelegramAPIServer.from_base(f"http://127.0.0.1:{unused_port()}")
        elif self.kind == "no address":
            monkeypatch.setattr(loop, "getaddrinfo", _find_nothing)
            self._bot.session.api = TelegramAPIServer.from_base("http://telegram.invalid")

    async def pause(self, seconds: float) -> None:
        """Let this many seconds pass."""
        await self.pass_time(seconds)

    async def pass_time(self, seconds: float) -> None:
        """Let this many seconds pass. End the outage if its end lies within them."""
        self._passed += seconds
        if self._is_on and self._passed >= self.seconds:
            self._is_on = False
            await self._sandbox.clear_faults()
            self._bot.session.api = self._good

    async def call(self) -> None:
        """Count a call that is made during the outage.

        During a stall it takes the whole timeout and raises TimeoutError.
        """
        if not self._is_on:
            return
        self.calls.append(self.now)
        if self.kind == "stall":
            await self.pass_time(POLL_SECONDS + GRACE_SECONDS)
            raise TimeoutError

    async def accept(self, _batch: list[Any]) -> int:
        """Note when polling has recovered, and end it by raising Over."""
        self.recovered = self.now - self.seconds
        raise Over

    def worst_minute(self) -> int:
        """Return the largest number of calls within sixty seconds."""
        return max(sum(at <= one < at + 60 for one in self.calls) for at in self.calls)


class Watch(BaseRequestMiddleware):
    """A middleware that reports each call to the outage."""

    def __init__(self, outage: Outage) -> None:
        self._outage = outage

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call, or let it time out."""
        try:
            await self._outage.call()
        except TimeoutError as error:
            raise TelegramNetworkError(method, "Request timeout error") from error
        return await make_request(bot, method)


async def _find_nothing(*_arguments: object, **_named: object) -> object:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def unused_port() -> int:
    """Return a port of this machine on which no program listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def no_offset() -> int | None:
    """Return None, as an empty inbox does."""
    return None


@pytest.mark.parametrize("kind", KINDS)
async def test_an_outage_is_waited_out(kind: str, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot makes few calls during an outage of any length, and works again soon after it."""
    busiest, slowest = 0, 0.0
    for minutes in MINUTES:
        async with server_and_session() as (server, session):
            bot = Bot(server.token, session=session)
            outage = Outage(kind, 60 * minutes, bot, Sandbox(server))
            session.middleware(Watch(outage))
            await Sandbox(server).order("update", update={"update_id": 7, "message": {}})
            with monkeypatch.context() as patch:
                await outage.begin(patch)
                with pytest.raises(Over):
                    await Polling(bot, [], outage.accept, no_offset, outage.pause).run()
        busiest = max(busiest, outage.worst_minute())
        slowest = max(slowest, outage.recovered)
    record("A9", len(MINUTES), kind=kind, worst_minute=busiest, recovery=f"{slowest:.0f} s")
    assert busiest <= MOST_CALLS
    assert slowest <= RECOVERY_SECONDS
