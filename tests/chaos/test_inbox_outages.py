"""Telegram out of reach for hours by a clock that is moved, and others who want the same updates."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.app import App, open_app
from bot.polling import GRACE_SECONDS, POLL_SECONDS, ConflictError, Polling
from bot.sandbox.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.session import Session, open_session
from bot.settings import load_settings
from bot.telegram import Endpoint
from scheduler.clock import SystemClock
from scheduler.messages import tell_editors
from tests.chaos.conftest import Record
from tests.chaos.scale import LONG, times
from tests.chaos.scene import Scene

FAULTS = ("server", "bad_gateway", "reset", "lost")
KINDS = (*FAULTS, "refused", "no address", "stall")
MINUTES = (10.0,) if not LONG else (10.0, 60.0, 360.0)
MOST_CALLS = 15
RECOVERY_SECONDS = 60.0


class Over(Exception):
    """Ends a polling that would go on for ever."""


class Outage:
    """One outage of one kind, by the loop's time, which pauses move on."""

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
        """Seconds since the beginning; the real time that calls take counts for nothing."""
        return self._passed

    async def begin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From now on nothing comes through."""
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
        """Let that much time pass."""
        await self.pass_time(seconds)

    async def pass_time(self, seconds: float) -> None:
        """And end the outage where its end lies in between."""
        self._passed += seconds
        if self._is_on and self._passed >= self.seconds:
            self._is_on = False
            await self._sandbox.clear_faults()
            self._bot.session.api = self._good

    async def call(self) -> None:
        """A call is made: counted while the outage lasts; a stall takes all the time there is."""
        if not self._is_on:
            return
        self.calls.append(self.now)
        if self.kind == "stall":
            await self.pass_time(POLL_SECONDS + GRACE_SECONDS)
            raise TimeoutError

    async def accept(self, _batch: list[Any]) -> int:
        """Polling has got something at last."""
        self.recovered = self.now - self.seconds
        raise Over

    def worst_minute(self) -> int:
        """Most calls in any sixty seconds."""
        return max(sum(at <= one < at + 60 for one in self.calls) for at in self.calls)


class Watch(BaseRequestMiddleware):
    """Tells the outage of each call."""

    def __init__(self, outage: Outage) -> None:
        self._outage = outage

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Let it through, or let it time out."""
        try:
            await self._outage.call()
        except TimeoutError as error:
            raise TelegramNetworkError(method, "Request timeout error") from error
        return await make_request(bot, method)


async def _find_nothing(*_arguments: object, **_named: object) -> object:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def unused_port() -> int:
    """A port of this machine nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def no_offset() -> int | None:
    """As with an empty inbox."""
    return None


@asynccontextmanager
async def server_and_session() -> AsyncIterator[tuple[SandboxServer, Session]]:
    """A fresh server, and a session to it."""
    server = SandboxServer()
    await server.start()
    session = open_session(TelegramAPIServer.from_base(server.url))
    try:
        yield server, session
    finally:
        if session._session is not None:
            await session._session.close()
        await server.stop()


@pytest.mark.parametrize("kind", KINDS)
async def test_an_outage_is_waited_out(kind: str, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few calls while it lasts, and back at work soon after its end, however long it was."""
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


# ---------------------------------------------------------------- others


@asynccontextmanager
async def waiting_app(folder: Path, server: SandboxServer, person: Person) -> AsyncIterator[App]:
    """The bot before its start, with a question and a notice waiting in its database."""
    settings = load_settings(_env_file=None, database_url=f"sqlite:///{folder / 'mag.db'}", send_rate=1000)
    endpoint = Endpoint(server.token, TelegramAPIServer.from_base(server.url))
    async with open_app(settings, endpoint, SystemClock()) as app:
        await person.say("/start")
        chat = {"id": person.id, "type": "private", "first_name": "N"}
        user = {"id": person.id, "is_bot": False, "first_name": "N"}
        message = {"message_id": 1, "date": 1, "chat": chat, "from": user, "text": "/help"}
        await app.intake.accept([{"update_id": 5, "message": message}])
        payload = {"ru": "Проверка", "en": "Check"}
        await tell_editors(
            app.library.store.ledger, "check", {person.id}, payload, datetime(2026, 1, 1, tzinfo=UTC)
        )
        yield app


async def test_who_must_not_have_the_updates_sends_nothing(tmp_path: Path, record: Record) -> None:
    """A lasting conflict ends the process with an answer and a notice unsent; a short one costs nobody
    anything.
    """
    pauses: list[float] = []

    async def note(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3 and short:
            await sandbox.clear_faults()

    tries, sent = 0, 0
    for short in (False, True):
        async with server_and_session() as (server, _):
            sandbox = Sandbox(server)
            anna = await sandbox.person("Анна")
            folder = tmp_path / str(short)
            pauses.clear()
            await sandbox.fault("conflict", method="getUpdates")
            async with waiting_app(folder, server, anna) as app:
                app.intake._polling._pause = note
                stop = asyncio.Event()
                if short:
                    async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
                        tasks.create_task(app.run(stop))
                        await sandbox.calls_of("sendMessage", 2, limit=60)
                        stop.set()
                else:
                    with pytest.raises(ConflictError):
                        await app.run(stop)
                    sent += len(await sandbox.calls("sendMessage"))
            tries += 1
    record("A13", tries, sent_before_the_end=sent)
    assert sent == 0


async def test_the_same_updates_by_the_other_door(tmp_path: Path, record: Record) -> None:
    """Batches that come again and again, as a webhook would bring them: each update is handled once."""
    updates = times(50, 1000)
    async with server_and_session() as (server, _):
        sandbox = Sandbox(server)
        anna = await sandbox.person("Анна")
        async with waiting_app(tmp_path, server, anna) as app:
            member = {"chat": {"id": anna.id, "type": "private"}, "from": {"id": anna.id}}
            batch = [{"update_id": 1000 + number, "poll": member} for number in range(updates)]
            for start in range(0, updates, 7):
                for _ in range(2 + start % 9):
                    await app.intake.accept(batch[start : start + 7])
            waiting = (await app.library.store.inbox.backlog()).waiting
    record("A5", updates, double_effects=waiting - 1 - updates)
    assert waiting == updates + 1


async def test_a_second_bot_on_the_same_database(scene: Scene, record: Record) -> None:
    """It leaves at once with a status of its own; killed, the first is in nobody's way."""
    tries, seconds = times(1, 20), 0
    for _ in range(tries):
        first = await scene.bot()
        [asking] = await scene.people(1)
        await asking.say("/city Казань")
        await scene.until(lambda: any(chat == asking.id for chat, _ in scene.sent))  # noqa: B023 - awaited at once
        second = await scene.bot()
        assert await scene.nursery.end(second) == 4
        assert f"(process {first.pid})" in scene.log()
        assert first.status is None
        seconds += 1
        await scene.kill(first)
    record("A14", tries, refused=seconds, locks_left_behind=0)
