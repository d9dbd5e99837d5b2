"""The session's errors say whether a request may have reached Telegram."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import SendMessage
from aiohttp import web

from bot.sandbox.client.client import Person, Sandbox
from bot.telegram_api.call_context import with_priority
from bot.telegram_api.error_outcomes import outcome_of
from bot.telegram_api.rate_limits import CallPriority
from bot.telegram_api.session import Session, never_left, open_session
from handlers.sending.send_text import SendText, TextContent
from scheduler.delivery.in_flight import InFlight
from scheduler.delivery.outcomes import Unknown
from tests.world.server import session_to

EXPIRES = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
async def gateway() -> AsyncIterator[str]:
    """Serve bytes that are no text at every path. Yield the address."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=b"\xff\xfe<html>", content_type="application/json", charset="utf-8")

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}"
    await runner.cleanup()


async def test_answer_that_is_no_text_is_a_decode_error(gateway: str) -> None:
    """Polling retries after such an answer, and a message counts as possibly sent."""
    async with session_to(gateway) as session:
        with pytest.raises(ClientDecodeError) as caught:
            await Bot("42:TEST", session=session).get_me()
    assert isinstance(outcome_of(caught.value), Unknown)


SENT = b'{"ok":true,"result":{"message_id":7,"text":"x"}}'


class Answers:
    """A server that answers each call with these pieces of a body, with a pause between them."""

    def __init__(self, *pieces: bytes, head: dict[str, str] | None = None) -> None:
        self.connections: set[Any] = set()
        self._pieces = pieces
        self._head = head or {"Content-Length": str(sum(map(len, pieces)))}

    async def give(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        await request.read()
        self.connections.add(request.transport)
        answer = web.StreamResponse(headers=self._head)
        for number, piece in enumerate(self._pieces):
            if number:
                await asyncio.sleep(0.01)
            else:
                await answer.prepare(request)
            await answer.write(piece)
        if sum(map(len, self._pieces)) < int(self._head.get("Content-Length", 0)):
            # nothing more comes
            answer.force_close()
        return answer


@asynccontextmanager
async def sender_to(answers: Answers) -> AsyncIterator[Bot]:
    """Open a bot whose server gives these answers, and close both when the block ends."""
    application = web.Application()
    application.router.add_post("/{path:.*}", answers.give)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        async with session_to(f"http://{host}:{port}") as session:
            yield Bot("42:TEST", session=session)
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(Answers(SENT), id="whole"),
        pytest.param(Answers(b"", SENT), id="after its head"),
        pytest.param(Answers(SENT[:30], SENT[30:40], SENT[40:]), id="in pieces"),
        pytest.param(Answers(SENT[:9], SENT[9:], head={"Transfer-Encoding": "chunked"}), id="chunked"),
        pytest.param(Answers(gzip.compress(SENT), head={"Content-Encoding": "gzip"}), id="compressed"),
    ],
)
async def test_answer_is_read_whole_however_it_comes(answers: Answers) -> None:
    """The next call uses the same connection, so nothing of the answer is left in it."""
    async with asyncio.timeout(10), sender_to(answers) as bot:
        ids = [(await bot(SendText(chat_id=1, content=TextContent("x")))).message_id for _ in range(3)]
    assert (ids, len(answers.connections)) == ([7, 7, 7], 1)


@pytest.mark.parametrize("pieces", [(SENT[:30],), (b"", SENT[:30])])
async def test_answer_cut_short_is_a_network_error(pieces: tuple[bytes, ...]) -> None:
    """A body shorter than its head says leaves unknown whether the message was sent."""
    answers = Answers(*pieces, head={"Content-Length": str(len(SENT))})
    async with asyncio.timeout(10), sender_to(answers) as bot:
        with pytest.raises(TelegramNetworkError) as caught:
            await bot(SendText(chat_id=1, content=TextContent("x")))
    assert isinstance(outcome_of(caught.value), Unknown)


