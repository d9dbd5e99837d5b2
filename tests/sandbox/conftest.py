"""A running sandbox, an unmodified aiogram bot that knows only another address, and people."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    """A server with the default cast."""
    server = SandboxServer()
    await server.start()
    server.seed_people()
    yield server
    await server.stop()


@pytest.fixture
async def session(server: SandboxServer) -> AsyncIterator[AiohttpSession]:
    """aiogram's own session, pointed at the server; closed without aiogram's pause for TLS."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url), timeout=10)
    yield session
    if session._session is not None:
        await session._session.close()


@pytest.fixture
def bot(server: SandboxServer, session: AiohttpSession) -> Bot:
    """An ordinary bot."""
    return Bot(server.token, session=session)


@pytest.fixture
async def sandbox(server: SandboxServer) -> AsyncIterator[Sandbox]:
    """The control interface over HTTP."""
    async with Sandbox(server.url, limit=3) as sandbox:
        yield sandbox


@pytest.fixture
async def anna(sandbox: Sandbox) -> Person:
    """A reader who has started the bot."""
    anna = await sandbox.person("Анна")
    await anna.say("/start")
    return anna
