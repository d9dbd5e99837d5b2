"""A tool: run programs to their end, or start and stop them."""

import asyncio
import os
import re
import signal
import socket
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.running.steps import StepFailed, expect

LOOK_SECONDS = 0.05
STOP_SECONDS = 20.0
# Installing takes minutes on a slow line.
LIMIT_SECONDS = 900.0
_SHOWN_LINES = 15


@dataclass(frozen=True, slots=True)
class Place:
    """The folder and the environment in which programs run."""

    folder: Path
    environment: Mapping[str, str]


def bare_environment(home: Path) -> dict[str, str]:
    """Return an environment without the settings of this machine, as a service has it."""
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}


async def run(place: Place, command: Sequence[str | Path], status: int = 0) -> str:
    """Run a program to its end, and return what it has printed.

    Raises StepFailed if it ends with another status.
    """
    process = await asyncio.create_subprocess_exec(
        *command, cwd=place.folder, env=place.environment, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT
    )
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            printed, _ = await process.communicate()
    finally:
        await _end(process)
    text = printed.decode(errors="replace")
    if process.returncode != status:
        shown = " ".join(str(word) for word in command)
        raise StepFailed(f"{shown} ended with {process.returncode}\n{_tail(text)}")
    return text


class Program:
    """A program that runs beside the trial. Its output goes to a file."""

    def __init__(self, name: str, process: Process, log: Path) -> None:
        self._name = name
        self._process = process
        self._log = log

    @property
    def printed(self) -> str:
        """Return what the program has printed so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    async def prints(self, pattern: str, limit: float = 60.0) -> str:
        """Wait until the program has printed a match of the pattern, and return the match.

        Raises StepFailed if the program ends first, or after `limit` seconds.
        """
        end = asyncio.get_running_loop().time() + limit
        while (found := re.search(pattern, self.printed)) is None:
            if self._process.returncode is not None:
                raise StepFailed(f"{self._name} has ended\n{_tail(self.printed)}")
            if asyncio.get_running_loop().time() > end:
                raise StepFailed(f"{self._name} has not printed «{pattern}»\n{_tail(self.printed)}")
            await asyncio.sleep(LOOK_SECONDS)
        return found[0]

    def types(self, text: str) -> None:
        """Type a line into the program."""
        if self._process.stdin is None:
            raise RuntimeError("it has no input")
        self._process.stdin.write(f"{text}\n".encode())

    async def ends(self, limit: float = STOP_SECONDS) -> int:
        """Wait until the program ends, and return its status.

        Raises StepFailed after `limit` seconds.
        """
        try:
            async with asyncio.timeout(limit):
                return await self._process.wait()
        except TimeoutError:
            raise StepFailed(f"{self._name} still runs after {limit:.0f} s\n{_tail(self.printed)}") from None

    async def ends_well(self) -> None:
        """Wait until the program ends. Raises StepFailed if its status is not 0."""
        status = await self.ends()
        expect(status == 0, f"{self._name} ended with {status}\n{_tail(self.printed)}")

    def terminate(self) -> None:
        """Send SIGTERM, as a service manager does."""
        self._process.terminate()

    def interrupt(self) -> None:
        """Send SIGINT to the program and its child processes, as a terminal does."""
        os.killpg(self._process.pid, signal.SIGINT)


@asynccontextmanager
async def started(place: Place, name: str, command: Sequence[str | Path]) -> AsyncIterator[Program]:
    """Start a program, and stop it when the block ends."""
    number = len(list(place.folder.glob(f"{name}-*.log")))
    log = place.folder / f"{name}-{number}.log"
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=place.folder,
            env=place.environment,
            stdin=PIPE,
            stdout=output,
            stderr=STDOUT,
            start_new_session=True,
        )
    try:
        yield Program(name, process, log)
    finally:
        await _end(process)


async def _end(process: Process) -> None:
    """Terminate a program that still runs. Kill it after 20 seconds."""
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


class ServiceManager:
    """The service manager's side of systemd's notification socket.

    It is told whether the bot is ready, alive and stopping.
    """

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.setblocking(False)
        # a sign of life each second
        self.environment = {"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "2000000"}

    async def hears(self, state: str, limit: float = 60.0) -> None:
        """Wait for a state, and skip others. Raises StepFailed after `limit` seconds."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(limit):
                while (await loop.sock_recv(self._socket, 100)).decode() != state:
                    pass
        except TimeoutError:
            raise StepFailed(f"the service manager was not told {state}") from None

    def forget(self) -> None:
        """Skip the states that were reported so far."""
        try:
            while self._socket.recv(100):
                pass
        except BlockingIOError:
            return

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()


def _tail(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip().splitlines()[-_SHOWN_LINES:])
