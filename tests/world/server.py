"""Our Bot API server, and sessions that call it over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox.server import SandboxServer
from bot.telegram_api.session import Session, open_session


@asynccontextmanager
async def open_server(*, seeded: bool = False) -> AsyncIterator[SandboxServer]:
    """Start a server, with the default people where it is seeded, and stop it at the end."""
    server = SandboxServer()
    await server.start()
    if seeded:
        server.seed_people()
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def session_to(url: str) -> AsyncIterator[Session]:
    """Open the bot's own session to the server at this address, and close it at the end."""
    session = open_session(TelegramAPIServer.from_base(url))
    try:
        yield session
    finally:
        await session.close()


@asynccontextmanager
async def server_and_session() -> AsyncIterator[tuple[SandboxServer, Session]]:
    """Start a server, and open the bot's own session to it."""
    async with open_server() as server, session_to(server.url) as session:
        yield server, session


class LibrarySession(AiohttpSession):
    """aiogram's own session without its pause at the end, which is for TLS."""

    async def close(self) -> None:
        """Close the connections at once."""
        if self._session is not None:
            await self._session.close()
