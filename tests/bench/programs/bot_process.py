"""A tool: the bot in a process of its own, with its CPU time and its memory."""

import asyncio
import os
import shutil
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer
from tests.bench.cores import cpu, cpu_with_children, memory
from tests.world.server import open_server

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0


class Child:
    """A running `mag-bot run`, and the sandbox that it serves."""

    def __init__(self, process: Process, server: SandboxServer, sandbox: Sandbox) -> None:
        self._process = process
        self.server = server
        self.sandbox = sandbox

    def cpu(self) -> float:
        """Return the seconds of CPU that the process has used so far, on all its threads."""
        return cpu(self._process.pid)

    def cpu_with_children(self) -> float:
        """Return the seconds of CPU of the process and of its child processes that have ended."""
        return cpu_with_children(self._process.pid)

    def memory(self) -> float:
        """Return the resident memory of the process in MiB."""
        return memory(self._process.pid)

    async def answers(self, count: int, method: str = "sendMessage") -> None:
        """Wait until the bot has made `count` calls of the method in all."""
        await self.sandbox.calls_of(method, count, limit=PATIENCE)


@asynccontextmanager
async def sandbox_server() -> AsyncIterator[tuple[SandboxServer, Sandbox]]:
    """Start a sandbox server in this process, and stop it when the block ends."""
    async with open_server() as server, Sandbox(server, limit=PATIENCE) as sandbox:
        yield server, sandbox


def environment_of(url: str, token: str, database: Path, rate: int) -> dict[str, str]:
    """Return the environment for `bot run` against the Bot API at `url`.

    `rate` is the bot's rate limit in messages a second.
    """
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": token,
        # measured by itself in tests/bench/copying.py
        "BACKUP_DIR": "none",
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": f"sqlite:///{database}",
        "SEND_RATE": str(rate),
        "LOG_LEVEL": "ERROR",
    }


@asynccontextmanager
async def child(
    database: Path, server: SandboxServer, sandbox: Sandbox, rate: int = 1000, owner: int | None = None
) -> AsyncIterator[Child]:
    """Run the bot on a copy of the database, and stop it when the block ends.

    `rate` is its rate limit in messages a second, `owner` the user id of its owner, if it has one. It gets a
    copy because each sandbox numbers its updates from one, and the bot handles no update id twice.
    """
    copy = Path(shutil.copy(database, database.with_suffix(".copy.db")))
    environment = environment_of(server.url, server.token, copy, rate)
    if owner is not None:
        environment["OWNER_IDS"] = str(owner)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"), env=environment, cwd=database.parent, stdout=DEVNULL
    )
    try:
        yield Child(process, server, sandbox)
    finally:
        process.terminate()
        await process.wait()
        for left in copy.parent.glob(f"{copy.name}*"):
            left.unlink()
