"""A running sandbox, our bot over HTTP, a database: what the doors of the application are tested with."""

import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.telegram_api.session import Session, open_session
from data.store.inbox import Inbox
from data.store.sqlite.database import Database
from tests.world.clocks import FrozenClock


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    """A Bot API server with nobody there yet."""
    server = SandboxServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def session(server: SandboxServer) -> AsyncIterator[Session]:
    """Our session, pointed at the server; closed without aiogram's pause for TLS."""
    session = open_session(TelegramAPIServer.from_base(server.url))
    yield session
    if session._session is not None:
        await session._session.close()


@pytest.fixture
def bot(server: SandboxServer, session: Session) -> Bot:
    """A bot whose calls go over HTTP."""
    return Bot(server.token, session=session)


@pytest.fixture
async def sandbox(server: SandboxServer) -> AsyncIterator[Sandbox]:
    """The control interface."""
    async with Sandbox(server) as sandbox:
        yield sandbox


@pytest.fixture
async def anna(sandbox: Sandbox) -> Person:
    """A reader."""
    return await sandbox.person("Анна")


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands at noon."""
    return FrozenClock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An open, empty database."""
    opened = await Database.open(tmp_path / "mag.db")
    yield opened
    await opened.close()


@pytest.fixture
def inbox(database: Database) -> Inbox:
    """An empty inbox."""
    return Inbox(database)


@pytest.fixture
def unused_port() -> int:
    """A port of this machine nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