def prepared(person: Person) -> Any:
    """Return a text for a person as delivery sends it."""
    return SendText(chat_id=person.id, content=TextContent("x"))


def plain(person: Person) -> Any:
    """Return the same text as a method of aiogram's."""
    return SendMessage(chat_id=person.id, text="x")


@pytest.mark.parametrize("call", [prepared, plain])
async def test_overdue_answer_is_a_network_error(
    bot: Bot, sandbox: Sandbox, anna: Person, monkeypatch: pytest.MonkeyPatch, call: Any
) -> None:
    """The message counts as possibly sent, and the circuit breaker counts the failure."""
    monkeypatch.setattr("scheduler.delivery.in_flight.ANSWER_SECONDS", 0.1)
    monkeypatch.setattr("scheduler.delivery.in_flight.SWEEP_SECONDS", 0.05)
    await anna.say("/start")
    await sandbox.fault("stall", method="sendMessage", times=1, seconds=60)
    async with asyncio.timeout(10):
        async with InFlight().message(EXPIRES) as in_flight:
            with with_priority(CallPriority.REMINDER, in_flight):
                in_flight.leave()
                with pytest.raises(TelegramNetworkError) as caught:
                    await bot(call(anna))
        # the next one has a connection and its own time
        async with InFlight().message(EXPIRES) as in_flight:
            with with_priority(CallPriority.REMINDER, in_flight):
                in_flight.leave()
                assert (await bot(call(anna))).message_id
    assert isinstance(outcome_of(caught.value), Unknown)
    assert not never_left(caught.value)


async def test_message_cancelled_for_another_reason_is_no_network_error(
    bot: Bot, sandbox: Sandbox, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stop is not Telegram's fault."""
    monkeypatch.setattr("scheduler.delivery.in_flight.CLOSING_SECONDS", 0.05)
    await anna.say("/start")
    await sandbox.fault("stall", method="sendMessage", seconds=60)
    all_in_flight = InFlight()

    async def send() -> None:
        async with all_in_flight.message(EXPIRES) as in_flight:
            with with_priority(CallPriority.REMINDER, in_flight):
                in_flight.leave()
                await bot(prepared(anna))

    async def send_in_vain() -> None:
        with pytest.raises(TimeoutError):
            await send()

    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        tasks.create_task(send_in_vain())
        await sandbox.until(lambda: _is_asked(sandbox), what="the call")
        all_in_flight.close()


async def _is_asked(sandbox: Sandbox) -> bool:
    return bool(await sandbox.calls("sendMessage"))


async def test_middleware_added_later_is_called(bot: Bot, session: Session, anna: Person) -> None:
    """The chain is made again when it has got longer."""
    await anna.say("/start")
    await bot(prepared(anna))
    seen: list[str] = []

    async def look(make_request: Any, bot: Bot, method: Any) -> Any:
        seen.append(method.__api_method__)
        return await make_request(bot, method)

    session.middleware(look)
    await bot(prepared(anna))
    await bot.get_me(request_timeout=5)
    assert seen == ["sendMessage", "getMe"]


@pytest.mark.parametrize(("scheme", "pauses"), [("http", []), ("https", [0.25])])
async def test_closing_pauses_for_tls_only(
    scheme: str, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """TLS connections take a moment to close, plain ones do not."""
    slept: list[float] = []

    async def note(seconds: float) -> None:
        slept.append(seconds)

    session = open_session(TelegramAPIServer.from_base(f"{scheme}://127.0.0.1:9"))
    connections = await session.create_session()
    monkeypatch.setattr("aiogram.client.session.aiohttp.asyncio.sleep", note)
    await session.close()
    assert connections.closed
    assert slept == pauses


async def test_closing_a_session_without_connections_does_nothing() -> None:
    """A bot may stop before its first call."""
    await open_session(TelegramAPIServer.from_base("http://127.0.0.1:9")).close()
