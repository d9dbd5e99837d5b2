"""A tool: real bots in processes of their own, which real signals kill and stop."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen

ROOT = Path(__file__).parents[2]
LIMIT = 120.0


@dataclass(slots=True)
class BotProcess:
    """One `mag-bot run`.

    `status` is its exit status, or the negative number of the signal that killed it. It is None while it
    runs.
    """

    pid: int
    status: int | None = None

    def send(self, number: signal.Signals) -> None:
        """Send a signal, if the process still runs."""
        if self.status is None:
            os.kill(self.pid, number)

    def heeds(self, number: signal.Signals) -> bool:
        """Return whether the process handles a signal itself, or has ended.

        A signal that it does not handle yet would kill it.
        """
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        except FileNotFoundError:
            return True
        [caught] = [line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")]
        return bool(int(caught, 16) >> (number - 1) & 1)

    def memory(self) -> float:
        """Return the resident memory of the process in MiB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class ForkServer:
    """A process that has imported everything and forks bots."""

    def __init__(self, process: Popen[bytes]) -> None:
        self._process = process
        self._bots: dict[int, BotProcess] = {}

    async def start(
        self, folder: Path, environment: dict[str, str], arguments: Sequence[str] = ("run",)
    ) -> BotProcess:
        """Start a bot, or another command. Its output goes to `bot.log` in the folder."""
        assert self._process.stdin is not None
        order = {"folder": str(folder), "environment": environment, "arguments": list(arguments)}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        pid = await self._wait_for("started")
        return self._bots[pid]

    async def end(self, bot: BotProcess) -> int:
        """Wait until the bot has ended, and return its status."""
        while bot.status is None:
            await self._wait_for("ended")
        return bot.status

    async def end_of_one(self, bots: Sequence[BotProcess]) -> BotProcess:
        """Wait until one of these bots has ended, and return it."""
        while all(bot.status is None for bot in bots):
            await self._wait_for("ended")
        return next(bot for bot in bots if bot.status is not None)

    async def _wait_for(self, wanted: str) -> int:
        assert self._process.stdout is not None
        while True:
            async with asyncio.timeout(LIMIT):
                # in a thread: a fork server outlives each event loop
                news = json.loads(await asyncio.to_thread(self._process.stdout.readline))
            if "started" in news:
                self._bots[news["started"]] = BotProcess(news["started"])
            else:
                self._bots.pop(news["ended"]).status = os.waitstatus_to_exitcode(news["status"])
            if wanted in news:
                return int(news[wanted])

    async def clear(self) -> None:
        """Kill the bots that still run."""
        for bot in list(self._bots.values()):
            bot.send(signal.SIGKILL)
            await self.end(bot)


@contextmanager
def open_fork_server() -> Iterator[ForkServer]:
    """Start a fork server, and end it when the block ends."""
    command = [sys.executable, "-m", "tests.chaos.fork_server"]
    with Popen(command, stdin=PIPE, stdout=PIPE, cwd=ROOT) as process:  # noqa: S603 - ours
        yield ForkServer(process)
        if process.stdin is not None:
            process.stdin.close()
