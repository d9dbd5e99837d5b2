"""A tool: runs `mag-bot` as a process of its own, for commands that serve until stopped."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot.commands.conftest import ROOT

LIMIT = 60.0


@asynccontextmanager
async def launched(
    folder: Path, command: Sequence[str], settings: Mapping[str, str]
) -> AsyncIterator[Process]:
    """Run `mag-bot` in a folder without settings, and kill it when the block ends."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *command),
        cwd=folder,
        env={**environment, "LOG_LEVEL": "ERROR", **settings},
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        async with asyncio.timeout(LIMIT):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
