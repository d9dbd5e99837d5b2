"""Fixtures of the sandbox's tests: a running server, an ordinary aiogram bot, and people.

Every test below this folder carries the marker `sandbox`.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from tests.world.server import LibrarySession, open_server

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder. The hook is called with the tests of all folders."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.sandbox)


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    """Start a server with the default people."""
    async with open_server(seeded=True) as server:
        yield server


@pytest.fixture
async def session(server: SandboxServer) -> AsyncIterator[AiohttpSession]:
    """Open aiogram's own session to the server."""
    session = LibrarySession(api=TelegramAPIServer.from_base(server.url), timeout=10)
    yield session
    await session.close()


@pytest.fixture
def bot(server: SandboxServer, session: AiohttpSession) -> Bot:
    """Return an ordinary bot."""
    return Bot(server.token, session=session)


@pytest.fixture
async def sandbox(server: SandboxServer) -> AsyncIterator[Sandbox]:
    """Return a client of the control interface over HTTP."""
    async with Sandbox(server.url, limit=3) as sandbox:
        yield sandbox


@pytest.fixture
async def anna(sandbox: Sandbox) -> Person:
    """Return a person who has started the bot."""
    anna = await sandbox.person("Анна")
    await anna.say("/start")
    return anna
