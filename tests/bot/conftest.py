"""A running sandbox, our bot over HTTP, an empty database and a frozen clock for every test."""

import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiogram import Bot

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.telegram_api.session import Session
from data.store.inbox import Inbox
from data.store.sqlite.database import Database
from tests.world.clocks import FrozenClock
from tests.world.server import open_server, session_to
from tests.world.storage import open_new


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    """Start a Bot API server without people."""
    async with open_server() as server:
        yield server


@pytest.fixture
async def session(server: SandboxServer) -> AsyncIterator[Session]:
    """Open our session to the server."""
    async with session_to(server.url) as session:
        yield session


@pytest.fixture
def bot(server: SandboxServer, session: Session) -> Bot:
    """Return a bot whose calls go over HTTP."""
    return Bot(server.token, session=session)


@pytest.fixture
async def sandbox(server: SandboxServer) -> AsyncIterator[Sandbox]:
    """Open the control interface."""
    async with Sandbox(server) as sandbox:
        yield sandbox


@pytest.fixture
async def anna(sandbox: Sandbox) -> Person:
    """Return a reader who has not written yet."""
    return await sandbox.person("Анна")


@pytest.fixture
def clock() -> FrozenClock:
    """Return a clock at noon, UTC."""
    return FrozenClock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Open an empty database."""
    opened = await open_new(tmp_path / "mag.db")
    yield opened
    await opened.close()


@pytest.fixture
def inbox(database: Database) -> Inbox:
    """Return an empty inbox."""
    return Inbox(database)


@pytest.fixture
def unused_port() -> int:
    """Return a port of this machine that no process listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
