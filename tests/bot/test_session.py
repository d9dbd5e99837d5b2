"""The session's errors say what became of a request."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError
from aiohttp import web

from bot.session import open_session
from bot.verdicts import verdict
from scheduler.outcomes import Unknown


@pytest.fixture
async def gateway() -> AsyncIterator[str]:
    """A server that answers everything with bytes that are no text; its address."""

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


async def test_an_answer_that_is_no_text_is_an_error_of_the_library(gateway: str) -> None:
    """Polling waits such an answer out, and nobody knows whether the message was sent."""
    session = open_session(TelegramAPIServer.from_base(gateway))
    try:
        with pytest.raises(ClientDecodeError) as caught:
            await Bot("42:TEST", session=session).get_me()
    finally:
        assert session._session is not None
        await session._session.close()
    assert isinstance(verdict(caught.value), Unknown)
